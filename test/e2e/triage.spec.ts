import type { Locator, Page } from '@playwright/test';
import { practise, type RunningConsole } from './support/console.ts';
import { ready } from './support/desk.ts';
import { countEffort } from './support/effort.ts';
import { fits, picture } from './support/pictures.ts';
import { expect, test } from './support/test.ts';
import { confirmByKeys } from './support/confirm.ts';

/** From the board to the answer, the typed reason not counted: what the practice of the field asks for. */
const clicksAllowed = 3;
/** By keyboard: to the row, into the panel, to the answer, and the answer. */
const keysAllowed = 4;

const list = (page: Page): Locator => page.getByRole('grid', { name: 'What needs a hand' });
const panel = (page: Page): Locator => page.getByRole('complementary');
const dialog = (page: Page): Locator => page.getByRole('dialog');

/** Lets odd orders arrive and opens what needs a hand. */
async function board(page: Page, running: RunningConsole, odd: Readonly<Record<string, number>>): Promise<void> {
  await ready(page);
  for (const [oddity, count] of Object.entries(odd))
    await practise(running.control, 'orders', { count, oddity, partner: '7QAALLCONTOSOUS' });
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('link', { name: /\d+ held|\d+ quarantined/ }).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Engine' })).toContainText('Ready');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Needs a hand/ })
    .click();
  await expect(list(page)).toBeVisible();
}

/** What is set off in the raw file, joined. */
async function highlighted(page: Page): Promise<string> {
  const parts = await page.getByRole('group', { name: 'The file as it came' }).locator('[class*="lit"]').allTextContents();
  return parts.join('');
}

test('a note that must be read is read and released, three clicks from the board', async ({ page, running }) => {
  await board(page, running, { 'same-number': 1, note: 3 });
  const notes = list(page).getByRole('row').filter({ hasText: '850-14' });
  await expect(notes).toContainText('3');
  const effort = await countEffort(page);

  await notes.click();
  await expect(panel(page)).toContainText('Rule 850-14');
  await expect(panel(page).getByRole('group', { name: 'What the retailer wrote' })).toContainText('packing list of July');
  await expect(panel(page)).toContainText('If nothing is done');
  await expect(panel(page)).toContainText(/Ship by .* \(in \d+ days\)/);
  await expect(panel(page).getByRole('treeitem', { selected: true })).toContainText('Note');
  await expect.poll(() => highlighted(page)).toContain('packing list of July');
  await panel(page).getByRole('button', { name: 'I have read it' }).click();
  await expect(page.getByText('1 hold answered', { exact: true }).last()).toBeVisible();
  expect((await effort()).clicks).toBeLessThanOrEqual(clicksAllowed);
  await expect(notes.getByRole('gridcell').nth(3)).toHaveText('2');

  await test.step('nothing has acted upon it yet: it is taken back', async () => {
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Taken back', { exact: true }).last()).toBeVisible();
    await expect(notes.getByRole('gridcell').nth(3)).toHaveText('3');
  });
});

test('one answer goes to all that wait for the same, after they were shown', async ({ page, running }) => {
  await board(page, running, { 'same-number': 3 });
  const again = list(page).getByRole('row').filter({ hasText: 'Numbers that came again' }).first();
  const effort = await countEffort(page);
  await again.click();
  await panel(page).getByRole('button', { name: 'It is a separate order…' }).click();
  await expect(dialog(page)).toContainText('What will happen');
  await expect(dialog(page).getByRole('group', { name: /Also release \d+ others?\?/ })).toBeVisible();
  const others = dialog(page).getByRole('checkbox');
  const count = (await others.count()) + 1;
  expect(count).toBeGreaterThanOrEqual(2);
  await page.keyboard.type('The buyer ordered it twice');
  await dialog(page)
    .getByRole('button', { name: `It is a separate order: all ${count}` })
    .click();
  await expect(page.getByText(`${count} holds answered`, { exact: true }).last()).toBeVisible();
  expect((await effort()).clicks).toBeLessThanOrEqual(clicksAllowed);
  await expect(again).toBeHidden();
});

test('an answer without a reason is not given, and one left out stays', async ({ page, running }) => {
  await board(page, running, { 'same-number': 3 });
  await panel(page).getByRole('button', { name: 'It is a separate order…' }).click();
  const all = dialog(page).getByRole('button', { name: /: all \d+$/ });
  await all.click();
  await expect(dialog(page)).toContainText('Say why, in a few words.');
  const others = dialog(page).getByRole('checkbox');
  await others.first().uncheck();
  await expect(others.first()).not.toBeChecked();
  await dialog(page).getByRole('textbox', { name: 'Why' }).fill('The buyer ordered it twice');
  const rest = await others.count();
  if (rest > 1) await all.click();
  else
    await dialog(page)
      .getByRole('button', { name: /^Only \w+/ })
      .click();
  await expect(dialog(page)).toBeHidden();
  await expect(list(page).getByRole('row').filter({ hasText: 'Numbers that came again' })).toHaveCount(1);
});

test('by the keyboard alone: an answer, back to the list, a note, and Escape', async ({ page, running }) => {
  await board(page, running, { 'same-number': 1, note: 2 });
  const answered = (text: string): Locator => page.getByText(text, { exact: true }).last();
  await list(page).focus();
  const effort = await countEffort(page);

  await test.step('Enter leads to the first answer, Enter asks why, Ctrl+Enter gives it', async () => {
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('button', { name: 'It replaces the first…' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog(page).getByRole('textbox', { name: 'Why' })).toBeFocused();
    await page.keyboard.type('The buyer corrected it');
    await confirmByKeys(page);
    await expect(answered('1 hold answered')).toBeVisible();
    expect((await effort()).keys).toBeLessThanOrEqual(keysAllowed);
    await expect(list(page)).toBeFocused();
  });

  await test.step('a note has the focus before its answer has', async () => {
    await expect(panel(page)).toContainText('850-14');
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('group', { name: 'What the retailer wrote' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('button', { name: 'I have read it' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(list(page).getByRole('row').filter({ hasText: '850-14' }).getByRole('gridcell').nth(3)).toHaveText('1');
  });

  await test.step('Escape leads back to the row', async () => {
    await panel(page).getByRole('group', { name: 'What the retailer wrote' }).focus();
    await page.keyboard.press('Escape');
    await expect(list(page)).toBeFocused();
    const active = await list(page).getAttribute('aria-activedescendant');
    await expect(page.locator(`[id="${active}"]`)).toContainText('850-14');
  });
  expect((await effort()).clicks).toBe(0);
});

test('whose turn it is and who looks after it is kept with its age', async ({ page, running }) => {
  await board(page, running, { change: 1 });
  const turn = panel(page).getByRole('combobox', { name: 'Whose turn it is' });
  await turn.selectOption('Buyer');
  await panel(page).getByRole('textbox', { name: 'Note' }).fill('asked for a corrected order');
  await panel(page).getByRole('button', { name: 'Me' }).click();
  await panel(page).getByRole('button', { name: 'Save note' }).click();
  await expect(panel(page)).toContainText(', just now');
  await panel(page).getByRole('button', { name: 'Close (Esc)' }).click();
  await expect(list(page).getByRole('row').nth(1)).toContainText('Buyer');
  await page.reload();
  await expect(turn).toHaveValue('buyer');
  await expect(panel(page).getByRole('button', { name: 'Mark as applied…' })).toBeVisible();
});

test('support gets everything in one text', async ({ page, running }) => {
  await board(page, running, { change: 1 });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await panel(page).getByRole('button', { name: 'Copy for support' }).click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/File at SPS: out\//);
  expect(text).toMatch(/SHA-256 of the file: [0-9a-f]{64}/);
  expect(text).toMatch(/request id [0-9a-f-]{8,}/);
  expect(text).toContain('Purchase order: NW');
});

for (const theme of ['light', 'dark'] as const) {
  test(`what needs a hand is free of barriers, ${theme}`, async ({ page, running, axe }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await board(page, running, { 'same-number': 1, change: 3, x12: 1, 'shared-vendor-part': 1, note: 3 });
    for (const [name, text] of [
      ['needs-a-hand-quarantined', 'Files that cannot be read'],
      ['needs-a-hand-conflict', 'Numbers that came again'],
      ['needs-a-hand-read', '850-14'],
      ['needs-a-hand-missing', 'Different products'],
      ['needs-a-hand-change', 'Changes by the retailer'],
    ] as const) {
      await list(page)
        .getByRole('row')
        .filter({ hasText: text })
        .first()
        .click({ position: { x: 60, y: 12 } });
      await expect(panel(page)).toContainText(text);
      await expect(panel(page).getByRole('group', { name: 'The file as it came' })).toBeVisible();
      await axe();
      await picture(page, `${name}-${theme}`);
    }
    await panel(page).getByRole('button', { name: 'Mark as applied…' }).click();
    await expect(dialog(page).getByRole('checkbox').first()).toBeVisible();
    await axe();
    await picture(page, `answer-siblings-${theme}`);
  });
}

test('at 200 % the panel takes the place of the list, and nothing is cut off', async ({ page, running, axe }) => {
  await board(page, running, { note: 2 });
  await page.setViewportSize({ width: 683, height: 384 });
  await expect(panel(page)).toBeVisible();
  await fits(page);
  await axe();
  await test.step('the row in question is named to who listens, however far the file is scrolled', async () => {
    const file = panel(page).getByRole('tree');
    for (const top of [0, 100_000]) {
      await file.evaluate((tree, place) => tree.scrollTo({ top: place, behavior: 'instant' }), top);
      await axe();
    }
    await expect(file.getByRole('treeitem', { selected: true })).toHaveId(
      (await file.getAttribute('aria-activedescendant')) ?? '',
    );
  });
  await panel(page).getByRole('button', { name: 'Close (Esc)' }).click();
  await expect(list(page)).toBeVisible();
  await fits(page);
});
