import { practise } from './support/console.ts';
import { expect, test } from './support/test.ts';
import { confirmByKeys } from './support/confirm.ts';

test('the whole work goes by keyboard alone', async ({ page, running }) => {
  expect(running.url).not.toBe('');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');

  await test.step('the first Tab offers to skip the frame', async () => {
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
    await page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined));
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  });

  await test.step('? lists the keys, Escape closes the list', async () => {
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  await test.step('g o opens the orders; arrows, Enter, Escape lead in and back to the same row', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    const grid = page.getByRole('grid', { name: 'Orders' });
    await expect(grid).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(grid).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const active = await grid.getAttribute('aria-activedescendant');
    const number = await page.locator(`[id="${active}"]`).getByRole('gridcell').nth(1).textContent();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('complementary', { name: `Order ${number}` })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Open the order' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText(number ?? '?');
    await expect(page.getByRole('tree')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(grid).toBeFocused();
    const back = await grid.getAttribute('aria-activedescendant');
    await expect(page.locator(`[id="${back}"]`).getByRole('gridcell').nth(1)).toHaveText(number ?? '?');
  });

  await test.step('Ctrl+C takes the row with its headings', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+c');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const rows = copied.split('\n');
    expect(rows).toHaveLength(3);
    expect(rows[0]).toContain('Order\tPartner\tState');
  });

  await test.step('Ctrl+K, a number, Enter lands on the order; Escape leads to the list', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('SO-000001');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('region', { name: 'In Dynamics' })).toContainText('SO-000001');
    await page.keyboard.press('Escape');
    await expect(page).toHaveURL(/\/orders/);
  });
});

test('filters and sort stand in the address and survive a reload', async ({ page, running }) => {
  expect(running.url).not.toBe('');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  await page.getByRole('combobox', { name: 'Partner' }).selectOption({ label: 'Northwind Home' });
  await page.getByRole('tab', { name: 'In Dynamics' }).click();
  await page.getByRole('button', { name: 'Order', exact: true }).click();
  await expect(page).toHaveURL(/state=ordered/);
  await expect(page).toHaveURL(/partner=/);
  await expect(page).toHaveURL(/sort=number/);
  const first = page.getByRole('row').nth(1).getByRole('gridcell').nth(1);
  // The rows of the order before stand until the new ones are there.
  const numbers = async (): Promise<readonly string[]> => {
    const rows = (await page.getByRole('row').allTextContents()).flatMap((text) => /NW\d+/.exec(text) ?? []);
    return rows.length > 1 ? rows : ['none yet', ''];
  };
  await expect
    .poll(async () => (await numbers()).every((number, index, all) => index === 0 || number >= (all[index - 1] ?? '')))
    .toBe(true);
  const number = (await first.textContent()) ?? '';
  expect(number).toMatch(/^NW/);
  await page.reload();
  await expect(first).toHaveText(number);
  await expect(page.getByRole('combobox', { name: 'Partner' })).toHaveValue(/.+/);
});

test('the focus never falls off the page', async ({ page, running }) => {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  for (const oddity of ['same-number', 'change']) await practise(running.control, 'orders', { count: 1, oddity });
  await page.getByRole('button', { name: 'Run now' }).click();
  await page.getByRole('link', { name: '2 held' }).click();
  const list = page.getByRole('grid', { name: 'What needs a hand' });
  const rows = list.getByRole('row');
  // The first row holds the headings.
  await expect(rows).toHaveCount(3);
  await rows.filter({ hasText: 'Numbers that came again' }).click();
  const answer = page.getByRole('complementary').getByRole('button', { name: 'It is a separate order…' });

  await test.step('a dialog that was closed leads back to what opened it', async () => {
    await answer.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Why' })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(answer).toBeFocused();
  });

  await test.step('what was answered leads back to the list', async () => {
    await answer.press('Enter');
    await page.keyboard.type('The buyer ordered it twice');
    await confirmByKeys(page);
    await expect(rows).toHaveCount(2);
    await expect(list).toBeFocused();
  });

  await test.step('a list that is sorted anew keeps its heading', async () => {
    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    const heading = page.getByRole('button', { name: 'Order', exact: true });
    await heading.press('Enter');
    await expect(page).toHaveURL(/sort=number/);
    await expect(heading).toBeFocused();
  });

  await test.step('nobody is held where they clicked away', async () => {
    await page.getByRole('heading', { level: 1 }).evaluate((node) => (node.ownerDocument.activeElement as HTMLElement).blur());
    await practise(running.control, 'orders', { count: 1 });
    await page.getByRole('tab', { name: 'Cancelled' }).evaluate((node) => (node as HTMLElement).click());
    await expect(page.getByText('No order matches these filters')).toBeVisible();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  });
});
