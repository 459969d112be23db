import type { Locator, Page } from '@playwright/test';
import { practise } from './support/console.ts';
import { goTo, ready, syncMaster } from './support/desk.ts';
import { expect, test } from './support/test.ts';

const partner = '7QAALLCONTOSOUS';
const panel = (page: Page): Locator => page.getByRole('complementary');

interface State {
  readonly dynamics: { readonly orders: readonly { readonly lines: readonly { readonly item: string }[] }[] };
}

test('what a rule holds leads to where it is put right: a product that is not released any more', async ({ page, running }) => {
  await ready(page);
  const runNow = async (): Promise<void> => {
    await page
      .getByRole('navigation')
      .getByRole('link', { name: /^Today/ })
      .click();
    // "Ready" alone may be of before the run: it is over once a newer one stands there with its outcome.
    const newest = page.getByRole('region', { name: 'Recent runs' }).getByRole('row').nth(1);
    const link = newest.getByTitle('This run in full');
    const before = (await link.getAttribute('href')) ?? '';
    await page.getByRole('button', { name: 'Run now' }).click();
    await expect(link).not.toHaveAttribute('href', before);
    await expect(newest).toContainText('Good');
  };
  await practise(running.control, 'orders', { count: 1, partner });
  await runNow();
  const state = (await (await fetch(`${running.control}/state`)).json()) as State;
  const items = new Set(state.dynamics.orders.flatMap(({ lines }) => lines.map(({ item }) => item)));
  for (const item of items) await practise(running.control, 'release', { item, released: false });
  await goTo(page, 'Mappings');
  await syncMaster(page);
  await practise(running.control, 'orders', { count: 2, partner });
  await runNow();

  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Needs a hand/ })
    .click();
  const group = page
    .getByRole('grid', { name: 'What needs a hand' })
    .getByRole('row')
    .filter({ hasText: /Product D\d+ is not released in usmf/ })
    .first();
  const product = /Product (D\d+)/.exec((await group.textContent()) ?? '')?.[1] ?? '';
  await group.click();
  await expect(panel(page)).toContainText(`Release product ${product} in Dynamics and copy the master data again`);
  await panel(page).getByRole('link', { name: 'To the item map' }).click();
  await expect(page.getByRole('grid').first()).toContainText(product);
  await expect(page.getByRole('button', { name: 'Sync now' })).toBeVisible();

  await test.step('released again and copied again, its orders go on by themselves', async () => {
    for (const item of items) await practise(running.control, 'release', { item, released: true });
    await syncMaster(page);
    // The copy is of just now already: only what it lets go tells that it is the new one.
    await expect(async () => {
      await runNow();
      await page
        .getByRole('navigation')
        .getByRole('link', { name: /^Needs a hand/ })
        .click();
      await expect(page.getByText(/Product D\d+ is not released/)).toHaveCount(0, { timeout: 2_000 });
    }).toPass();
  });
});
