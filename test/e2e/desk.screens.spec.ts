import { practise } from './support/console.ts';
import { goTo, missItems, ready, syncMaster } from './support/desk.ts';
import { picture } from './support/pictures.ts';
import { expect, test } from './support/test.ts';

const northwind = '7QAALLCONTOSOUS';
const cells = [
  ['partnerId', 'buyerPart', 'upc', 'itemNumber', 'unit'],
  [northwind, 'NW-9001', '810000000029', 'E000002', 'ea'],
  [northwind, 'NW-9002', '810000000030', 'E000003', 'ea'],
  [northwind, 'NW-9003', '81000000043', 'E000004', 'ea'],
  [northwind, 'NW-9001', '', 'E000005', 'ea'],
];

for (const theme of ['light', 'dark'] as const) {
  test(`partners, mappings and what is missing are free of barriers, ${theme}`, async ({ page, running, axe }) => {
    await ready(page);
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const seen = async (name: string): Promise<void> => {
      await axe();
      await picture(page, `${name}-${theme}`);
    };

    await goTo(page, 'Missing');
    await expect(page.getByText('Nothing is missing')).toBeVisible();
    await seen('missing-empty');
    await syncMaster(page);
    await missItems(page, running, 6);
    await goTo(page, 'Missing');
    await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Save and release/ })).toBeEnabled();
    await seen('missing');

    await goTo(page, 'Mappings');
    const items = page.getByRole('grid', { name: 'Items' });
    await expect(items.getByRole('row').nth(3)).toBeVisible();
    await seen('items');
    await items.getByRole('row').nth(3).click();
    await expect(page.getByRole('heading', { name: 'Used by' })).toBeVisible();
    await seen('item');
    await page.getByRole('button', { name: 'Close (Esc)' }).click();
    await items.focus();
    await page.keyboard.press('F2');
    await page.keyboard.type('NW-7777');
    await seen('item-edit');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toContainText('used the row so far');
    await seen('item-save');
    await page.keyboard.press('Escape');
    await items.getByRole('textbox').first().press('Escape');
    await page.getByRole('tab', { name: 'Units' }).click();
    await page.getByRole('searchbox', { name: 'Find units' }).fill('NOTHING');
    await expect(page.getByText('No units fit')).toBeVisible();
    await seen('units-empty');
    await page.getByRole('searchbox', { name: 'Find units' }).fill('');
    await page.getByRole('tab', { name: 'Items' }).click();
    await page.getByRole('button', { name: 'Paste from Excel' }).click();
    await page.getByRole('textbox', { name: 'Cells' }).fill(cells.map((row) => row.join('\t')).join('\n'));
    await seen('paste');
    await page.getByRole('button', { name: 'Show the changes' }).click();
    await expect(page.getByRole('grid', { name: 'Preview of the import' })).toContainText('check digit');
    await seen('import');
    await page.getByRole('button', { name: 'Back without saving' }).click();
    await page.getByRole('tab', { name: 'Findings' }).click();
    await expect(page.getByText('Every mapping fits Dynamics')).toBeVisible();
    await seen('findings-empty');
    await practise(running.control, 'release', { item: 'D0001', released: false });
    await page.getByRole('button', { name: 'Sync now' }).click();
    const found = page.getByRole('grid', { name: 'Findings' }).getByRole('row');
    await expect(found.nth(1)).toContainText('Not released now');
    await found.nth(1).click();
    await expect(page.getByRole('button', { name: 'Show the items mapped to it' })).toBeVisible();
    await seen('findings');
    await page.getByRole('tab', { name: 'Changes' }).click();
    await page.getByRole('combobox', { name: 'Of what' }).selectOption('Units');
    await expect(page.getByRole('grid', { name: 'Changes' }).getByRole('row')).toHaveCount(2);
    await page.getByRole('combobox', { name: 'Of what' }).selectOption('All kinds');
    await page.getByRole('row').nth(2).click();
    await expect(page.getByRole('button', { name: 'Put back…' })).toBeVisible();
    await seen('changes');

    await goTo(page, 'Partners');
    await expect(page.getByRole('row').filter({ hasText: 'Has gaps' }).first()).toBeVisible();
    await seen('partners');
    await page.getByRole('searchbox', { name: 'Find partners' }).fill('nobody of this name');
    await expect(page.getByText('No partners fit')).toBeVisible();
    await seen('partners-empty');
    await page.getByRole('searchbox', { name: 'Find partners' }).fill('');
    await page.getByRole('row').nth(1).click();
    await page.getByRole('button', { name: 'Open the partner' }).click();
    await page.getByRole('textbox', { name: 'Above ours by percent' }).fill('2.5');
    await page.getByRole('heading', { level: 1 }).evaluate((heading) => heading.scrollIntoView());
    await seen('partner');

    await goTo(page, 'Orders');
    await page.getByRole('row').filter({ hasText: 'Needs a hand' }).first().click();
    await expect(page.getByRole('heading', { name: 'What holds it' })).toBeVisible();
    await seen('order-beside');
  });
}
