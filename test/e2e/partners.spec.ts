import { apart, fits } from './support/pictures.ts';
import { goTo, missItems, ready, syncMaster } from './support/desk.ts';
import { expect, test } from './support/test.ts';
import { confirmByKeys } from './support/confirm.ts';

const northwind = '7QAALLCONTOSOUS';

test('a partner is looked at, opened and changed by keyboard; Escape leads back to its row', async ({ page, running, axe }) => {
  await ready(page);
  await missItems(page, running, 1, northwind);
  await goTo(page, 'Partners');
  await syncMaster(page);
  const grid = page.getByRole('grid', { name: 'Partners' });
  const row = grid.getByRole('row').filter({ hasText: 'Northwind Home' });
  await expect(row).toContainText('Has gaps');
  await expect(grid.getByRole('row').filter({ hasText: 'Adventure Outdoor' })).toContainText('Covered');
  await axe();
  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary');
  await expect(panel).toContainText('Coverage in 90 days');
  await axe();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Northwind Home');

  await page.getByRole('textbox', { name: 'Above ours by percent' }).fill('2.5');
  await expect(page.getByRole('status').filter({ hasText: '1 field changed' })).toContainText('Above ours by percent');
  await axe();
  await page.getByRole('button', { name: 'Save the changes…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save the partner' });
  await expect(dialog.locator('ins')).toHaveText('2.5');
  await page.keyboard.type('agreed with the buyer');
  await confirmByKeys(page);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('textbox', { name: 'Above ours by percent' })).toHaveValue('2.5');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('region', { name: 'History' })).toContainText('agreed with the buyer');
  await axe();

  await page.getByRole('tab', { name: 'Items' }).click();
  await expect(page.getByRole('grid', { name: 'Items' }).getByRole('row').nth(1)).toContainText('NW-');
  await axe();
  await page.keyboard.press('Escape');
  await expect(grid).toBeFocused();
  await expect(page.getByRole('complementary')).toContainText('Northwind Home');
});

test('what a partner lacks is one click away', async ({ page, running }) => {
  await ready(page);
  await missItems(page, running, 1, northwind);
  await goTo(page, 'Partners');
  const row = page.getByRole('grid', { name: 'Partners' }).getByRole('row').filter({ hasText: 'Northwind Home' });
  await row.getByRole('link', { name: '1', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/missing\\?partner=.*${northwind}`));
  await expect(page.getByRole('grid', { name: 'Missing mappings' }).getByRole('row')).toHaveCount(2);
});

test('a partner is added like another one', async ({ page, running, axe }) => {
  expect(running.url).not.toBe('');
  await ready(page);
  await goTo(page, 'Partners');
  await page.getByRole('button', { name: 'Add partner' }).click();
  await page.getByRole('textbox', { name: 'Partner id' }).fill('NEWPARTNERID01');
  await page.getByRole('button', { name: 'See what it releases…' }).click();
  await expect(page.getByRole('alert')).toContainText('are needed');
  await page.getByRole('textbox', { name: 'Name' }).fill('Tailwind Traders');
  await page.getByRole('combobox', { name: 'Company' }).fill('usmf');
  await page.getByRole('combobox', { name: 'Customer account' }).fill('US-101');
  await page.getByRole('combobox', { name: 'Everything else like' }).selectOption({ label: 'Northwind Home' });
  await axe();
  await page.getByRole('button', { name: 'See what it releases…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add the partner' });
  await expect(dialog).toContainText('No order that waits now is freed by it.');
  await page.keyboard.type('signed on Monday');
  await confirmByKeys(page);
  await expect(page.getByRole('grid', { name: 'Partners' })).toContainText('Tailwind Traders');
  await page.getByRole('row').filter({ hasText: 'Tailwind Traders' }).click();
  await page.getByRole('button', { name: 'Open the partner' }).click();
  await expect(page.getByRole('textbox', { name: 'Mode of delivery by carrier' })).toHaveValue('ABFS=LTL');
});

test('at 200 % a partner fits', async ({ page, running, axe }) => {
  expect(running.url).not.toBe('');
  await ready(page);
  await page.setViewportSize({ width: 683, height: 384 });
  await goTo(page, 'Partners');
  const grid = page.getByRole('grid', { name: 'Partners' });
  await expect(grid).toBeVisible();
  await fits(page);
  await grid.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Open the partner' }).click();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeVisible();
  await fits(page);
  await axe();

  await test.step('at 1024 × 700 its fields stand beside each other, and no tab of the documents is cut off', async () => {
    await page.setViewportSize({ width: 1024, height: 700 });
    await apart(page);
    await page.getByRole('tab', { name: 'Documents' }).click();
    await expect(page.getByRole('combobox', { name: 'What a correction may do' }).first()).toBeVisible();
    await apart(page);
    await page.setViewportSize({ width: 900, height: 700 });
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Documents' }).click();
    await expect(page.getByRole('tab', { name: 'Set aside' })).toBeVisible();
    await apart(page);
  });
});
