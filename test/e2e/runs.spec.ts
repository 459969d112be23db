import { practise } from './support/console.ts';
import { expect, test } from './support/test.ts';

test('every number of a run opens exactly its rows, with the keyboard alone', async ({ page, running, axe }) => {
  for (const oddity of ['x12', 'same-number', 'wrong-totals']) await practise(running.control, 'orders', { count: 1, oddity });
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('link', { name: /quarantined/ })).toBeVisible();
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  const list = page.getByRole('grid', { name: 'Runs' });
  await expect(list.getByRole('row').nth(2)).toBeVisible();
  await axe();

  await list.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary');
  await expect(panel.getByRole('heading', { name: /^Run \d+$/ })).toBeFocused();
  const figures = panel.getByRole('link', { name: /^\d/ });
  await expect(figures.first()).toBeVisible();
  await axe();
  const texts = await figures.allTextContents();
  expect(texts.length).toBeGreaterThan(4);
  // The requests of the table add up to its last line.
  const counts = await panel.getByRole('row').locator('td:last-child').allTextContents();
  const numbers = counts.map((text) => Number(text.replaceAll(',', '')));
  expect(numbers.slice(0, -1).reduce((sum, value) => sum + value, 0)).toBe(numbers.at(-1));

  await page.keyboard.press('Escape');
  await expect(list).toBeFocused();
  await page.keyboard.press('Enter');
  await panel.getByRole('link', { name: /Files quarantined/ }).press('Enter');
  for (const text of texts) {
    const [, count = '', word = ''] = /^([\d,]+) (.*)$/.exec(text) ?? [];
    await page
      .getByRole('tab', { name: new RegExp(` ${count}$`) })
      .filter({ has: page.locator(`xpath=self::*[@title="${word}"]`) })
      .click();
    await expect(page.getByRole('grid', { name: word })).toHaveAttribute(
      'aria-rowcount',
      String(Number(count.replaceAll(',', '')) + 1),
    );
  }
  await axe();
  await page.getByRole('tab', { name: /^Made/ }).click();
  const made = page.getByRole('grid', { name: 'Sales orders made' });
  await made.focus();
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('State now');
  await expect(panel.getByRole('button', { name: 'Open the order' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tree')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(made).toBeFocused();
});

test('runs are found by how they ended and what began them', async ({ page, running }) => {
  await practise(running.control, 'faults', { target: 'sps', kind: '500', times: 30 });
  await page.getByRole('button', { name: 'Run now' }).click();
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await page.getByRole('tab', { name: 'Failed' }).click();
  const list = page.getByRole('grid', { name: 'Runs' });
  await expect(list.getByRole('row').nth(1)).toContainText('Failed');
  await list.getByRole('row').nth(1).click();
  const panel = page.getByRole('complementary');
  await expect(panel.getByRole('heading', { name: 'What went wrong' })).toBeVisible();
  await expect(panel).toContainText(/SPS has a problem of its own|SPS cannot be reached/);
  await page.getByRole('combobox', { name: 'What began it' }).selectOption('By command');
  await expect(page.getByText('No run is like this')).toBeVisible();
});

test('a run shows how far it is and can be cancelled', async ({ page, running }) => {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  await practise(running.control, 'orders', { count: 150 });
  await practise(running.control, 'faults', { target: 'dynamics', kind: 'slow', times: 40 });
  await page.getByRole('button', { name: 'Run now' }).click();
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  const list = page.getByRole('grid', { name: 'Runs' });
  await list.getByRole('row').filter({ hasText: 'Running' }).click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('button', { name: 'Cancel this run' }).click();
  await expect(list.getByRole('row').nth(1)).toContainText('Cancelled', { timeout: 40_000 });
});
