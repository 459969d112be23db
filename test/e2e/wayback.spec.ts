import type { Locator, Page } from '@playwright/test';
import { practise } from './support/console.ts';
import { countEffort } from './support/effort.ts';
import { ready } from './support/desk.ts';
import { fits } from './support/pictures.ts';
import { expect, test } from './support/test.ts';
import { goBackTo, office, postAll, reviewed, type What } from './support/wayback.ts';
import { confirmByKeys } from './support/confirm.ts';

const panel = (page: Page): Locator => page.getByRole('complementary');
const dialog = (page: Page): Locator => page.getByRole('dialog');
const list = (page: Page): Locator => page.getByRole('grid', { name: 'Documents', exact: true });

test('a newcomer confirms, ships and bills an order, and sees its three documents leave and be collected', async ({
  page,
  running,
}) => {
  expect(running.control).not.toBe('');
  await ready(page);
  const order = await office(page, 'NW');
  for (const what of ['Confirm', 'Ship', 'Invoice'] as const satisfies readonly What[]) {
    await panel(page)
      .getByRole('button', { name: `${what}…` })
      .click();
    await dialog(page).getByRole('button', { name: what, exact: true }).click();
    await expect(page.getByText(/^Posted /).last()).toBeVisible();
    await expect(dialog(page)).toBeHidden();
  }
  await goBackTo(page, 'Documents');
  const mine = list(page).getByRole('row').filter({ hasText: order });
  await expect(mine).toHaveCount(3);
  for (const kind of ['855', '856', '810'])
    await expect(mine.filter({ hasText: kind }).filter({ hasText: 'Sent' })).toHaveCount(1);

  await test.step('SPS collects them, and its history says so', async () => {
    await goBackTo(page, 'Back office');
    await page.getByRole('tab', { name: 'At SPS' }).click();
    await page.getByRole('button', { name: 'Collect now' }).click();
    await expect(page.getByText('3 collected', { exact: true }).last()).toBeVisible();
    await goBackTo(page, 'Documents');
    await expect(mine.filter({ hasText: 'Collected' })).toHaveCount(3);
  });

  await test.step('its order shows the way, and a balance with nothing open', async () => {
    await mine.filter({ hasText: '856' }).click();
    await panel(page).getByRole('link', { name: order }).click();
    await expect(page.getByRole('list', { name: 'The way of this order' })).toContainText(/855.*Collected.*856.*Collected.*810/s);
    await page.getByRole('tab', { name: 'Balance' }).click();
    const lines = page.getByRole('group', { name: 'Balance of the lines' }).getByRole('row');
    await expect(lines.nth(1)).toBeVisible();
    const cells = await lines.nth(1).getByRole('cell').allTextContents();
    expect(cells.slice(1, 5)).toEqual([cells[1], cells[1], cells[1], cells[1]]);
    expect(cells[5]).toBe('0');
  });

  await test.step('a retailer rejects one: the partner said no, and SPS still has it', async () => {
    await goBackTo(page, 'Back office');
    await page.getByRole('tab', { name: 'At SPS' }).click();
    const files = page.getByRole('grid', { name: 'Files that SPS received' });
    // By its cell: a file name ends with a time of day, which may be 18:10.
    const invoice = files.getByRole('row').filter({ has: page.getByRole('gridcell', { name: /^810 / }) });
    await invoice.click();
    await panel(page).getByRole('button', { name: 'Answer as the retailer…' }).click();
    await dialog(page).getByRole('combobox', { name: 'The retailer' }).selectOption('Rejected');
    await dialog(page).getByRole('textbox', { name: 'Its words' }).fill('price differs from the order');
    await dialog(page).getByRole('button', { name: 'Answer' }).click();
    await goBackTo(page, 'Documents');
    await mine.filter({ hasText: '810' }).filter({ hasText: 'Rejected' }).click();
    await expect(panel(page)).toContainText('Collected');
    await page.getByRole('button', { name: 'Open the document' }).click();
    await expect(page.getByRole('region', { name: 'What the partner said' })).toContainText('price differs from the order');
    await page.keyboard.press('Escape');
    await expect(list(page)).toBeVisible();
  });
});

test('a lost answer is said as lost, and settled on a word with a reason', async ({ page, running }) => {
  await ready(page);
  // SPS takes the file at once and its history lags: neither place shows it yet.
  await practise(running.control, 'settings', { sps: { collectAfterMinutes: 0 } });
  await practise(running.control, 'faults', { target: 'sps', kind: 'commit-drop', times: 1 });
  const order = await office(page, 'NW');
  await panel(page).getByRole('button', { name: 'Confirm…' }).click();
  await dialog(page).getByRole('button', { name: 'Confirm', exact: true }).click();
  await expect(page.getByRole('link', { name: /^Documents 1 open/ })).toBeVisible();
  await goBackTo(page, 'Documents');
  await page.getByRole('link', { name: 'Lost answers (1)' }).click();
  await expect(page.getByRole('grid', { name: 'Lost answers' })).toContainText(order);
  await expect(panel(page).getByRole('heading', { name: 'What was looked at' })).toBeVisible();
  await expect(panel(page).getByRole('button', { name: 'Send the same bytes…' })).toHaveAttribute('aria-disabled', 'true');
  await panel(page).getByRole('button', { name: 'It arrived…' }).click();
  await expect(dialog(page)).toContainText('Counts as sent, on your word.');
  await dialog(page).getByRole('button', { name: 'It arrived: 1 document' }).click();
  await expect(dialog(page)).toContainText('Say why, in a few words.');
  await dialog(page).getByRole('textbox', { name: 'Why' }).fill('SPS support saw it');
  await confirmByKeys(page);
  await expect(page.getByText('No answer is lost')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Lost answers', exact: true })).toBeVisible();
});

test('a person corrects a draft, releases it, takes it back and sends it', async ({ page, running }) => {
  await ready(page);
  await reviewed(page, 'Northwind Home');
  await practise(running.control, 'confirm', { orders: 'all' });
  await postAll(page);
  await page.getByRole('tab', { name: /^In review/ }).click();
  // Not a row of the list before, which stands until the new one is there.
  await list(page).getByRole('row').filter({ hasText: 'In review' }).first().click();
  await panel(page).getByRole('button', { name: 'Open the document' }).click();

  await test.step('where a value came from is said, and another one takes its place', async () => {
    await page.getByRole('tab', { name: 'The 855' }).click();
    await page.getByRole('treeitem', { name: /^Department/ }).click();
    await expect(page.getByText(/From the 850: Order\/Header\/OrderHeader\/Department/)).toBeVisible();
    await page.getByRole('button', { name: 'Correct…' }).click();
    await dialog(page).getByRole('textbox', { name: 'Department' }).fill('777');
    await dialog(page).getByRole('textbox', { name: 'Why' }).fill('the buyer named it by phone');
    await dialog(page).getByRole('button', { name: 'Save the correction' }).click();
    await page.getByRole('tab', { name: 'Corrections (1)' }).click();
    await expect(page.getByText('the buyer named it by phone')).toBeVisible();
    await page.getByRole('tab', { name: 'The 855' }).click();
    await expect(page.getByRole('treeitem', { name: /^Department\s*777/ })).toBeVisible();
    await expect(page.getByText('The department is 777, the order has 040.').first()).toBeVisible();
  });

  await test.step('what the rules do not take is held; taken back, another value passes', async () => {
    await page.getByRole('tab', { name: 'Corrections (1)' }).click();
    await page.getByRole('region', { name: 'Document', exact: true }).getByRole('button', { name: 'Take back' }).click();
    await expect(page.getByRole('button', { name: 'Release…' })).toBeVisible();
    await page.getByRole('tab', { name: 'The 855' }).click();
    await page.getByRole('treeitem', { name: /^Internal order number/ }).click();
    await page.getByRole('button', { name: 'Correct…' }).click();
    await dialog(page).getByRole('textbox', { name: 'Internal order number' }).fill('DESK-777');
    await dialog(page).getByRole('textbox', { name: 'Why' }).fill('the number that the buyer knows');
    await dialog(page).getByRole('button', { name: 'Save the correction' }).click();
    await expect(page.getByRole('treeitem', { name: /^Internal order number\s*DESK-777/ })).toBeVisible();
  });

  await test.step('what an earlier version said can still be read', async () => {
    await page.getByRole('tab', { name: /^Versions \(\d+\)$/ }).click();
    const versions = page.getByRole('list', { name: 'Versions' });
    await expect(versions.getByRole('listitem').first()).toContainText('1 correctionThe one that holds');
    await versions.getByRole('button', { name: 'Read it' }).nth(1).press('Enter');
    await expect(page.getByText(/^As it was drafted .* Another version took its place\.$/)).toBeVisible();
    await expect(page.getByRole('treeitem', { name: /^Department\s*777/ })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Correct…' })).toBeHidden();
    await page.getByRole('button', { name: 'All versions' }).press('Enter');
    await expect(versions).toBeVisible();
    await page.getByRole('tab', { name: /^Held before \(\d+\)$/ }).click();
    const held = page.getByRole('list', { name: 'What held it' }).getByRole('listitem');
    await expect(held.filter({ hasText: 'The department is 777, the order has 040.' }).first()).toContainText(/Held .*, over /);
    await page.getByRole('tab', { name: 'The 855' }).click();
  });

  await test.step('released, it counts down and can be taken back', async () => {
    await page.getByRole('button', { name: 'Release…' }).click();
    await expect(dialog(page)).toContainText('Leaves in 60 s unless it is taken back.');
    await dialog(page).getByRole('button', { name: 'Release: 1 document' }).click();
    await expect(page.getByRole('timer')).toHaveText(/Leaves in \d+ s\./);
    await page.getByRole('button', { name: 'Take back' }).first().click();
    await expect(page.getByRole('timer')).toBeHidden();
  });

  await test.step('released again and sent now, it is what the person typed', async () => {
    await page.getByRole('button', { name: 'Release…' }).click();
    await dialog(page).getByRole('button', { name: 'Release: 1 document' }).click();
    await page.getByRole('button', { name: 'Send now' }).click();
    await expect(page.getByRole('region', { name: 'The partner has it already' })).toBeVisible();
    const received = (await (await fetch(`${running.control}/received`)).json()) as readonly { readonly body: string }[];
    expect(received.filter(({ body }) => body.includes('<InternalOrderNumber>DESK-777</InternalOrderNumber>'))).toHaveLength(1);
  });
});

test('many are released by the keyboard alone, after a list of what goes', async ({ page, running }) => {
  await ready(page);
  await reviewed(page, 'Northwind Home');
  await practise(running.control, 'confirm', { orders: 'all' });
  await postAll(page);
  await page.getByRole('tab', { name: /^In review \(3\)/ }).click();
  await expect(list(page).getByRole('row')).toHaveCount(4);
  const effort = await countEffort(page);
  await list(page).focus();
  await page.keyboard.press('Control+a');
  const release = page.getByRole('toolbar', { name: 'Selected rows' }).getByRole('button', { name: 'Release 3…' });
  await release.focus();
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('row')).toHaveCount(4);
  await expect(dialog(page).getByRole('button', { name: 'Release: 3 documents' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('3 documents released', { exact: true }).last()).toBeVisible();
  await page.getByRole('tab', { name: /^In the ring \(3\)/ }).focus();
  await page.keyboard.press('Enter');
  await expect(list(page).getByRole('row')).toHaveCount(4);
  await list(page).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('button', { name: 'Take back' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 document taken back', { exact: true }).last()).toBeVisible();
  expect((await effort()).clicks).toBe(0);
});

test('at 200 % nothing of the way back is cut off', async ({ page, running, axe }) => {
  await ready(page);
  await practise(running.control, 'confirm', { orders: 'all' });
  await postAll(page);
  await list(page).getByRole('row').nth(1).click();
  await page.getByRole('button', { name: 'Open the document' }).click();
  await expect(page.getByRole('group', { name: 'Lines side by side' })).toBeVisible();
  await page.setViewportSize({ width: 683, height: 384 });
  await fits(page);
  await axe();
  for (const place of ['/documents', '/documents/unknown', '/documents/not-ours', '/backoffice', '/backoffice?part=received']) {
    await page.evaluate((to) => history.pushState({}, '', to), place);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await fits(page);
    await axe();
  }
});
