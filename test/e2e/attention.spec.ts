import type { Page } from '@playwright/test';
import { practise } from './support/console.ts';
import { expect, test } from './support/test.ts';
import { goBackTo } from './support/wayback.ts';

/** Places odd orders and lets a run fetch them. */
async function send(page: Page, control: string, oddity: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  await practise(control, 'orders', { count: 1, oddity });
  await page.getByRole('button', { name: 'Run now' }).click();
}

test('a hold is answered with a reason, and the record keeps it', async ({ page, running }) => {
  await send(page, running.control, 'same-number');
  await page.getByRole('link', { name: /Numbers that came again/ }).click();
  const detail = page.getByRole('complementary');
  await expect(detail).toContainText('came again with other content');
  await expect(detail).toContainText('If nothing is done');
  await detail.getByRole('button', { name: 'It is a change…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('What will happen');
  await dialog.getByRole('button', { name: 'It is a change' }).click();
  await expect(dialog).toContainText('Say why, in a few words.');
  await dialog.getByRole('textbox', { name: 'Why' }).fill('The buyer called');
  await dialog.getByRole('button', { name: 'It is a change' }).click();
  await expect(dialog).toBeHidden();
  await expect(detail).toContainText('The retailer changed purchase order');
  await detail.getByRole('button', { name: 'Open the order' }).click();
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText('The buyer called');
});

test('a number that came again is called the same order once more: it is filed, and the first one stays', async ({
  page,
  running,
  axe,
}) => {
  await send(page, running.control, 'same-number');
  const waiting = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Needs a hand/ });
  await expect(waiting).toHaveAccessibleName(/^Needs a hand 1 open/);
  await page.getByRole('link', { name: /Numbers that came again/ }).click();
  const detail = page.getByRole('complementary');
  await detail.getByRole('button', { name: 'It is the same order…' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('filed as a duplicate');
  await dialog.getByRole('textbox', { name: 'Why' }).fill('the buyer pressed send twice');
  await axe();
  await dialog.getByRole('button', { name: 'It is the same order' }).click();
  await expect(dialog).toBeHidden();
  await expect(waiting).toHaveAccessibleName('Needs a hand');
  await goBackTo(page, 'Today');
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('region', { name: 'Engine' })).toContainText('Ready');
  await expect(waiting).toHaveAccessibleName('Needs a hand');
});

test('a parked order says what is missing and how to give it', async ({ page, running }) => {
  await send(page, running.control, 'shared-vendor-part');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Needs a hand/ })
    .click();
  await page.getByRole('tab', { name: /^Parked/ }).click();
  const detail = page.getByRole('complementary');
  await expect(detail).toContainText('Parked');
  await expect(detail).toContainText('It goes on by itself when the mapping is there');
  await expect(detail).toContainText('As sent');
  await expect(detail.getByRole('listbox', { name: 'Which row is wrong?' }).getByRole('option')).toHaveCount(2);
  await detail.getByRole('button', { name: 'Open the order' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Needs a hand');
  await expect(page.getByRole('region', { name: 'In Dynamics' })).toContainText('Nothing yet');
  await expect(page.getByRole('treeitem', { selected: true })).toBeVisible();
  const order = page.url();

  await test.step('one that nobody will ever map is set aside with a reason, by keyboard, and its order says so', async () => {
    await page.keyboard.press('Escape');
    await detail.getByRole('button', { name: 'Set aside…' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog).toContainText('Nothing is made of it, even if what it waited for still arrives.');
    await expect(dialog.getByRole('textbox', { name: 'Why' })).toBeFocused();
    await page.keyboard.type('A test order of the retailer');
    await page.keyboard.press('Control+Enter');
    await expect(dialog).toBeHidden();
    await expect(page.getByText('Set aside', { exact: true }).last()).toBeVisible();
    await expect(page.getByText('Nothing is parked')).toBeVisible();
    await page.goto(order);
    await expect(page.getByRole('region', { name: 'What happened' })).toContainText(
      'Set aside: it waits no longerA test order of the retailer',
    );
    await expect(page.getByRole('region', { name: 'In Dynamics' })).toContainText(
      'The order was set aside: nothing is made of it.',
    );
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Cancelled');
    await expect(page.getByRole('button', { name: 'Set aside…' })).toBeHidden();
  });
});

test('a file that cannot be read is shown as it is and deleted at SPS on a word', async ({ page, running }) => {
  await send(page, running.control, 'x12');
  await page.getByRole('link', { name: '1 quarantined' }).click();
  const detail = page.getByRole('complementary');
  await expect(detail).toContainText('X12');
  await expect(detail.getByRole('group', { name: 'The file as it came' })).toContainText('ISA*');
  await detail.getByRole('button', { name: 'Delete at SPS…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Why' }).fill('SPS sends it again as RSX');
  await dialog.getByRole('button', { name: 'Delete at SPS' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Nothing is quarantined')).toBeVisible();
});
