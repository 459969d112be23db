import { practise } from './support/console.ts';
import { ready } from './support/desk.ts';
import { countEffort } from './support/effort.ts';
import { fits } from './support/pictures.ts';
import { expect, test } from './support/test.ts';
import { goBackTo, reviewed } from './support/wayback.ts';
import { confirmByKeys } from './support/confirm.ts';

/** The morning check of a healthy desk: at most three clicks, or as many keys (the practice of the field). */
const clicksAllowed = 3;
const keysAllowed = 3;
/** The account of Northwind Home in the practice Dynamics. */
const northwind = 'US-101';

test('the morning check: one look, one click, written down; by keyboard and at 200 % too', async ({ page, running, axe }) => {
  await ready(page);
  const card = page.getByRole('region', { name: 'Morning check' });
  const sentence = page.getByRole('heading', { level: 1 });

  await test.step('without a click: the night, the backup, who is silent, what was shipped and sent', async () => {
    await expect(sentence).toContainText('nothing needs a hand');
    await expect(card).toContainText(/Engine: no gap since \d\d:\d\d/);
    await expect(card.getByRole('img')).toHaveAccessibleName(/\d\d:\d\d to \d\d:\d\d ran/);
    await expect(card).toContainText('Backup: none yet');
    await expect(card).toContainText('Expected, not here: nobody');
    await expect(card).toContainText('Shipped, 856 not sent: none');
    await expect(card).toContainText('Billed, 810 waits for its 856 (rule 810-03): none');
    await expect(card).toContainText('Sent, no answer: none');
    await expect(card).toContainText('Not marked yet.');
  });

  await test.step('healthy: one click marks it, one takes it back', async () => {
    const effort = await countEffort(page);
    await card.getByRole('button', { name: 'Mark the check as done' }).click();
    await expect(card).toContainText('Last: just now');
    expect((await effort()).clicks).toBeLessThanOrEqual(clicksAllowed);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(card).toContainText('Not marked yet.');
    await card.getByText('Earlier checks').click();
    await expect(card.getByRole('listitem').last()).toContainText(/taken back: 8 arrived, 8 in Dynamics, 0 needed a hand/);
    await axe();
  });

  await test.step('what was shipped and may not leave is one click away', async () => {
    // The ship notice waits for an acknowledgment that a person has not released yet.
    await reviewed(page, 'Northwind Home');
    await practise(running.control, 'confirm', { orders: 'all' });
    await practise(running.control, 'ship', { orders: 'all' });
    await goBackTo(page, 'Today');
    await page.getByRole('button', { name: 'Run now' }).click();
    const open = card.getByRole('listitem').filter({ hasText: 'Shipped, 856 not sent' }).getByRole('link');
    // While the run goes on the number grows: it is read once it counts every order of that retailer, and nothing else waits.
    const { dynamics } = (await (await fetch(`${running.control}/state`)).json()) as {
      readonly dynamics: { readonly orders: readonly { readonly customer: string }[] };
    };
    const count = dynamics.orders.filter(({ customer }) => customer === northwind).length;
    expect(count).toBeGreaterThan(1);
    await expect(open).toHaveText([String(count)]);
    await open.first().click();
    await expect(page).toHaveURL(/kind=.*856/);
    await expect(page.getByRole('grid', { name: 'Documents', exact: true })).toHaveAttribute('aria-rowcount', String(count + 1));
  });

  await test.step('by keyboard alone and at 200 %, with work on the desk', async () => {
    await page.setViewportSize({ width: 683, height: 384 });
    const effort = await countEffort(page);
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await expect(sentence).toContainText('Since midnight');
    await confirmByKeys(page);
    await expect(card).toContainText('Last: just now');
    const { clicks, keys } = await effort();
    expect(clicks).toBe(0);
    expect(keys).toBeLessThanOrEqual(keysAllowed);
    await fits(page);
    await axe();
  });

  await test.step('the record keeps who, when and every number', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('u');
    await page.getByRole('searchbox', { name: 'Find in the audit' }).fill('morning check');
    const rows = page.getByRole('grid', { name: 'Audit' }).getByRole('row');
    await expect(rows.filter({ hasText: 'Morning check done' })).toHaveCount(2);
    await expect(rows.filter({ hasText: 'Morning check taken back' })).toHaveCount(1);
  });
});
