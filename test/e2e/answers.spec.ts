import type { Locator, Page } from '@playwright/test';
import { practise } from './support/console.ts';
import { ready } from './support/desk.ts';
import { expect, test } from './support/test.ts';
import { goBackTo, office, postAll } from './support/wayback.ts';
import { confirmByKeys } from './support/confirm.ts';

const panel = (page: Page): Locator => page.getByRole('complementary');
const dialog = (page: Page): Locator => page.getByRole('dialog');
const documents = (page: Page): Locator => page.getByRole('grid', { name: 'Documents', exact: true });
const officeOrders = (page: Page): Locator => page.getByRole('grid', { name: 'Sales orders of the practice company' });
const salesOrderBeside = async (page: Page): Promise<string> =>
  (await panel(page).getByRole('heading', { level: 2 }).textContent()) ?? '';

interface SalesOrder {
  readonly number: string;
  readonly purchaseOrder: string;
  readonly lines: readonly unknown[];
}

/** The sales orders in Dynamics, oldest first. */
async function salesOrders(control: string): Promise<readonly SalesOrder[]> {
  const state = (await (await fetch(`${control}/state`)).json()) as {
    readonly dynamics: { readonly orders: readonly SalesOrder[] };
  };
  return state.dynamics.orders;
}

/** Says why, and confirms with the keys. */
async function because(page: Page, reason: string): Promise<void> {
  await dialog(page).getByRole('textbox', { name: 'Why' }).fill(reason);
  await confirmByKeys(page);
  await expect(dialog(page)).toBeHidden();
}

test('changes of the retailer are accepted, accepted in part and refused where they wait', async ({ page, running, axe }) => {
  await ready(page);
  await practise(running.control, 'orders', { count: 3, oddity: 'change', partner: '7QAALLCONTOSOUS' });
  await page.getByRole('button', { name: 'Run now' }).click();
  const waiting = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Needs a hand/ });
  await expect(waiting).toHaveAccessibleName(/^Needs a hand 3 open/);
  await waiting.click();
  await expect(panel(page).getByRole('group', { name: 'Changed lines' })).toBeVisible();
  await axe();

  await test.step('accepted, by the keyboard alone', async () => {
    await page.getByRole('grid', { name: 'What needs a hand' }).focus();
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('button', { name: 'Accept the change…' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toContainText('An 865 that accepts the change is drafted.');
    await because(page, 'stock is there');
    await expect(waiting).toHaveAccessibleName(/^Needs a hand 2 open/);
    await expect(panel(page).getByRole('heading', { name: 'All 2 that wait for it' })).toBeVisible();
  });

  await test.step('accepted in part, with the reason for what is refused', async () => {
    await panel(page)
      .getByRole('checkbox', { name: /^Refuse line/ })
      .last()
      .check();
    await panel(page)
      .getByRole('textbox', { name: /^Why line/ })
      .fill('it is packed already');
    await panel(page).getByRole('button', { name: 'Accept 1, refuse 1…' }).click();
    await axe();
    await because(page, 'the rest fits');
    await expect(waiting).toHaveAccessibleName(/^Needs a hand 1 open/);
    // The panel goes on with the one that is left; until then it shows what was decided.
    await expect(panel(page).getByRole('heading', { name: /that wait for it$/ })).toBeHidden();
    await expect(panel(page).getByRole('checkbox', { name: /^Refuse line/, checked: true })).toHaveCount(0);
  });

  await test.step('refused; each is answered with an 865 that says so', async () => {
    await panel(page).getByRole('button', { name: 'Refuse the change…' }).click();
    await because(page, 'too late');
    await expect(waiting).toHaveAccessibleName('Needs a hand');
    await goBackTo(page, 'Documents');
    await expect(documents(page).getByRole('row').filter({ hasText: '865' }).filter({ hasText: 'Sent' })).toHaveCount(3);
    const received = (await (await fetch(`${running.control}/received`)).json()) as readonly { readonly body: string }[];
    const codes = received.map(({ body }) => /<AcknowledgementType>(\w+)</.exec(body)?.[1]);
    expect(codes).toHaveLength(3);
    expect(new Set(codes).size).toBeGreaterThan(1);
  });

  await test.step('made in Dynamics by hand, several are marked as applied in one go; one that Dynamics contradicts stays', async () => {
    // A change is of the newest orders.
    for (const odd of [{}, { oddity: 'change' }])
      await practise(running.control, 'orders', { count: 3, partner: '7QAALLCONTOSOUS', family: 'bulk', ...odd });
    await goBackTo(page, 'Today');
    await page.getByRole('button', { name: 'Run now' }).click();
    await expect(waiting).toHaveAccessibleName(/^Needs a hand 3 open/);
    // A change is held before its order is made: by hand it is changed once it is.
    await expect(page.getByRole('region', { name: 'Engine' })).toContainText('Ready');
    const [first, second, third] = (await salesOrders(running.control)).slice(-3);
    for (const order of [first, second])
      await practise(running.control, 'change', {
        order: order?.number,
        lines: [{ line: order?.lines.length, cancel: true }],
      });
    await waiting.click();
    // Not the one that was answered last, which stands until the list is there.
    await expect(panel(page).getByRole('heading', { name: 'All 3 that wait for it' })).toBeVisible();
    await panel(page).getByRole('button', { name: 'Mark as applied…' }).click();
    await expect(dialog(page)).toContainText('You say that Dynamics is as it should be now. Quayside changes nothing there.');
    const others = dialog(page).getByRole('group', { name: 'Others that wait for the same' });
    await expect(others.getByRole('checkbox', { checked: true })).toHaveCount(2);
    await dialog(page).getByRole('textbox', { name: 'Why' }).fill('made in Dynamics this morning');
    await dialog(page).getByRole('button', { name: 'Mark as applied: all 3' }).click();
    const not = dialog(page).getByRole('list', { name: 'Not answered' });
    await expect(not.getByRole('listitem')).toHaveCount(1);
    await expect(not).toContainText(third?.purchaseOrder ?? 'nothing');
    await expect(not).toContainText('Dynamics holds nothing of this change');
    await axe();
    await dialog(page).getByRole('button', { name: 'Close' }).click();
    await expect(waiting).toHaveAccessibleName(/^Needs a hand 1 open/);
    await goBackTo(page, 'Documents');
    const answers = documents(page).getByRole('row').filter({ hasText: '865' }).filter({ hasText: 'Sent' });
    await expect(answers).toHaveCount(5);
    for (const order of [first, second]) await expect(answers.filter({ hasText: order?.purchaseOrder ?? '-' })).toHaveCount(1);
  });
});

test('what only a person can know of an 855 is asked at once, and a posting that is not ours is taken over', async ({
  page,
  running,
  axe,
}) => {
  await ready(page);
  const order = await office(page, 'NW');
  await practise(running.control, 'confirm', { orders: [await salesOrderBeside(page)], share: 0.5 });
  const lines = [{ item: 'D0009', quantity: 5, price: 9 }];
  const typed = (await practise(running.control, 'handmade', { purchaseOrder: order, customer: 'US-101', lines })) as {
    readonly salesOrder: string;
  };
  await practise(running.control, 'confirm', { orders: [typed.salesOrder] });
  await goBackTo(page, 'Today');
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('link', { name: /^Documents 1 open/ })).toBeVisible();
  await goBackTo(page, 'Documents');
  await page.getByRole('tab', { name: 'Held (1)' }).click();

  await test.step('one answer for all lines, another for the last, by the keyboard', async () => {
    await documents(page).focus();
    await page.keyboard.press('Enter');
    const all = panel(page).getByRole('group', { name: /^The same answer for all \d+ lines$/ });
    await expect(all.getByRole('combobox', { name: 'Answer' })).toBeFocused();
    await axe();
    await all.getByRole('combobox').selectOption({ label: 'IB It comes later: backordered, with the date' });
    await all.getByLabel('Ship date').fill(dayAhead(7));
    const last = panel(page)
      .getByRole('group', { name: /^Line \d+: Dynamics confirmed/ })
      .last();
    await last.getByRole('combobox').selectOption({ label: 'IR It never comes: rejected, with the reason' });
    await last.getByLabel('Reason').fill('discontinued');
    await page.keyboard.press('Enter');
    await expect(page.getByText('No documents: held')).toBeVisible();
    await page.getByRole('tab', { name: 'Sent (1)' }).click();
    await expect(documents(page).getByRole('row').filter({ hasText: order })).toHaveCount(1);
    const [sent] = (await (await fetch(`${running.control}/received`)).json()) as readonly { readonly body: string }[];
    expect(sent?.body.match(/<ItemStatusCode>IB</g)?.length).toBeGreaterThan(1);
    expect(sent?.body.match(/<ItemStatusCode>IR</g)).toHaveLength(1);
  });

  await test.step('an order that somebody typed in is ours on a word, and answered', async () => {
    await page.getByRole('link', { name: 'Not ours' }).click();
    await page.getByRole('grid', { name: 'Postings that are not ours' }).focus();
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('button', { name: 'It belongs to an order of ours…' })).toBeFocused();
    await page.keyboard.press('Enter');
    // One order fits what was typed into the order in Dynamics: it is chosen.
    await expect(dialog(page)).toContainText(`as the answer to ${order}`);
    await axe();
    await because(page, 'the buyer ordered it by phone');
    await expect(page.getByText('Everything that was posted is ours')).toBeVisible();
  });
});

test('a slip that was corrected after its 856, a credit note, and what the partner says', async ({ page, running, axe }) => {
  await ready(page);
  await practise(running.control, 'settings', { sps: { collectAfterMinutes: 0 } });
  const order = await office(page, 'NW');
  const salesOrder = await salesOrderBeside(page);
  for (const act of ['confirm', 'ship']) await practise(running.control, act, { orders: [salesOrder] });
  await postAll(page);
  const sent = documents(page).getByRole('row').filter({ hasText: '856' });

  await test.step('the correction asks what is to be done, and may be left', async () => {
    await goBackTo(page, 'Back office');
    await officeOrders(page).getByRole('row').filter({ hasText: order }).click();
    await correctSlip(page, '10');
    await goBackTo(page, 'Documents');
    await expect(sent).toContainText('Corrected in Dynamics');
    await sent.click();
    await panel(page).getByRole('button', { name: 'Leave it as it is…' }).click();
    await expect(dialog(page)).toContainText('The partner keeps what it has; nothing is sent.');
    await because(page, 'two pieces, within the tolerance');
    await expect(sent).not.toContainText('Corrected in Dynamics');
  });

  await test.step('the next one is drafted again once the partner was called, and replaces the first', async () => {
    await goBackTo(page, 'Back office');
    await correctSlip(page, '9');
    await goBackTo(page, 'Documents');
    await expect(sent).toContainText('Corrected in Dynamics');
    await sent.click();
    await expect(panel(page).getByRole('region', { name: 'The partner has it already' })).toContainText(
      'Speak with the partner first',
    );
    await panel(page).getByRole('button', { name: 'Correct and send again…' }).click();
    await expect(dialog(page).getByRole('button', { name: 'Draft the correction' })).toHaveAttribute('aria-disabled', 'true');
    await axe();
    await dialog(page)
      .getByRole('checkbox', { name: /^I have spoken with the partner/ })
      .check();
    await because(page, 'spoke with Ann at the dock: she wants a new one');
    const again = documents(page).getByRole('row').filter({ hasText: '(2) replaces' });
    await expect(again).toContainText('In review');
    await again.click();
    await panel(page).getByRole('button', { name: 'Release…' }).click();
    await expect(dialog(page).getByRole('button', { name: 'Release: 1 document' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(again).toContainText('Sent');
    await expect(documents(page).getByRole('row').filter({ hasText: 'Corrected in Dynamics' })).toHaveCount(0);
  });

  await test.step('what the partner says is typed in: a 997 accepts, an 824 rejects, the portal is the last word', async () => {
    const answer = documents(page).getByRole('row').filter({ hasText: '855' });
    for (const [kind, outcome, words, place] of [
      ['997', 'Accepted', '', 'Accepted'],
      ['824', 'Rejected', 'price differs on line 1', 'Rejected'],
      ['portal', 'Accepted', 'the buyer took it after all', 'Accepted'],
    ] as const) {
      await answer.click();
      await panel(page).getByRole('button', { name: 'The partner said…' }).click();
      await dialog(page).getByRole('combobox', { name: 'It is' }).selectOption({ label: outcome });
      await dialog(page).getByRole('combobox', { name: 'It said so' }).selectOption(kind);
      await dialog(page).getByRole('textbox', { name: 'Its words' }).fill(words);
      if (kind === '824') await axe();
      await confirmByKeys(page);
      await expect(dialog(page)).toBeHidden();
      await expect(answer).toContainText(place);
    }
  });

  await test.step('a credit note leaves where the partner takes them, and is held where not', async () => {
    for (const [prefix, place] of [
      ['FB', 'Sent'],
      ['NW', 'Held'],
    ] as const) {
      await office(page, prefix);
      const number = await salesOrderBeside(page);
      for (const act of ['confirm', 'ship', 'invoice']) await practise(running.control, act, { orders: [number] });
      // What was posted behind its back the page does not know yet.
      await page.reload();
      await officeOrders(page).getByRole('row').filter({ hasText: number }).click();
      await panel(page)
        .getByRole('button', { name: /^Credit / })
        .click();
      await dialog(page).getByRole('button', { name: 'Post the credit note' }).click();
      await expect(dialog(page)).toBeHidden();
      await goBackTo(page, 'Documents');
      const credit = documents(page).getByRole('row').filter({ hasText: '810 CCN-' }).filter({ hasText: prefix });
      await expect(credit).toContainText(place);
    }
  });
});

test('after an outage one decision settles all lost answers; a sheet is edited with its history', async ({
  page,
  running,
  axe,
}) => {
  await ready(page);
  await practise(running.control, 'confirm', { orders: 'all' });
  await practise(running.control, 'faults', { target: 'sps', kind: 'reset', times: 16 });
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('region', { name: 'Engine' })).toContainText('Failed');
  await goBackTo(page, 'Documents');
  await page.getByRole('link', { name: /^Lost answers \(/ }).click();
  const lost = page.getByRole('grid', { name: 'Lost answers' });
  const look = page.getByRole('button', { name: 'Look now' });

  await test.step('while SPS is away nobody can know; then listing and history show nothing, twice', async () => {
    // After some outages in a row the rest is left for the next run: how many were on their way is no matter.
    const lookUntil = (state: string): Promise<void> =>
      expect(async () => {
        await look.click();
        const rows = lost.getByRole('row');
        await expect(rows.filter({ hasText: state })).toHaveCount((await rows.count()) - 1, { timeout: 2_000 });
      }).toPass();
    await lookUntil('A first look at');
    await practise(running.control, 'advance', { minutes: 20 });
    await lookUntil('Not found');
  });

  await test.step('the same bytes leave once, on one word, after a list of what goes', async () => {
    const count = (await lost.getByRole('row').count()) - 1;
    expect(count).toBeGreaterThan(3);
    await lost.focus();
    await page.keyboard.press('Control+a');
    await page
      .getByRole('toolbar', { name: 'Selected rows' })
      .getByRole('button', { name: `Send the same bytes ${count}…` })
      .focus();
    await page.keyboard.press('Enter');
    await expect(dialog(page).getByRole('row')).toHaveCount(count + 1);
    await axe();
    await because(page, 'SPS was down; its portal shows none of them');
    await expect(page.getByText('No answer is lost')).toBeVisible();
    await expect
      .poll(async () => {
        const received = (await (await fetch(`${running.control}/received`)).json()) as readonly { readonly path: string }[];
        return [received.length, new Set(received.map(({ path }) => path)).size];
      })
      .toEqual([8, 8]);
  });

  await test.step('a sheet says what changed, who, why, and takes an earlier version again', async () => {
    await goBackTo(page, 'Partners');
    await page.getByRole('row').filter({ hasText: 'Adventure Outdoor' }).click();
    await page.getByRole('button', { name: 'Open the partner' }).click();
    await page.getByRole('tab', { name: 'Documents' }).click();
    const label = page.getByRole('combobox', { name: 'The carton label names' });
    await page.getByRole('textbox', { name: 'Percent over the order' }).fill('many');
    await expect(page.getByText('It must be a number such as 5 or 2.5.')).toBeVisible();
    await page.getByRole('textbox', { name: 'Percent over the order' }).fill('5');
    await label.selectOption({ label: 'The store' });
    await axe();
    await page.getByRole('button', { name: 'Save the sheet…' }).click();
    await expect(dialog(page)).toContainText('The carton label names');
    await because(page, 'their new routing guide');
    const versions = page.getByRole('region', { name: 'Versions' });
    await expect(versions.getByRole('listitem').first()).toContainText(/Version 2 by .*their new routing guide.*2\.5.*5/s);
    await versions.getByRole('button', { name: 'Take version 1' }).click();
    await expect(label).toHaveValue('dc');
    await page.getByRole('button', { name: 'Save the sheet…' }).click();
    await because(page, 'the guide was for another retailer');
    await expect(versions.getByRole('listitem').first()).toContainText(/Version 3/);
  });
});

/** Puts the first line of the slip beside right, as Dynamics adds lines with the difference. */
async function correctSlip(page: Page, quantity: string): Promise<void> {
  await panel(page)
    .getByRole('button', { name: /^Correct / })
    .click();
  await dialog(page).getByRole('textbox').first().fill(quantity);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeHidden();
}

const dayAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
