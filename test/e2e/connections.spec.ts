import type { Locator, Page } from '@playwright/test';
import { practise } from './support/console.ts';
import { ready } from './support/desk.ts';
import { countEffort } from './support/effort.ts';
import { fits, picture } from './support/pictures.ts';
import { expect, test } from './support/test.ts';
import { mailbox, startRemoteWorld, takeAway, type RemoteWorld } from './support/world.ts';
import { confirmByKeys } from './support/confirm.ts';

/** A new retailer is set up with fewer fields than this: all else comes from one like it. */
const fieldsAllowed = 40;
/** How many a form asks for, needed or not. */
const fieldsOf = (form: Locator): Promise<number> => form.locator('input:visible, select:visible, textarea:visible').count();

let world: RemoteWorld;
test.beforeAll(async () => {
  world = await startRemoteWorld(3);
});
test.afterAll(() => world.stop());

/** Every answer that the page got, as text; the stream of events ends only with the page and carries topics alone. */
function listenIn(page: Page): () => Promise<readonly string[]> {
  const answers: Promise<string>[] = [];
  page.on('response', (response) => {
    if (!response.url().endsWith('/api/events')) answers.push(response.text().catch(() => ''));
  });
  return () => Promise.all(answers);
}

/** Everything that the page holds as text: its markup and what stands in its fields. */
function held(page: Page): Promise<string> {
  return page.evaluate(() =>
    [
      document.documentElement.outerHTML,
      ...Array.from(document.querySelectorAll('input, textarea'), (field) => (field as HTMLInputElement).value),
    ].join('\n'),
  );
}

/** Presses Tab until something has the focus: what cannot be reached so is not there for the keyboard. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 90; presses += 1) {
    if (await target.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target).toBeFocused();
}

async function type(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label, exact: true });
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Types into a field of a form, with a list to choose from or without. */
async function field(page: Page, form: Locator, name: string, text: string): Promise<void> {
  const choice = { name, exact: true };
  await tabTo(page, form.getByRole('textbox', choice).or(form.getByRole('combobox', choice)));
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Presses a button once it can be pressed. */
async function press(page: Page, name: string | RegExp, key = 'Enter'): Promise<void> {
  const button = page.getByRole('button', { name });
  await expect(button).toBeEnabled();
  await tabTo(page, button);
  await page.keyboard.press(key);
}

async function typeSecret(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByLabel(label);
  await tabTo(page, field);
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('');
  await expect(page.getByText(/^Entered, just now/).first()).toBeVisible();
}

/** Of an emulator on this machine that is not running. */
const eventsKey =
  'DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=cXVheXNpZGU=;BlobEndpoint=http://127.0.0.1:9/devstoreaccount1';

test('test is set up from nothing to its first sync, with the keyboard alone and at 200 %', async ({ page, running, axe }) => {
  expect(running.url).not.toBe('');
  const { sps, dynamics } = world.connection;
  const answers = listenIn(page);
  const noSecret = async (): Promise<void> => expect(await held(page)).not.toContain(sps.clientSecret);
  await ready(page);
  await page.setViewportSize({ width: 683, height: 384 });

  await test.step('the workspaces say what each is', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await expect(page.getByRole('heading', { level: 1, name: 'Workspaces' })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Practice' })).toContainText('Open');
    await expect(page.getByRole('region', { name: 'Test' })).toContainText('Not set up');
    await axe();
    await tabTo(page, page.getByRole('link', { name: /^Set it up.*Test$/ }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Connect Test' })).toBeVisible();
  });

  await test.step('SPS: the app, its secret, the folders that exist', async () => {
    await type(page, 'Client id', sps.clientId);
    await typeSecret(page, 'Client secret of the SPS app', sps.clientSecret);
    await noSecret();
    await tabTo(page, page.getByText('Addresses (the same for everybody)'));
    await page.keyboard.press('Enter');
    await type(page, 'API address', sps.apiBase);
    await type(page, 'Token address', sps.tokenUrl);
    await press(page, 'Look at the mailbox');
    await expect(page.getByRole('checkbox', { name: /^out\/ \(3 files\)/ })).toBeVisible();
    await tabTo(page, page.getByRole('checkbox', { name: /^in\// }));
    await page.keyboard.press('Space');
    await expect(page.getByText(/in\/ is where your documents go TO SPS/)).toBeVisible();
    await axe();
    await page.keyboard.press('Shift+Tab');
    await press(page, 'Take what fits test');
    await expect(page.getByRole('checkbox', { name: /^out\/ \(/ })).toBeChecked();
    await expect(page.getByRole('checkbox', { name: /^in\// })).not.toBeChecked();
    await expect(page.getByRole('combobox', { name: '856 ship notices' })).toHaveValue('in/');
    await page.keyboard.press('Alt+PageDown');
  });

  await test.step('Dynamics: pasted address, the app registration, companies and sets that exist', async () => {
    await expect(page.getByRole('form', { name: 'Dynamics 365' })).toBeVisible();
    await type(page, 'Environment address', `${dynamics.environmentUrl}/?cmp=USMF&mi=DefaultDashboard`);
    await page.keyboard.press('Tab');
    await expect(page.getByRole('textbox', { name: 'Environment address' })).toHaveValue(dynamics.environmentUrl);
    await type(page, 'Sign-in address', dynamics.loginBase);
    await type(page, 'Tenant id', dynamics.tenantId);
    await type(page, 'Application (client) id', dynamics.clientId);
    await typeSecret(page, 'Client secret of the app registration', dynamics.clientSecret);
    await noSecret();
    await press(page, 'Look at the environment');
    await tabTo(page, page.getByRole('checkbox', { name: /^usmf/ }));
    await page.keyboard.press('Space');
    await expect(page.getByRole('radio', { name: /^SalesOrderHeadersV2: recommended/ })).toBeChecked();
    await axe();
  });

  await test.step('business events: a container, and a key that is typed once and never shown', async () => {
    await tabTo(page, page.getByRole('radio', { name: 'No: postings are read with every run' }));
    await page.keyboard.press('ArrowUp');
    await expect(page.getByRole('radio', { name: 'Through an Azure Blob container' })).toBeChecked();
    await type(page, 'Container', 'business-events');
    await typeSecret(page, 'Connection string of the business events', eventsKey);
    await tabTo(page, page.getByText('Further types of events'));
    await page.keyboard.press('Enter');
    await type(page, 'A packing slip', 'AlertSlip');
    await axe();
    expect(await held(page)).not.toContain(eventsKey);
    await page.keyboard.press('Alt+PageDown');
  });

  await test.step('a person leaves, comes back, and nothing is lost', async () => {
    await expect(page.getByRole('form', { name: 'Company' })).toBeVisible();
    await type(page, 'Company name', 'Contoso Retail USA');
    await expect(page.getByText(/^Saved as a draft/)).toBeVisible();
    await page.goto(new URL('/workspaces', page.url()).href);
    await expect(page.getByRole('region', { name: 'Test' })).toContainText('Being set up');
    await tabTo(page, page.getByRole('link', { name: /^Go on setting it up.*Test$/ }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Client id' })).toHaveValue(sps.clientId);
    await tabTo(page, page.getByRole('link', { name: /^3\. Company/ }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Company name' })).toHaveValue('Contoso Retail USA');
    await type(page, 'GS1 company prefix', '0712345');
    await type(page, 'Extension digit', '0');
    await type(page, 'First serial number', '1');
    await type(page, 'Last serial number', '99');
    await expect(page.getByText(/Room for 99 cartons/)).toContainText('007123450000000019');
    await axe();
    // Enter in a field goes on as the button does.
    await page.keyboard.press('Enter');
  });

  await test.step('the check says what is wrong, whom to ask, and then that all is well', async () => {
    await expect(page.getByRole('form', { name: 'Check' })).toBeVisible();
    await practise(world.control, 'settings', { dynamics: { deny: '401' } });
    await press(page, 'Check it');
    const companies = page.getByRole('listitem').filter({ hasText: 'Companies in Dynamics' });
    await expect(companies).toContainText('Whom to ask: your Dynamics administrator.');
    await expect(page.getByText('Something is not in order.')).toBeVisible();
    await axe();
    await practise(world.control, 'settings', { dynamics: { deny: '' } });
    await press(page, 'Check it again');
    await expect(page.getByText('Everything is in order.')).toBeVisible();
    await noSecret();
    await press(page, /^Next: Finish/);
  });

  await test.step('activated, it opens and its first orders arrive', async () => {
    await expect(page.getByRole('form', { name: 'Finish' })).toBeVisible();
    await axe();
    await press(page, 'Activate and open Test');
    await expect(page.getByRole('banner')).toContainText('Test');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('3 orders arrived');
    // Nothing of it is backed up yet, and here that is said where the day begins.
    await expect(page.getByRole('region', { name: 'Morning check' })).toContainText(
      'If this disk fails, everything here is lost',
    );
    await noSecret();
  });

  await test.step('its settings say that no event comes, why, and that polling goes on', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    const card = page.getByRole('region', { name: 'Business events' });
    await expect(card).toContainText('Nothing comes');
    await expect(card).toContainText('Blob container business-events');
    await expect(card).toContainText(/cannot be reached.*read by polling meanwhile/s);
    await expect(card.getByRole('row').filter({ hasText: 'AlertSlip' })).toContainText('Packing slip');
    await press(page, 'Look again now');
    await axe();
  });

  await test.step('a retailer is set up from its first order, by keyboard, with few fields', async () => {
    const effort = await countEffort(page);
    const panel = page.getByRole('complementary');
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await expect(page.getByRole('button', { name: /^Master data (just now|\d+ min ago)/ })).toBeVisible();
    await page.getByRole('tab', { name: 'Partners' }).focus();
    await page.keyboard.press('Enter');
    await expect(panel).toContainText('Who it is in Dynamics');
    const fields = [
      ['Name', 'Retailer One'],
      ['Company (legal entity)', 'usmf'],
      ['Customer account', 'US-101'],
      ['Why', 'signed on Monday'],
    ] as const;
    expect(await fieldsOf(panel)).toBeLessThan(fieldsAllowed);
    for (const [label, text] of fields) await field(page, panel, label, text);
    await fits(page);
    await axe();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Saved', { exact: true }).last()).toBeVisible();
    expect((await effort()).clicks).toBe(0);
  });

  await test.step('the next one is like it: only what differs is filled in', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await press(page, 'Add partner');
    const effort = await countEffort(page);
    const differing = [
      ['Partner id', 'NEWPARTNERID01'],
      ['Name', 'Retailer Two'],
      ['Company', 'usmf'],
      ['Customer account', 'US-102'],
    ] as const;
    expect(await fieldsOf(page.getByRole('dialog'))).toBeLessThan(fieldsAllowed);
    for (const [label, text] of differing) await field(page, page.getByRole('dialog'), label, text);
    const like = page.getByRole('combobox', { name: 'Everything else like' });
    await tabTo(page, like);
    await page.keyboard.type('Retailer One');
    await expect(like.locator('option:checked')).toHaveText('Retailer One');
    await axe();
    await press(page, 'See what it releases…');
    await expect(page.getByRole('dialog', { name: 'Add the partner' })).toContainText('No order that waits now is freed by it.');
    await page.keyboard.type('signed on Tuesday');
    await confirmByKeys(page);
    await expect(page.getByRole('grid', { name: 'Partners' })).toContainText('Retailer Two');
    expect((await effort()).clicks).toBe(0);
  });

  await test.step('day by day: its page says what waits and how long; one key copies the question', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const list = page.getByRole('grid', { name: 'Partners' });
    await tabTo(page, page.getByRole('searchbox', { name: 'Find partners' }), 'Shift+Tab');
    await page.keyboard.type('Retailer One');
    await expect(list.getByRole('row')).toHaveCount(2);
    await list.focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Open the partner' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Retailer One');
    const waits = page.getByRole('region', { name: 'Waiting' });
    await expect(waits).toContainText(/1 order since .*\d\d:\d\d/);
    await tabTo(page, waits.getByRole('button').first());
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/Retailer One orders/);
    await fits(page);
    await axe();
  });

  await test.step('a change whose order never comes is set aside', async () => {
    const orders = async (): Promise<readonly string[]> => (await mailbox(world)).filter((path) => /PO/.test(path));
    await practise(world.control, 'orders', { count: 1 });
    const [path = ''] = await orders();
    await practise(world.control, 'orders', { count: 1, oddity: 'change' });
    await takeAway(world, path);
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await press(page, 'Run now');
    await page.goto(new URL('/attention?kind=waiting', page.url()).href);
    const panel = page.getByRole('complementary');
    await press(page, 'Set aside…');
    await page.keyboard.type('the buyer withdrew it');
    await confirmByKeys(page);
    await expect(page.getByText('Nothing is waiting')).toBeVisible();
    await expect(panel).toBeHidden();
  });

  for (const answer of await answers()) for (const secret of [sps.clientSecret, eventsKey]) expect(answer).not.toContain(secret);
});

test('live refuses test folders and is not activated before its check', async ({ page, running, axe }) => {
  expect(running.url).not.toBe('');
  await ready(page);
  await page.goto(new URL('/workspaces/live', page.url()).href);
  await expect(page.getByRole('heading', { level: 1, name: 'Connect Live' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Fetch purchase orders from' }).fill('testout/');
  await expect(page.getByText(/testout\/ is a test folder.*GEN-02/)).toBeVisible();
  await page.getByRole('link', { name: /^4\. Check/ }).click();
  await expect(page.getByRole('button', { name: 'Check it' })).toBeDisabled();
  await expect(page.getByRole('link', { name: 'Enter the client id of the SPS app.' })).toBeVisible();
  await page.getByRole('link', { name: /^5\. Finish/ }).click();
  await expect(page.getByRole('button', { name: 'Activate and open Live' })).toBeDisabled();
  await axe();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const step of ['sps', 'dynamics', 'company', 'check', 'finish']) {
      await page.goto(new URL(`/workspaces/live?step=${step}`, page.url()).href);
      await expect(page.getByRole('form')).toBeVisible();
      await axe();
      await picture(page, `wizard-${step}-${theme}`);
    }
    await page.goto(new URL('/workspaces', page.url()).href);
    await expect(page.getByRole('region', { name: 'Live' })).toContainText('Being set up');
    await axe();
    await picture(page, `workspaces-${theme}`);
  }
  await page.goto(new URL('/workspaces/nowhere', page.url()).href);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('There is no such workspace');
});
