import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/test.ts';

/** The rail, and what each screen shows once its answers have come over the bridge. */
const screens: readonly (readonly [rail: string, place: string, heading: string])[] = [
  ['Documents', '/documents', 'Documents'],
  ['Needs a hand', '/attention', 'Needs a hand'],
  ['Missing', '/missing', 'Missing mappings'],
  ['Prices', '/prices', 'Prices'],
  ['Mappings', '/mappings', 'Mappings'],
  ['Partners', '/partners', 'Partners'],
  ['Back office', '/backoffice', 'Back office'],
  ['Runs', '/runs', 'Runs'],
  ['Audit', '/audit', 'Audit'],
  ['Workspaces', '/workspaces', 'Workspaces'],
  ['Settings', '/settings', 'Settings'],
  ['Orders', '/orders', 'Orders'],
];

/** Places that a link or a notice leads to, and their headings. */
const places: readonly (readonly [place: string, heading: string])[] = [
  ['/documents/packing', 'Packing'],
  ['/documents/unknown', 'Lost answers'],
  ['/documents/not-ours', 'Not ours'],
  ['/mappings/units', 'Mappings'],
  ['/partners/1', 'Northwind'],
  ['/runs/1', 'Run 1'],
  ['/workspaces/test', 'Connect Test'],
];
const failed = /could not be read|went wrong/i;

const rail = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: new RegExp(`^${name}`) });

test('every screen of the built app works over the bridge, and the tray beside it', async ({ start, account }) => {
  const desktop = await start();
  const page = await desktop.page();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');

  await test.step('events come by themselves: orders that are sent appear', async () => {
    await page.getByRole('spinbutton', { name: 'Orders' }).fill('3');
    await page.getByRole('button', { name: 'Send me orders' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('11 orders arrived, 11 are sales orders');
  });

  await test.step('every screen of the rail', async () => {
    for (const [name, place, heading] of screens) {
      await rail(page, name).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
      await desktop.hears('place', ({ url }) => new URL(url).pathname.startsWith(place));
      await expect(page.getByText(failed)).toHaveCount(0);
    }
  });

  await test.step('every place below them, loaded anew by its address', async () => {
    for (const [place, heading] of places) {
      await page.goto(new URL(place, page.url()).href);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(heading);
      await expect(page.getByText(failed)).toHaveCount(0);
    }
    await rail(page, 'Orders').click();
  });

  await test.step('an order, its lines, the search', async () => {
    await page.getByRole('row').filter({ hasText: 'In Dynamics' }).first().click();
    await page.getByRole('button', { name: 'Open the order' }).click();
    await expect(page.getByRole('tree')).toBeVisible();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('0006');
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a document leaves: the back office confirms, the desktop sends', async () => {
    await rail(page, 'Back office').click();
    await page
      .getByRole('grid', { name: 'Sales orders of the practice company' })
      .getByRole('row')
      .filter({ hasText: 'NW' })
      .first()
      .click();
    await page.getByRole('complementary').getByRole('button', { name: 'Confirm…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm', exact: true }).click();
    await rail(page, 'Documents').click();
    const sent = page.getByRole('grid', { name: 'Documents', exact: true }).getByRole('row').filter({ hasText: 'Sent' });
    await expect(sent).toHaveCount(1);
    await sent.click();
    await page.getByRole('button', { name: 'Open the document' }).click();
    await expect(page.getByRole('region', { name: 'On its way' })).toContainText('Sent');
  });

  await test.step('the settings of the desktop hold in the file of both hosts', async () => {
    await rail(page, 'Settings').click();
    const card = page.getByRole('region', { name: 'Desktop app' });
    await expect(card).toContainText('Secrets are encrypted by this system');
    await expect(card.getByRole('switch', { name: 'Start with the computer, in the tray' })).toBeDisabled();
    await card.getByRole('switch', { name: 'Save data' }).check();
    await card.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('Desktop settings saved', { exact: true })).toBeVisible();
    expect(JSON.parse(await readFile(join(account, 'data', 'console.json'), 'utf8'))).toMatchObject({
      desktop: { saveData: true },
    });
    await card.getByRole('button', { name: 'Open the data folder' }).click();
    expect(await desktop.hears('folder')).toMatchObject({ path: join(account, 'data') });
    await expect(page.getByRole('region', { name: 'Updates' })).toContainText('runs from its source here');
  });

  await test.step('a file of our page is saved where the person says, and the folder is remembered', async () => {
    const folder = join(account, 'bundles');
    await mkdir(folder);
    await desktop.act('download.to', join(folder, 'bundle.zip'));
    await page.getByRole('region', { name: 'Log and diagnostics' }).getByRole('button', { name: 'For support…' }).click();
    await page.getByRole('dialog').getByText('about.txt').click();
    await expect(page.getByRole('dialog').getByLabel('about.txt')).toContainText('Quayside');
    await page.getByRole('dialog').getByText('desktop-log.txt').click();
    await expect(page.getByRole('dialog').getByLabel('desktop-log.txt')).toContainText('Quayside starts');
    await page.getByRole('dialog').getByRole('button', { name: 'Save as zip' }).click();
    const saved = await desktop.hears('download');
    expect(saved).toMatchObject({ state: 'saved', url: expect.stringMatching(/^blob:quayside:\/\/app\//) });
    expect((await readFile(join(folder, 'bundle.zip'))).subarray(0, 2).toString()).toBe('PK');
    await expect
      .poll(async () => readFile(join(account, 'data', 'console.json'), 'utf8'))
      .toContain(JSON.stringify(folder).slice(1, -1));
  });
});
