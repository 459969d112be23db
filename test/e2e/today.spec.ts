import { practise } from './support/console.ts';
import { expect, test } from './support/test.ts';
import { zoneWord } from './support/zone.ts';

test('every number of Today opens its rows', async ({ page, running }) => {
  const sentence = page.getByRole('heading', { level: 1 });
  await expect(sentence).toContainText('8 are sales orders');
  for (const oddity of ['same-number', 'shared-vendor-part', 'x12'])
    await practise(running.control, 'orders', { count: 1, oddity });
  await page.getByRole('button', { name: 'Run now' }).click();
  await expect(sentence).toContainText('3 need a hand');
  // What nobody has confirmed yet presses more than any ship date.
  await expect(sentence).toContainText(/Next deadline: \w+ 855 due in \d+ h/);

  await test.step('arrived', async () => {
    const link = sentence.getByRole('link', { name: /^\d+ orders$/ });
    const [count = ''] = ((await link.textContent()) ?? '').split(' ');
    await link.click();
    await expect(page).toHaveURL(/since=/);
    await expect(page.getByRole('grid', { name: 'Orders' })).toHaveAttribute('aria-rowcount', String(Number(count) + 1));
    await page.getByRole('button', { name: new RegExp(`^Arrived from .*00:00 ${zoneWord}$`) }).click();
    await expect(page).not.toHaveURL(/since=/);
  });

  await test.step('in Dynamics', async () => {
    await page.getByRole('link', { name: 'Today', exact: true }).click();
    const link = sentence.getByRole('link', { name: /^\d+$/ }).first();
    const count = (await link.textContent()) ?? '';
    await link.click();
    await expect(page.getByRole('tab', { name: 'In Dynamics', selected: true })).toBeVisible();
    await expect(page.getByRole('grid', { name: 'Orders' })).toHaveAttribute('aria-rowcount', String(Number(count) + 1));
  });

  await test.step('needs a hand', async () => {
    await page.getByRole('link', { name: 'Today', exact: true }).click();
    await sentence.getByRole('link', { name: '3', exact: true }).click();
    await expect(page.getByRole('tab', { name: 'Open (3)', selected: true })).toBeVisible();
    // One row a fix; what they hold is as many as the number said.
    const open = page.getByRole('grid', { name: 'What needs a hand' }).getByRole('row').locator('[role="gridcell"]:nth-child(4)');
    await expect.poll(async () => (await open.allTextContents()).reduce((sum, text) => sum + Number(text), 0)).toBe(3);
    await page.getByRole('tab', { name: 'Incidents' }).click();
    await expect(page.getByText('No incidents')).toBeVisible();
  });

  await test.step('a run', async () => {
    await page.getByRole('link', { name: 'Today', exact: true }).click();
    const first = page.getByRole('region', { name: 'Recent runs' }).getByRole('row').last();
    await first.getByRole('link', { name: '8' }).last().click();
    await expect(page.getByRole('grid', { name: 'Sales orders made' })).toHaveAttribute('aria-rowcount', '9');
    await page.getByRole('link', { name: 'Today', exact: true }).click();
    await first.getByRole('link').first().click();
    await expect(page.getByRole('complementary').getByRole('heading', { name: 'Run 1' })).toBeVisible();
  });
});

test('a connection that fails is said on every screen', async ({ page, running }) => {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  await practise(running.control, 'faults', { target: 'sps', kind: '502-html', times: 50 });
  await page.getByRole('button', { name: 'Run now' }).click();
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  await expect(page.getByRole('banner')).toContainText('SPS fails');

  await test.step('a data folder that cannot be written', async () => {
    // What the engine says then is proven beside it; here it is what every screen makes of it.
    await page.route('**/api/call', async (route) => {
      if (route.request().postData()?.includes('"app.status"') !== true) return route.continue();
      const answer = await route.fetch();
      const body = (await answer.json()) as { value?: Record<string, unknown> };
      const standstill = { code: 'disk-full', message: 'The disk is full (ENOSPC).', since: new Date().toISOString() };
      return route.fulfill({ response: answer, json: { ...body, value: { ...body.value, engine: 'idle', standstill } } });
    });
    await page.reload();
    const bar = page.getByText(/The disk is full\. Since .* nothing is fetched, made in Dynamics or sent\./);
    await expect(bar).toBeVisible();
    await expect(bar).toContainText('Free some space. The next run finishes the work.');
    await expect(page.getByRole('banner')).toContainText('Stands still');
    await page.getByRole('link', { name: 'Today', exact: true }).click();
    await expect(page.getByText('The disk is full: nothing is fetched, made or sent until that is mended.')).toBeVisible();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});

test('addresses that lead nowhere say so', async ({ page, running }) => {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('8 are sales orders');
  for (const path of ['/orders/none', '/nowhere']) {
    await page.goto(new URL(path, running.url).href);
    await expect(page.getByText('This address leads nowhere')).toBeVisible();
  }
  await page.goto(new URL('/orders/999', running.url).href);
  await expect(page.getByRole('alert')).toContainText('does not exist in this workspace');
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
});
