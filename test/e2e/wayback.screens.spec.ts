import { practise } from './support/console.ts';
import { ready } from './support/desk.ts';
import { picture } from './support/pictures.ts';
import { expect, test } from './support/test.ts';
import { goBackTo, postAll, reviewed } from './support/wayback.ts';

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

    await reviewed(page, 'Northwind Home');
    await page.getByRole('heading', { level: 1 }).evaluate((heading) => heading.scrollIntoView());
    await seen('sheet');
    await practise(running.control, 'settings', { sps: { collectAfterMinutes: 0 } });
    await practise(running.control, 'faults', { target: 'sps', kind: 'commit-drop', times: 2 });
    await practise(running.control, 'confirm', { orders: 'all' });
    await practise(running.control, 'ship', { orders: 'all', share: 0.5 });
    await practise(running.control, 'invoice', { orders: 'all' });
    const { salesOrder } = (await practise(running.control, 'handmade', {
      purchaseOrder: 'PHONE-17',
      customer: 'US-101',
    })) as { readonly salesOrder: string };
    await practise(running.control, 'confirm', { orders: [salesOrder] }).catch(() => undefined);
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
    await expect(page.getByRole('grid', { name: 'Files that SPS received' })).toBeVisible();
    await seen('back-office-sps');
    await goBackTo(page, 'Today');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('went out');
    await seen('today-way-back');
  });
}
