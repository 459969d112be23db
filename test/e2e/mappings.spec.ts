import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { fits } from './support/pictures.ts';
import { goTo, missItems, ready } from './support/desk.ts';
import { expect, test } from './support/test.ts';
import { confirmByKeys } from './support/confirm.ts';

const northwind = '7QAALLCONTOSOUS';
const items = (page: Page): Locator => page.getByRole('grid', { name: 'Items' });
const preview = (page: Page): Locator => page.getByRole('grid', { name: 'Preview of the import' });

async function paste(page: Page, rows: readonly (readonly string[])[]): Promise<void> {
  await page.getByRole('button', { name: 'Paste from Excel' }).click();
  await page.getByRole('textbox', { name: 'Cells' }).fill(rows.map((row) => row.join('\t')).join('\n'));
  await page.getByRole('button', { name: 'Show the changes' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Import items');
}

const header = ['partnerId', 'buyerPart', 'upc', 'itemNumber', 'unit'];

test('a row is edited where it stands, by keyboard, and its story tells it', async ({ page, running, axe }) => {
  expect(running.url).not.toBe('');
  await ready(page);
  await goTo(page, 'Mappings');
  await items(page).focus();
  await page.keyboard.press('F2');
  const part = items(page).getByRole('textbox', { name: 'Buyer part' });
  await expect(part).toBeFocused();
  await part.press('Escape');
  await expect(items(page)).toBeFocused();

  await page.keyboard.press('F2');
  await page.keyboard.type('OTHER-1');
  await axe();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Save the row' });
  await expect(dialog).toContainText('OTHER-1');
  await expect(dialog).toContainText('what they made stays');
  await axe();
  await page.keyboard.type('the buyer renamed it');
  await confirmByKeys(page);
  await expect(dialog).toBeHidden();
  await expect(items(page)).toContainText('OTHER-1');

  await page.getByRole('searchbox', { name: 'Find items' }).fill('OTHER-1');
  await expect(items(page).getByRole('row')).toHaveCount(2);
  await items(page).focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary');
  await expect(panel).toContainText('Changed by');
  await expect(panel).toContainText('the buyer renamed it');
  await expect(panel.getByRole('heading', { name: 'Used by' })).toBeVisible();
  await axe();
  await page.keyboard.press('Escape');
  await expect(items(page)).toBeFocused();
});

test('a row that an order waits on is removed only after the order was named', async ({ page, running }) => {
  await ready(page);
  await missItems(page, running, 1, northwind);
  await goTo(page, 'Mappings');
  await page.getByRole('tab', { name: 'Locations' }).click();
  await page.getByRole('combobox', { name: 'Partner' }).selectOption({ label: 'Northwind Home' });
  const grid = page.getByRole('grid', { name: 'Locations' });
  await expect(grid.getByRole('row').nth(1)).toContainText('Northwind Home');
  await page.getByRole('checkbox', { name: /^Select all \d+ loaded rows$/ }).check();
  const bar = page.getByRole('toolbar', { name: 'Selected rows' });
  await expect(bar).toContainText(/\d+ rows selected/);
  await bar.getByRole('button', { name: 'Remove…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove rows' });
  await expect(dialog).toContainText(/1 open order will wait for a mapping: NW\d+/);
  await page.keyboard.type('the warehouse moved');
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('No locations fit')).toBeVisible();

  await goTo(page, 'Missing');
  await page.getByRole('tab', { name: 'Locations' }).click();
  await expect(page.getByRole('complementary')).toContainText('Location');
  await expect(page.getByRole('link', { name: /^Missing 2 open/ })).toBeVisible();
});

test('pasted cells show every error where it stands and in words; nothing is saved of a paste with errors', async ({
  page,
  running,
  axe,
}) => {
  expect(running.url).not.toBe('');
  await ready(page);
  await goTo(page, 'Mappings');
  await paste(page, [
    header,
    [northwind, 'NW-9001', '810000000029', 'E000002', 'ea'],
    [northwind, 'NW-9002', '810000000030', 'E000003', 'ea'],
    [northwind, 'NW-9003', '81000000043', 'E000004', 'ea'],
    [northwind, 'NW-9001', '', 'E000005', 'ea'],
  ]);
  await expect(preview(page).getByRole('row').nth(1)).toContainText('check digit is wrong');
  await expect(preview(page).getByRole('row').nth(1).getByRole('gridcell', { name: '810000000030' })).toBeVisible();
  await expect(preview(page).getByRole('row').nth(2)).toContainText('has 11 digits');
  await expect(preview(page).getByRole('row').nth(3)).toContainText('E000005');
  await expect(page.getByRole('status').filter({ hasText: '3 errors' })).toBeVisible();
  await axe();
  await expect(page.getByRole('button', { name: /^Save \d+ rows?…$/ })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Back without saving' }).click();
  await page.getByRole('searchbox', { name: 'Find items' }).fill('NW-900');
  await expect(page.getByText('No items fit')).toBeVisible();
});

test('a paste is saved in one step and taken back in one', async ({ page, running, axe }) => {
  expect(running.url).not.toBe('');
  await ready(page);
  await goTo(page, 'Mappings');
  await paste(page, [
    header,
    [northwind, 'NW-9001', '810000000029', 'E000002', 'ea'],
    [northwind, 'NW-9002', '', 'E000003', 'ea'],
  ]);
  await expect(page.getByText('2 added, 0 changed')).toBeVisible();
  await page.getByRole('button', { name: 'Save 2 rows…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save items' });
  await expect(dialog).toContainText('all of them or none');
  await axe();
  await page.keyboard.type('the buyer’s new list');
  await confirmByKeys(page);
  await page.getByRole('searchbox', { name: 'Find items' }).fill('NW-900');
  await expect(items(page).getByRole('row')).toHaveCount(3);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('No items fit')).toBeVisible();
  await page.getByRole('tab', { name: 'Changes' }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('2 removed');
  await axe();
});

test('what is exported comes back in, and the difference is shown', async ({ page, running }) => {
  expect(running.url).not.toBe('');
  await ready(page);
  await goTo(page, 'Mappings');
  await page.getByRole('tab', { name: 'Units' }).click();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'All rows as CSV' }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/units.*\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  await page.getByLabel('File to import').setInputFiles({
    name: 'units.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${text.trimEnd()}\r\n${northwind},,BX,ea,10,\r\n`),
  });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Import units: units.csv');
  await expect(page.getByText(/1 added, 0 changed, 23 as they are/)).toBeVisible();
  await expect(preview(page).getByRole('row').nth(1)).toContainText('BX');
});

test('a file in an old form is refused with its line, and read as such on a word', async ({ page, running, axe }) => {
  expect(running.url).not.toBe('');
  await ready(page);
  await goTo(page, 'Partners');
  const row = 'NEWPARTNERID02,,Caf\u00e9 Nord,usmf,US-101,';
  await page.getByLabel('File to import').setInputFiles({
    name: 'partners.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`partnerId,vendor,name,company,customer,invoiceAccount\r\n${row}\r\n`, 'latin1'),
  });
  const dialog = page.getByRole('dialog', { name: 'partners.csv was not read' });
  await expect(dialog).toContainText('Line 2 is not UTF-8');
  await axe();
  await dialog.getByRole('button', { name: 'Read it as Windows-1252' }).click();
  await expect(page.getByText(/Read as Windows-1252: 1 added/)).toBeVisible();
  await expect(preview(page)).toContainText('Caf\u00e9 Nord');
});

test('columns, filters and selection stay as a person chose them', async ({ page, running, axe }) => {
  expect(running.url).not.toBe('');
  await ready(page);
  await goTo(page, 'Mappings');
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'EAN' }).check();
  await page.getByRole('button', { name: 'UPC: further left' }).click();
  await axe();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Partner' }).selectOption({ label: 'Northwind Home' });
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('menuitem', { name: 'Save this filter…' }).click();
  await page.getByRole('textbox', { name: 'Name of the filter' }).fill('Only Northwind');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Only Northwind' })).toBeVisible();
  await page.reload();
  await expect(items(page).getByRole('columnheader', { name: 'EAN' })).toBeVisible();
  const heads = await items(page).getByRole('columnheader').allTextContents();
  expect(heads.indexOf('UPC')).toBeLessThan(heads.indexOf('Vendor part'));
  await page.getByRole('combobox', { name: 'Partner' }).selectOption({ label: 'All partners' });
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('menuitem', { name: 'Only Northwind', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Partner' })).toHaveValue(northwind);

  await items(page).focus();
  await page.keyboard.press(' ');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByRole('toolbar', { name: 'Selected rows' })).toContainText('3 rows selected');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('Control+c');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toHaveLength(4);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('toolbar', { name: 'Selected rows' })).toBeHidden();
});

/** Somebody else changes the first item meanwhile. Runs in the page, with the page's key. */
async function someoneElse(): Promise<void> {
  const call = async (method: string, input: unknown): Promise<{ readonly value: unknown }> => {
    const response = await fetch('/api/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${sessionStorage.getItem('quayside.token')}` },
      body: JSON.stringify({ id: 'other', method, input }),
    });
    return (await response.json()) as { readonly value: unknown };
  };
  const { value } = await call('mappings.list', { kind: 'items', limit: 1 });
  const [entry] = (value as { readonly rows: readonly { readonly id: number; readonly row: object }[] }).rows;
  if (!entry) throw new Error('there is no item');
  const change = { action: 'update', kind: 'items', id: entry.id, seen: entry.row, row: { ...entry.row, buyerPart: 'THEIRS' } };
  await call('mappings.save', { change, why: 'another person was faster' });
}

test('a row that somebody else changed meanwhile is not overwritten; both are shown', async ({ page, running, axe }) => {
  expect(running.url).not.toBe('');
  await ready(page);
  await goTo(page, 'Mappings');
  await items(page).focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('MINE');
  await page.evaluate(someoneElse);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Save the row' })).toContainText('what they made stays');
  await page.keyboard.type('the buyer renamed it');
  await confirmByKeys(page);
  const alert = page.getByRole('dialog').getByRole('alert');
  await expect(alert).toContainText('This was changed meanwhile');
  await alert.getByText('Details').click();
  await expect(alert).toContainText('THEIRS');
  await axe();
  await page.keyboard.press('Escape');
  await items(page).getByRole('textbox').first().press('Escape');
  await expect(items(page)).toContainText('THEIRS');
  await expect(items(page)).not.toContainText('MINE');
});

test('at 200 % the map can be worked on', async ({ page, running, axe }) => {
  expect(running.url).not.toBe('');
  await ready(page);
  await page.setViewportSize({ width: 683, height: 384 });
  await goTo(page, 'Mappings');
  await expect(items(page)).toBeVisible();
  await fits(page);
  await axe();
  await items(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary')).toBeVisible();
  await fits(page);
  await axe();
});
