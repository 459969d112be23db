import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

async function openFirstOrder(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  await page.getByRole('row').filter({ hasText: 'In Dynamics' }).first().click();
  await page.getByRole('button', { name: 'Open the order' }).click();
  await expect(page.getByRole('tree')).toBeVisible();
}

/** What is set off in the raw file, joined. */
async function highlighted(page: Page): Promise<string> {
  const parts = await page.getByRole('group', { name: 'The file as it came' }).locator('[class*="lit"]').allTextContents();
  return parts.join('');
}

test('a field chosen in words is set off in the raw file, and the other way', async ({ page, running }) => {
  expect(running.url).not.toBe('');
  await openFirstOrder(page);
  await page.getByRole('treeitem', { name: 'Purchase order date' }).click();
  await expect.poll(() => highlighted(page)).toMatch(/^<PurchaseOrderDate>\d{4}-\d\d-\d\d<\/PurchaseOrderDate>$/);

  await page.getByText('<PurchaseOrderNumber>').first().click();
  const chosen = page.getByRole('treeitem', { selected: true });
  await expect(chosen).toContainText('Purchase order number');
  await expect.poll(() => highlighted(page)).toContain('<PurchaseOrderNumber>');
});

test('codes are shown with their meaning, groups fold, and finding brings both sides along', async ({ page, running }) => {
  expect(running.url).not.toBe('');
  await openFirstOrder(page);
  await expect(page.getByRole('treeitem', { name: 'Purpose code' })).toContainText('Original');
  const dates = page.getByRole('treeitem', { name: 'Dates' }).first();
  await expect(dates).toContainText('Requested Ship');
  await dates.click();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('treeitem', { name: 'Date time qualifier' })).toBeVisible();

  await page.keyboard.press('Control+f');
  await page.keyboard.type('PurchasePrice>');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treeitem', { selected: true })).toContainText('Purchase price');
  await expect.poll(() => highlighted(page)).toBe('PurchasePrice>');
});

test('a line leads to its place in the document, and Dynamics stands beside', async ({ page, running }) => {
  expect(running.url).not.toBe('');
  await openFirstOrder(page);
  await expect(page.getByRole('region', { name: 'In Dynamics' })).toContainText(/SO-\d+/);
  await expect(page.getByRole('region', { name: 'What happened' })).toContainText('Purchase order arrived');
  await page.getByRole('tab', { name: /^Lines/ }).click();
  await page.getByRole('grid', { name: 'Lines' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('treeitem', { selected: true })).toBeVisible();
  await expect.poll(() => highlighted(page)).toContain('<LineItem>');
});
