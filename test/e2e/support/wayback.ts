import type { Page } from '@playwright/test';
import { call, restsAfter } from './call.ts';
import { expect } from './test.ts';

export type What = 'Confirm' | 'Ship' | 'Invoice';

/** Opens a screen by the rail. */
export async function goBackTo(page: Page, name: 'Documents' | 'Back office' | 'Today' | 'Orders' | 'Partners'): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Screens' })
    .getByRole('link', { name: new RegExp(`^${name}`) })
    .click();
}

/** Opens the back office with the newest order of a retailer beside the list; gives its purchase order. */
export async function office(page: Page, prefix: string): Promise<string> {
  await goBackTo(page, 'Back office');
  const orders = page.getByRole('grid', { name: 'Sales orders of the practice company' });
  const row = orders.getByRole('row').filter({ hasText: prefix }).first();
  const order = (await row.getByRole('gridcell').nth(2).textContent()) ?? '';
  await row.click();
  await expect(page.getByRole('complementary')).toContainText(order);
  return order;
}

/** A partner whose 855 a person looks at, with a minute to take it back. The run that a saved sheet begins is over. */
export async function reviewed(page: Page, partner: string): Promise<void> {
  const status = () => call(page, 'app.status', {});
  const { lastRun } = await status();
  await goBackTo(page, 'Partners');
  await page.getByRole('row').filter({ hasText: partner }).click();
  await page.getByRole('button', { name: 'Open the partner' }).click();
  await page.getByRole('tab', { name: 'Documents' }).click();
  const acks = page.getByRole('region', { name: '855 Acknowledgment: handling' });
  await acks.getByRole('switch', { name: 'A person looks at every one' }).check();
  await acks.getByRole('textbox', { name: 'Seconds to take it back' }).fill('60');
  await page.getByRole('button', { name: 'Save the sheet…' }).click();
  await page.getByRole('textbox', { name: 'Why' }).fill('we look at them for now');
  await page.getByRole('button', { name: /^Save \d+ changes?$/ }).click();
  await expect(page.getByText(/^Saved as version \d+$/).last()).toBeVisible();
  await restsAfter(status, lastRun?.id ?? 0);
}

/** A run that reads what was posted; then the documents. */
export async function postAll(page: Page): Promise<void> {
  await goBackTo(page, 'Today');
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/documents? went out/);
  await expect(page.getByRole('region', { name: 'Engine' })).toContainText('Ready');
  await goBackTo(page, 'Documents');
}
