import { expect, test } from './support/test.ts';
import { zoneWord } from './support/zone.ts';

test('a newcomer sees practice orders become sales orders, without touching anything', async ({ page, running }) => {
  expect(running.url).toContain('#code=');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 orders arrived, 8 are sales orders');
  await expect(page).toHaveURL(/\/$/);
  await page.getByRole('link', { name: '8 orders' }).click();
  await expect(page.getByRole('grid', { name: 'Orders' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'In Dynamics' })).toHaveCount(8);
  await expect(page.getByRole('row').filter({ hasText: /SO-\d+/ })).toHaveCount(8);
});

test('orders that a newcomer sends appear by themselves', async ({ page, running }) => {
  expect(running.control).toContain('127.0.0.1');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 orders arrived');
  await page.getByRole('spinbutton', { name: 'Orders' }).fill('3');
  await page.getByRole('combobox', { name: 'Kind' }).selectOption('bulk');
  await page.getByRole('button', { name: 'Send me orders' }).click();
  await expect(page.getByText('3 files on the way').first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('11 orders arrived, 11 are sales orders');
  await expect(page.getByRole('region', { name: 'Recent runs' }).getByRole('row')).toHaveCount(3);
});

test('pausing and resuming is said everywhere', async ({ page, running }) => {
  expect(running.url).not.toBe('');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('menuitem', { name: 'For an hour' }).click();
  await expect(page.getByRole('banner').getByText('Paused')).toBeVisible();
  await expect(page.getByText(new RegExp(String.raw`Paused until .*\d\d:\d\d ${zoneWord}\.`))).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText(new RegExp(String.raw`Next run \d\d:\d\d ${zoneWord}\.`))).toBeVisible();
});
