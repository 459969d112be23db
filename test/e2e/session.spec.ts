import { expect, test } from './support/test.ts';

test('the link works once, and the page keeps no code in its address', async ({ page, context, running }) => {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Since midnight');
  expect(page.url()).not.toContain('code=');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Since midnight');
  const other = await context.newPage();
  await other.goto(running.url);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This link was used already');
  await expect(other.getByText('npm run -s quayside -- open')).toBeVisible();
  await other.goto(new URL('/orders', running.url).href);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('This page needs a key');
});

test('when the engine is gone the page says so and keeps what it shows', async ({ page, running }) => {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  await running.stop();
  await expect(page.getByText('No contact with Quayside.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  await expect(page.getByRole('banner')).toContainText('No contact');
});

test('what a person chose for the screen holds over a reload', async ({ page, running }) => {
  expect(running.url).not.toBe('');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('spinbutton', { name: 'Minutes between runs' }).fill('25');
  await page.getByRole('switch', { name: /Quiet hours/ }).check();
  const schedule = page.getByRole('region', { name: 'Schedule' });
  await schedule.getByRole('button', { name: 'Save the schedule' }).click();
  await expect(page.getByText('Schedule saved').first()).toBeVisible();
  await page.reload();
  await expect(page.getByRole('spinbutton', { name: 'Minutes between runs' })).toHaveValue('25');
  await expect(schedule.getByLabel('From')).toHaveValue('22:00');
});
