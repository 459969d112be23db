import { practise } from './support/console.ts';
import { fits, picture } from './support/pictures.ts';
import { expect, test } from './support/test.ts';

const oddities = ['same-number', 'shared-vendor-part', 'wrong-totals', 'x12', 'v76', 'change', 'cancel'];

for (const theme of ['light', 'dark'] as const) {
  test(`every screen is free of barriers, ${theme}`, async ({ page, running, axe }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
    await axe();
    await picture(page, `today-empty-${theme}`);

    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Needs a hand/ })
      .click();
    await expect(page.getByText('Nothing needs a hand')).toBeVisible();
    await axe();
    await picture(page, `needs-a-hand-empty-${theme}`);

    for (const oddity of oddities) await practise(running.control, 'orders', { count: 1, oddity });
    await page.getByRole('link', { name: 'Today', exact: true }).click();
    await page.getByRole('button', { name: 'Run now' }).click();
    await expect(page.getByRole('link', { name: /quarantined/ })).toBeVisible();
    await expect(page.getByRole('region', { name: 'Engine' })).toContainText('Ready');
    await axe();
    await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
    await picture(page, `today-${theme}`);

    await page.getByRole('link', { name: 'Orders', exact: true }).click();
    await expect(page.getByRole('row').nth(5)).toBeVisible();
    await axe();
    await picture(page, `orders-${theme}`);
    await page.goto(new URL('/orders?state=cancelled', page.url()).href);
    await expect(page.getByText('No order matches these filters')).toBeVisible();
    await axe();
    await picture(page, `orders-empty-${theme}`);
    await page.getByRole('tab', { name: 'All' }).click();

    await page.getByRole('row').filter({ hasText: 'In Dynamics' }).first().click();
    await page.getByRole('button', { name: 'Open the order' }).click();
    await page.getByRole('treeitem', { name: 'Address' }).first().click();
    await axe();
    await picture(page, `order-${theme}`);
    await page.getByRole('tab', { name: /^Lines/ }).click();
    await expect(page.getByRole('grid', { name: 'Lines' })).toBeVisible();
    await axe();
    await picture(page, `order-lines-${theme}`);

    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Needs a hand/ })
      .click();
    await page.getByRole('tab', { name: /^Held/ }).click();
    await expect(page.getByRole('complementary')).toContainText('Held');
    await axe();
    await picture(page, `needs-a-hand-${theme}`);
    await page.getByRole('button', { name: 'Open the order' }).click();
    await expect(page.getByRole('tree')).toBeVisible();
    await axe();
    await picture(page, `order-held-${theme}`);
    await page.getByRole('button', { name: /…$/ }).first().click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await axe();
    await picture(page, `answer-${theme}`);
    await page.keyboard.press('Escape');

    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Needs a hand/ })
      .click();
    await page.getByRole('tab', { name: /^Quarantined/ }).click();
    await expect(page.getByRole('group', { name: 'The file as it came' })).toBeVisible();
    await axe();
    await picture(page, `quarantined-${theme}`);

    await page.getByRole('link', { name: 'Runs', exact: true }).click();
    await page.getByRole('grid', { name: 'Runs' }).getByRole('row').nth(1).click();
    await expect(page.getByRole('complementary')).toContainText('Requests');
    await axe();
    await picture(page, `runs-${theme}`);
    await page
      .getByRole('complementary')
      .getByRole('link', { name: /Files listed/ })
      .click();
    await expect(page.getByRole('grid', { name: 'Files listed at SPS' })).toBeVisible();
    await axe();
    await picture(page, `run-rows-${theme}`);
    await page.getByRole('grid', { name: 'Files listed at SPS' }).getByRole('row').nth(1).click();
    await expect(page.getByRole('complementary')).toContainText('State now');
    await axe();
    await picture(page, `run-rows-beside-${theme}`);
    await page.goto(new URL('/runs?outcome=interrupted', page.url()).href);
    await expect(page.getByText('No run is like this')).toBeVisible();
    await axe();
    await picture(page, `runs-empty-${theme}`);
    await page.getByRole('link', { name: 'Audit', exact: true }).click();
    await page.getByRole('grid', { name: 'Audit' }).getByRole('row').nth(1).click();
    await axe();
    await picture(page, `audit-${theme}`);
    await page.getByRole('searchbox', { name: 'Find in the audit' }).fill('nothing like it');
    await expect(page.getByText('No entry fits')).toBeVisible();
    await axe();
    await picture(page, `audit-empty-${theme}`);

    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(page.getByRole('region', { name: 'Connection' })).toContainText('SPS Commerce');
    await axe();
    await picture(page, `settings-${theme}`);

    await page.keyboard.press('Control+k');
    await page.keyboard.type('0006');
    await expect(page.getByRole('option').first()).toBeVisible();
    await axe();
    await picture(page, `search-${theme}`);
    await page.getByRole('combobox', { name: 'Search by any number' }).fill('zzzzzz');
    await expect(page.getByText('Nothing has this number')).toBeVisible();
    await axe();
    await picture(page, `search-empty-${theme}`);
  });
}

test('at 200 % nothing is cut off', async ({ page, running, axe }) => {
  expect(running.url).not.toBe('');
  await page.setViewportSize({ width: 683, height: 384 });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  await fits(page);
  for (const name of ['Orders', 'Settings']) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await fits(page);
  }
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  await page.getByRole('row').filter({ hasText: 'In Dynamics' }).first().click();
  await page.getByRole('button', { name: 'Open the order' }).click();
  await expect(page.getByRole('tree')).toBeVisible();
  await fits(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('0006');
  await expect(page.getByRole('option').first()).toBeVisible();
  await fits(page);
  await axe();
});
