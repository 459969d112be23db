import type { Locator, Page } from '@playwright/test';
import { practise, type RunningConsole } from './support/console.ts';
import { goTo, ready, syncMaster } from './support/desk.ts';
import { countEffort } from './support/effort.ts';
import { fits, picture } from './support/pictures.ts';
import { expect, test } from './support/test.ts';
import { confirmByKeys } from './support/confirm.ts';

/** From the desk to the decision, the typed reason not counted. */
const clicksAllowed = 3;
const keysAllowed = 4;

const desk = (page: Page): Locator => page.getByRole('grid', { name: 'Prices' });
const panel = (page: Page): Locator => page.getByRole('complementary');
const dialog = (page: Page): Locator => page.getByRole('dialog');

/** Reads the prices of Dynamics, lets odd ones arrive and opens the desk. */
async function openDesk(page: Page, running: RunningConsole, odd: Readonly<Record<string, number>>): Promise<void> {
  await ready(page);
  await goTo(page, 'Missing');
  await syncMaster(page);
  for (const [oddity, count] of Object.entries(odd))
    await practise(running.control, 'orders', { count, oddity, partner: '7QAALLCONTOSOUS' });
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('link', { name: /\d+ held/ }).first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'Engine' })).toContainText('Ready');
  await page.getByRole('navigation').getByRole('link', { name: 'Prices' }).click();
  await expect(desk(page)).toBeVisible();
}

const rowsOf = (page: Page): Locator => desk(page).getByRole('row').filter({ hasText: 'Northwind' });

test('a price is accepted for an order, three clicks from the desk', async ({ page, running }) => {
  await openDesk(page, running, { price: 2 });
  const before = await rowsOf(page).count();
  expect(before).toBeGreaterThanOrEqual(1);
  const effort = await countEffort(page);
  await rowsOf(page).last().click();
  await expect(panel(page)).toContainText('Ordered at');
  await expect(panel(page)).toContainText('+8.0');
  await expect(panel(page)).toContainText('No pack explains the difference: it is a price.');
  await expect(panel(page)).toContainText('released product');
  await panel(page).getByRole('button', { name: 'Accept for this order…' }).click();
  await expect(dialog(page)).toContainText(/1 order, 1 line/);
  await page.keyboard.type('Agreed with the buyer by phone');
  await dialog(page).getByRole('button', { name: 'Accept for this order' }).click();
  await expect(dialog(page)).toBeHidden();
  expect((await effort()).clicks).toBeLessThanOrEqual(clicksAllowed);
  await expect(rowsOf(page)).toHaveCount(before - 1);
});

test('a price that is accepted from now on is expected the next time', async ({ page, running }) => {
  await openDesk(page, running, { price: 1 });
  await panel(page).getByRole('button', { name: 'Accept from now on…' }).click();
  await expect(dialog(page)).toContainText('also of orders to come');
  await dialog(page).getByRole('button', { name: 'Accept from now on' }).click();
  await expect(dialog(page)).toContainText('Say why, in a few words.');
  await dialog(page).getByRole('textbox', { name: 'Why' }).fill('New price list');
  await dialog(page).getByRole('button', { name: 'Accept from now on' }).click();
  await expect(page.getByText('No price waits for a word')).toBeVisible();
});

test('the price of a case is found to be a unit, with its factor filled in', async ({ page, running }) => {
  await openDesk(page, running, { 'case-price': 1 });
  const effort = await countEffort(page);
  await expect(rowsOf(page).first()).toContainText('Unit?');
  await expect(panel(page)).toContainText(/Differs by \d+ times: probably a unit, not a price/);
  await panel(page).getByRole('button', { name: 'It is a unit problem…' }).click();
  await expect(dialog(page).getByRole('textbox', { name: 'Factor' })).toHaveValue(/^\d+(\.\d+)?$/);
  await expect(dialog(page)).toContainText('that fits.');
  await page.keyboard.type('They order cases as eaches');
  await dialog(page).getByRole('button', { name: 'It is a unit problem' }).click();
  await expect(dialog(page)).toBeHidden();
  expect((await effort()).clicks).toBeLessThanOrEqual(clicksAllowed);
  await expect(page.getByText('No price waits for a word')).toBeVisible();
});

test('our price stays where the partner blocks wrong prices: the buyer gets a sentence and a table', async ({
  page,
  running,
}) => {
  await ready(page);
  await goTo(page, 'Partners');
  await page.getByRole('row').filter({ hasText: 'Northwind Home' }).click();
  await page.getByRole('button', { name: 'Open the partner' }).click();
  await page.getByRole('textbox', { name: 'Rules that weigh otherwise' }).fill('850-08=BLOCK');
  await page.getByRole('button', { name: 'Save the changes…' }).click();
  await page.keyboard.type('agreed with the buyer');
  await confirmByKeys(page);
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await openDesk(page, running, { price: 1 });
  await expect(panel(page)).toContainText('blocks wrong prices');
  await expect(panel(page).getByRole('button', { name: 'Accept for this order…' })).toHaveCount(0);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await panel(page).getByRole('button', { name: 'Keep our price…' }).click();
  await dialog(page).getByRole('textbox', { name: 'Why' }).fill('Not agreed');
  await dialog(page).getByRole('button', { name: 'Keep our price' }).click();
  await expect(page.getByRole('dialog', { name: 'Tell the buyer' })).toBeVisible();
  await page.getByRole('button', { name: 'Copy for the buyer' }).click();
  const mail = await page.evaluate(() => navigator.clipboard.readText());
  expect(mail.split('\n').filter((line) => line.includes('\t')).length).toBeGreaterThanOrEqual(2);
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(rowsOf(page).first()).toContainText('Ours stays');
  await expect(panel(page)).toContainText('keeps our price since');
});

test('by the keyboard alone', async ({ page, running }) => {
  await openDesk(page, running, { price: 1 });
  await desk(page).focus();
  const effort = await countEffort(page);
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('button', { name: 'Accept for this order…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('textbox', { name: 'Why' })).toBeFocused();
  await page.keyboard.type('Agreed');
  // Nobody decides before it is said what that does, and the dialog takes no word before.
  await expect(dialog(page)).toContainText('1 order, 1 line');
  await confirmByKeys(page);
  await expect(dialog(page)).toBeHidden();
  const { clicks, keys } = await effort();
  expect(clicks).toBe(0);
  expect(keys).toBeLessThanOrEqual(keysAllowed);
  await expect(page.getByText('No price waits for a word')).toBeVisible();
});

test('the same price stands under needs a hand with the same answers', async ({ page, running }) => {
  await openDesk(page, running, { price: 1 });
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Needs a hand/ })
    .click();
  await page.getByRole('grid', { name: 'What needs a hand' }).getByRole('row').filter({ hasText: 'Price of item' }).click();
  await expect(panel(page)).toContainText('Accepted before');
  await expect(panel(page).getByRole('treeitem', { selected: true })).toContainText('Purchase price');
  await panel(page).getByRole('button', { name: 'Accept for this order…' }).click();
  await dialog(page).getByRole('textbox', { name: 'Why' }).fill('Agreed');
  await dialog(page).getByRole('button', { name: 'Accept for this order' }).click();
  await expect(page.getByText('Nothing needs a hand')).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`the desk is free of barriers, ${theme}`, async ({ page, running, axe }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await ready(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Prices' }).click();
    await expect(page.getByText('No price waits for a word')).toBeVisible();
    await axe();
    await picture(page, `prices-empty-${theme}`);
    await page.getByRole('navigation').getByRole('link', { name: 'Today' }).click();
    await openDesk(page, running, { price: 3, 'case-price': 1 });
    await rowsOf(page).first().click();
    await expect(panel(page)).toContainText('Ordered at');
    await axe();
    await picture(page, `prices-${theme}`);
    await rowsOf(page).filter({ hasText: 'Unit?' }).first().click();
    await panel(page).getByRole('button', { name: 'It is a unit problem…' }).click();
    await expect(dialog(page)).toContainText('that fits.');
    await axe();
    await picture(page, `prices-unit-${theme}`);
  });
}

test('at 200 % nothing of the desk is cut off', async ({ page, running, axe }) => {
  await openDesk(page, running, { price: 1 });
  await page.setViewportSize({ width: 683, height: 384 });
  await expect(panel(page)).toBeVisible();
  await fits(page);
  await axe();
});
