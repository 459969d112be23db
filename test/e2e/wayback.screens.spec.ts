import { practise, type RunningConsole } from './support/console.ts';
import { ready } from './support/desk.ts';
import { picture } from './support/pictures.ts';
import { expect, test } from './support/test.ts';
import { goBackTo, office, postAll, reviewed } from './support/wayback.ts';
import { confirmByKeys } from './support/confirm.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`the way back is free of barriers, ${theme}`, async ({ page, running, axe }) => {
    await ready(page);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const seen = async (name: string): Promise<void> => {
      await axe();
      await picture(page, `${name}-${theme}`);
    };
    const row = (text: string) => page.getByRole('row').filter({ hasText: text }).first();

    await goBackTo(page, 'Documents');
    await expect(page.getByText('No documents yet')).toBeVisible();
    await seen('documents-empty');
    await page.getByRole('link', { name: 'Lost answers' }).click();
    await expect(page.getByText('No answer is lost')).toBeVisible();
    await seen('lost-answers-empty');
    await page.getByRole('link', { name: 'Not ours' }).click();
    await expect(page.getByText('Everything that was posted is ours')).toBeVisible();
    await seen('not-ours-empty');
    await page.getByRole('link', { name: 'Packing' }).click();
    await expect(page.getByText('No packing slip yet')).toBeVisible();
    await seen('packing-empty');
    await goBackTo(page, 'Back office');
    await page.getByRole('tab', { name: 'At SPS' }).click();
    await expect(page.getByText('SPS has received nothing yet')).toBeVisible();
    await seen('back-office-sps-empty');

    await reviewed(page, 'Northwind Home');
    await page.getByRole('heading', { level: 1 }).evaluate((heading) => heading.scrollIntoView());
    await seen('sheet');
    await practise(running.control, 'settings', { sps: { collectAfterMinutes: 0 } });
    await practise(running.control, 'faults', { target: 'sps', kind: 'commit-drop', times: 2 });
    await practise(running.control, 'confirm', { orders: 'all' });
    await practise(running.control, 'ship', { orders: 'all', share: 0.5 });
    await practise(running.control, 'invoice', { orders: 'all' });
    await notOurs(running);
    await postAll(page);
    await expect(page.getByRole('grid', { name: 'Documents', exact: true }).getByRole('row').nth(6)).toBeVisible();
    await seen('documents');
    await page.getByRole('tab', { name: /^In review/ }).click();
    await row('NW').click();
    await expect(page.getByRole('group', { name: 'Lines side by side' })).toBeVisible();
    await seen('document-beside');
    await page.getByRole('button', { name: 'Release…' }).click();
    await expect(page.getByRole('dialog').getByRole('row').nth(1)).toBeVisible();
    await seen('release');
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('button', { name: 'Open the document' }).click();
    await expect(page.getByRole('tab', { name: 'The 855' })).toBeVisible();
    await seen('document-side-by-side');
    await page.getByRole('tab', { name: 'The 855' }).click();
    await page.getByRole('treeitem', { name: /^Department/ }).click();
    await seen('document-text');
    await page.getByRole('tab', { name: 'Dynamics' }).click();
    await seen('document-dynamics');
    await goBackTo(page, 'Documents');
    await page.getByRole('link', { name: /^Lost answers \(/ }).click();
    await expect(page.getByRole('heading', { name: 'What was looked at' })).toBeVisible();
    await seen('lost-answers');
    await page.getByRole('link', { name: 'Packing' }).click();
    await page.getByRole('grid', { name: 'Packing slips' }).getByRole('row').nth(1).click();
    await expect(page.getByRole('complementary')).toContainText('Cartons');
    await seen('packing');
    await page.getByRole('complementary').getByRole('button').last().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Packing slip');
    await seen('slip');

    await goBackTo(page, 'Documents');
    await page.getByRole('link', { name: 'Not ours' }).click();
    await row('PHONE-17').click();
    await seen('not-ours');

    await goBackTo(page, 'Orders');
    await row('AO').click();
    await page.getByRole('button', { name: 'Open the order' }).click();
    await page.getByRole('tab', { name: /^Balance/ }).click();
    await expect(page.getByRole('group', { name: 'Balance of the lines' })).toBeVisible();
    await seen('order-balance');
    await goBackTo(page, 'Back office');
    await row('AO').click();
    await expect(page.getByRole('heading', { name: 'Packing slips' })).toBeVisible();
    await seen('back-office');
    await page
      .getByRole('button', { name: /^Correct PS/ })
      .first()
      .click();
    await expect(page.getByRole('dialog').getByRole('textbox').first()).toBeVisible();
    await seen('back-office-slip');
    await page.getByRole('button', { name: 'Not now' }).click();
    await page.getByRole('tab', { name: 'At SPS' }).click();
    await page.getByRole('grid', { name: 'Files that SPS received' }).getByRole('row').nth(1).click();
    await expect(page.getByRole('complementary')).toContainText('Answered by');
    await seen('back-office-sps');
    await goBackTo(page, 'Today');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('went out');
    await seen('today-way-back');
  });
}

for (const theme of ['light', 'dark'] as const) {
  test(`what a person decides on the way back is free of barriers, ${theme}`, async ({ page, running, axe }) => {
    await ready(page);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const seen = async (name: string): Promise<void> => {
      await axe();
      await picture(page, `${name}-${theme}`);
    };
    const panel = page.getByRole('complementary');
    const dialog = page.getByRole('dialog');
    const list = page.getByRole('grid', { name: 'Documents', exact: true });
    const notNow = (): Promise<void> => page.getByRole('button', { name: 'Not now' }).click();

    await goBackTo(page, 'Documents');
    await page.getByRole('link', { name: 'Packing' }).click();
    await expect(page.getByText('No packing slip yet')).toBeVisible();
    await seen('packing-empty');
    await practise(running.control, 'settings', { sps: { collectAfterMinutes: 0 } });
    const order = await office(page, 'NW');
    const first = (await panel.getByRole('heading', { level: 2 }).textContent()) ?? '';
    const { orders } = ((await (await fetch(`${running.control}/state`)).json()) as WorldState).dynamics;
    const others = orders.map(({ number }) => number).filter((number) => number !== first);
    // One is confirmed in part, one ships without its papers, the others go all the way.
    await practise(running.control, 'confirm', { orders: [first], share: 0.5 });
    await practise(running.control, 'confirm', { orders: others });
    await practise(running.control, 'ship', { orders: others.slice(0, 1), bare: true });
    await practise(running.control, 'ship', { orders: others.slice(1) });
    await practise(running.control, 'invoice', { orders: others.slice(1, 3) });
    await practise(running.control, 'faults', { target: 'sps', kind: 'refused', times: 1 });
    await practise(running.control, 'orders', { count: 1, oddity: 'change', partner: '7QAALLCONTOSOUS' });
    await postAll(page);
    await page.getByRole('tab', { name: /^Held/ }).click();
    await list.getByRole('row').filter({ hasText: order }).click(atStart);
    await expect(panel.getByRole('group', { name: /^The same answer for all/ })).toBeVisible();
    await seen('document-choices');
    await page.getByRole('tab', { name: /^Waiting/ }).click();
    await list.getByRole('row').nth(1).click(atStart);
    await expect(panel.getByRole('heading', { name: 'What is missing' })).toBeVisible();
    await panel.getByRole('button', { name: 'Type it…' }).first().click();
    await expect(dialog.getByRole('textbox', { name: 'Bill of lading number' })).toBeVisible();
    await dialog.getByRole('button', { name: 'Not now' }).click();
    await seen('document-waiting');
    await page.getByRole('tab', { name: 'Refused (1)' }).click();
    await list.getByRole('row').nth(1).click(atStart);
    await expect(panel.getByRole('button', { name: 'Try again…' })).toBeVisible();
    await seen('document-refused');
    await page.getByRole('tab', { name: 'Queued' }).click();
    await expect(page.getByText('No documents: queued')).toBeVisible();
    await seen('documents-place-empty');
    await page.getByRole('tab', { name: /^Sent/ }).click();
    const notice = list.getByRole('row').filter({ hasText: '856' }).first();
    await notice.click(atStart);
    await panel.getByRole('button', { name: 'The partner said…' }).click();
    await seen('document-reply');
    await dialog.getByRole('combobox', { name: 'It is' }).selectOption({ label: 'Rejected' });
    await dialog.getByRole('textbox', { name: 'Its words' }).fill('The ship date is before the window.');
    await confirmByKeys(page);
    await page.getByRole('tab', { name: 'Rejected (1)' }).click();
    await list.getByRole('row').nth(1).click(atStart);
    await expect(panel.getByRole('region', { name: 'The partner has it already' })).toBeVisible();
    await seen('document-rejected');
    await page.getByRole('link', { name: 'Packing' }).click();
    await page.getByRole('grid', { name: 'Packing slips' }).getByRole('row').nth(1).click();
    await expect(page.getByRole('button', { name: 'Open the packing' })).toBeVisible();
    await seen('packing');
    await page.getByRole('button', { name: 'Open the packing' }).click();
    await page.getByRole('grid', { name: 'Cartons' }).getByRole('row').nth(1).click();
    await expect(panel.getByRole('heading', { name: /^Carton 1 of/ })).toBeVisible();
    await seen('packing-slip');

    await goBackTo(page, 'Back office');
    await page
      .getByRole('row')
      .filter({ hasText: others[1] ?? '' })
      .click();
    await panel
      .getByRole('button', { name: /^Correct PS/ })
      .first()
      .click();
    await dialog.getByRole('textbox').first().fill('1');
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await panel
      .getByRole('button', { name: /^Credit / })
      .first()
      .click();
    await seen('back-office-credit');
    await notNow();
    await goBackTo(page, 'Documents');
    await list.getByRole('row').filter({ hasText: 'Corrected in Dynamics' }).first().click(atStart);
    await expect(panel.getByRole('heading', { name: 'What holds it' })).toBeVisible();
    await seen('document-corrected');
    await page
      .getByRole('navigation', { name: 'Screens' })
      .getByRole('link', { name: /^Needs a hand/ })
      .click();
    await page.getByRole('row').filter({ hasText: 'Changes by the retailer' }).click(atStart);
    await expect(panel.getByRole('group', { name: 'Changed lines' })).toBeVisible();
    await seen('change-desk');
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('region', { name: 'Business events' }).scrollIntoViewIfNeeded();
    await seen('settings-events');
  });
}

/** Where a person clicks a row: its name. */
const atStart = { position: { x: 80, y: 12 } } as const;

interface WorldState {
  readonly dynamics: { readonly orders: readonly { readonly number: string }[] };
}

/** A confirmation of an order that somebody typed in by hand. */
async function notOurs({ control }: RunningConsole): Promise<void> {
  const lines = [{ item: 'D0009', quantity: 5, price: 9 }];
  const order = (await practise(control, 'handmade', { purchaseOrder: 'PHONE-17', customer: 'US-101', lines })) as {
    readonly salesOrder: string;
  };
  await practise(control, 'confirm', { orders: [order.salesOrder] });
}
