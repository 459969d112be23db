import { readFile } from 'node:fs/promises';
import { expect, test } from './support/test.ts';

test('the audit is searched, narrowed and checked', async ({ page, running, axe }) => {
  expect(running.url).not.toBe('');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  await page.getByRole('link', { name: 'Audit', exact: true }).click();
  const list = page.getByRole('grid', { name: 'Audit' });
  await expect(list.getByRole('row').nth(3)).toBeVisible();
  await axe();

  await page.getByRole('searchbox', { name: 'Find in the audit' }).fill('sales ord created');
  await expect(list.getByRole('row').nth(1)).toContainText(/Sales order .* created/);
  await page.getByRole('searchbox', { name: 'Find in the audit' }).fill('nothing like it');
  await expect(page.getByText('No entry fits')).toBeVisible();
  await page.getByRole('button', { name: 'Show all entries' }).click();

  await page.getByRole('combobox', { name: 'Kind' }).selectOption('Done');
  await expect(list.getByRole('row').nth(1)).toContainText('Done');
  await list.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary');
  await expect(panel).toContainText(/[0-9a-f]{64}/);
  await axe();
  await panel.getByRole('button', { name: 'All entries of this order' }).click();
  await expect(page.getByRole('button', { name: /One order only/ })).toBeVisible();

  const check = page.getByRole('group', { name: 'Check of the chain' });
  await check.getByRole('button', { name: 'Check the chain' }).click();
  await expect(check).toContainText(/\d+ entries checked, good/);
});

test('the audit goes out with its hashes, for the days that are shown', async ({ page, running }) => {
  expect(running.url).not.toBe('');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  await page.getByRole('link', { name: 'Audit', exact: true }).click();
  await expect(page.getByRole('grid', { name: 'Audit' }).getByRole('row').nth(3)).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  const coming = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /^JSON/ }).click();
  const file = await coming;
  const { rows } = JSON.parse(await readFile(await file.path(), 'utf8')) as {
    readonly rows: readonly { readonly previousHash: string; readonly hash: string }[];
  };
  expect(rows.length).toBeGreaterThan(20);
  rows.slice(1).forEach((row, index) => expect(row.previousHash).toBe(rows[index]?.hash));

  await page.getByLabel('From').fill('2031-01-01');
  await expect(page.getByText('No entry fits')).toBeVisible();
});
