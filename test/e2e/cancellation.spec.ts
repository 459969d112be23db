import type { Locator, Page } from '@playwright/test';
import { practise } from './support/console.ts';
import { confirmByKeys } from './support/confirm.ts';
import { ready } from './support/desk.ts';
import { expect, test } from './support/test.ts';
import { goBackTo } from './support/wayback.ts';

const panel = (page: Page): Locator => page.getByRole('complementary');
const dialog = (page: Page): Locator => page.getByRole('dialog');

test('a cancellation that comes after goods left is not taken for done, is refused by the keyboard alone, and answered', async ({
  page,
  running,
  axe,
}) => {
  await ready(page);
  await practise(running.control, 'confirm', { orders: 'all' });
  await practise(running.control, 'ship', { orders: 'all', share: 0.5 });
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/documents? went out/);
  await expect(page.getByRole('region', { name: 'Engine' })).toContainText('Ready');
  await practise(running.control, 'orders', { count: 1, oddity: 'cancel', partner: '7QAALLCONTOSOUS' });
  await page.getByRole('button', { name: 'Run now' }).click();
  const waiting = page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: /^Needs a hand/ });
  await expect(waiting).toHaveAccessibleName(/^Needs a hand 1 open/);
  await waiting.click();
  const list = page.getByRole('grid', { name: 'What needs a hand' });
  await expect(panel(page)).toContainText('Cancelled after the sales order was made');
  await axe();

  await test.step('marked as applied, it says what Dynamics has still to deliver, and stays', async () => {
    await list.focus();
    await page.keyboard.press('Enter');
    await expect(panel(page).getByRole('button', { name: 'Mark as applied…' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog(page)).toContainText('the hold stays and you are told what is open');
    await dialog(page).getByRole('textbox', { name: 'Why' }).fill('the pick is stopped');
    await confirmByKeys(page);
    await expect(dialog(page)).toContainText(/still has \d+ \w+ of \S+ to deliver/);
    await axe();
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
    await expect(waiting).toHaveAccessibleName(/^Needs a hand 1 open/);
  });

  await test.step('refused, it leaves the list, and an 865 says so with the reason', async () => {
    const refuse = panel(page).getByRole('button', { name: 'Refuse the cancellation…' });
    await refuse.press('Enter');
    await expect(dialog(page)).toContainText('An 865 that refuses the cancellation of every line is drafted.');
    await page.keyboard.press('Escape');
    await expect(refuse).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog(page).getByRole('textbox', { name: 'Why' })).toBeFocused();
    await page.keyboard.type('it is on the truck');
    await axe();
    await confirmByKeys(page);
    await expect(dialog(page)).toBeHidden();
    await expect(page.getByText('Cancellation refused').last()).toBeVisible();
    await expect(waiting).toHaveAccessibleName('Needs a hand');
    expect(await page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');
    await goBackTo(page, 'Documents');
    const answer = page.getByRole('grid', { name: 'Documents', exact: true }).getByRole('row').filter({ hasText: '865' });
    await expect(answer).toHaveCount(1);
    await expect(answer).toContainText('Sent');
    const received = (await (await fetch(`${running.control}/received`)).json()) as readonly { readonly body: string }[];
    const said = received.find(({ body }) => body.includes('<OrderChangeAck'))?.body ?? '';
    expect(said).toContain('<AcknowledgementType>RD<');
    expect(said).toContain('it is on the truck');
  });
});
