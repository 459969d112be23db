import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from './support/test.ts';

test.beforeEach(async ({ page, running }) => {
  expect(running.url).not.toBe('');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
});

test('a backup is made now and every day', async ({ page, axe }) => {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-copies-'));
  try {
    const card = page.getByRole('region', { name: 'Backup' });
    await expect(card).toContainText('No backup yet');
    await axe();
    await card.getByLabel('Back up to').fill('not/a/full/path');
    await card.getByRole('button', { name: 'Back up now' }).click();
    await expect(card).toContainText('is no full path');
    await card.getByLabel('Back up to').fill(folder);
    await card.getByRole('button', { name: 'Back up now' }).click();
    await expect(card).toContainText(/just now.*checked/);
    await expect(card).not.toContainText('No backup yet');
    expect(await readdir(folder)).toHaveLength(1);
    await card.getByRole('switch', { name: 'Make a backup every day' }).click();
    await card.getByLabel('Folder for them').fill(folder);
    await card.getByRole('button', { name: 'Save the backup settings' }).click();
    await expect(card).toContainText(/Next/);
    await expect(page.getByText('Backup settings saved')).toHaveCount(0);
    await card.getByText('How to restore').click();
    await expect(card).toContainText('npm run -s quayside -- restore');
    await axe();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('quiet hours that end when they begin are refused beside their end', async ({ page, axe }) => {
  const form = page.locator('form').filter({ hasText: 'Minutes between runs' });
  await form.getByLabel('Quiet hours: no run starts by itself').click();
  await form.getByLabel('From').fill('21:30');
  await form.getByLabel('To').fill('21:30');
  await expect(form).toContainText('Quiet hours from 21:30 to 21:30 are no time at all.');
  await axe();
  await form.getByRole('button', { name: 'Save the schedule' }).click();
  await form.getByLabel('To').fill('05:30');
  await expect(form).not.toContainText('are no time at all');
  await form.getByRole('button', { name: 'Save the schedule' }).click();
  await expect(page.getByText('Schedule saved')).toHaveCount(1);
});

test('the log and what goes to support are shown before anything is saved', async ({ page, axe }) => {
  const card = page.getByRole('region', { name: 'Log and diagnostics' });
  await card.getByRole('button', { name: 'Show the newest lines' }).click();
  await card.getByLabel('The log keeps').selectOption('Everything');
  await card.getByRole('button', { name: 'For support…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('about.txt').click();
  await expect(dialog.getByLabel('about.txt')).toContainText('Quayside');
  await expect(dialog).not.toContainText(process.env['USER'] ?? 'nobody-of-this-name');
  await axe();
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save as zip' }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^quayside-diagnostics-.*\.zip$/);
  expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK');
});

test('the data folder, the zone and the versions are there', async ({ page }) => {
  await expect(page.getByRole('region', { name: 'Data folder' })).toContainText(/Holds.*B.*Free on its disk.*B/);
  await expect(page.getByRole('region', { name: 'Workspace' })).toContainText('QUAYSIDE_TIME_ZONE');
  await page.getByRole('region', { name: 'Workspace' }).getByText('Versions').click();
  await expect(page.getByRole('region', { name: 'Workspace' })).toContainText('Node.js');
  await expect(page.getByRole('region', { name: 'Master data of Dynamics' })).toContainText('Hours between readings');
});
