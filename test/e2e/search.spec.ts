import { expect, test } from './support/test.ts';

test('the search box lands on the thread by whole number, first three and last four', async ({ page, running }) => {
  expect(running.url).not.toBe('');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  const first = page.getByRole('row').filter({ hasText: 'In Dynamics' }).first();
  const number = (await first.getByRole('gridcell').nth(1).textContent()) ?? '';
  const salesOrder = (await first.getByRole('gridcell').nth(4).textContent()) ?? '';
  expect(number).toMatch(/^[A-Z]{2}\d+$/);

  const land = async (text: string, matched: RegExp): Promise<void> => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type(text);
    const group = page.getByRole('group', { name: matched });
    await expect(group.getByRole('option').filter({ hasText: number }).locator('mark')).toHaveText(text);
    await group.getByRole('option').filter({ hasText: number }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(number);
  };
  await land(number, /^Purchase order$/);
  await land(number.slice(-4), /./);
  await land(salesOrder, /^Sales order$/);

  await page.keyboard.press('Control+k');
  await page.keyboard.type(number.slice(0, 3));
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/orders\/\d+/);
});

test('Enter that comes before the answer counts when the answer is here', async ({ page, running }) => {
  expect(running.url).not.toBe('');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  // Every answer of the search waits until the person has typed and pressed Enter.
  const typed = Promise.withResolvers<void>();
  await page.route('**/api/call', async (route) => {
    if (route.request().postData()?.includes('search.find')) await typed.promise;
    await route.continue();
  });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('SO-000002');
  await page.keyboard.press('Enter');
  typed.resolve();
  await expect(page.getByRole('region', { name: 'In Dynamics' })).toContainText('SO-000002');
});

test('the search box says what it needs and when nothing is found', async ({ page, running }) => {
  expect(running.url).not.toBe('');
  await page.getByRole('combobox', { name: 'Search by any number' }).fill('4');
  await expect(page.getByText('Type the whole number, its first 3 or its last 4 characters.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Search by any number' }).fill('no such number');
  await expect(page.getByText('Nothing has this number.')).toBeVisible();
});
