import { call } from './support/call.ts';
import { ready } from './support/desk.ts';
import { expect, test } from './support/test.ts';
import { goBackTo } from './support/wayback.ts';

/** As many as the order shows at once. */
const page1 = 100;

test('what happened to an order longer ago comes on a press, and the keyboard stays where it comes in', async ({
  page,
  running,
  axe,
}) => {
  expect(running.url).not.toBe('');
  await ready(page);
  await goBackTo(page, 'Orders');
  await page.getByRole('row').filter({ hasText: 'In Dynamics' }).first().click();
  await page.getByRole('button', { name: 'Open the order' }).click();
  const happened = page.getByRole('region', { name: 'What happened' });
  const entries = happened.getByRole('listitem');
  await expect(happened).toContainText('Purchase order arrived');
  const before = await entries.count();
  await expect(happened.getByRole('button', { name: 'Older entries' })).toHaveCount(0);

  const threadId = Number(/orders\/(\d+)/.exec(page.url())?.[1]);
  const { documents } = await call(page, 'orders.thread', { threadId });
  const subject = `document:${documents[0]?.id}`;
  for (let told = 1; told <= page1; told += 1)
    await call(page, 'triage.note', { subject, text: `rang for the ${told}. time`, owner: '' });
  await page.reload();
  await expect(happened).toContainText(`The newest ${page1} are shown.`);
  await expect(entries).toHaveCount(page1);
  await expect(entries.first()).toContainText(`Note: rang for the ${page1}. time`);
  await expect(happened).not.toContainText('Purchase order arrived');
  await axe();

  await happened.getByRole('button', { name: 'Older entries' }).press('Enter');
  await expect(happened).toContainText('Purchase order arrived');
  await expect(entries).toHaveCount(page1 + before);
  await expect(happened.getByText(`All ${page1 + before} are shown.`)).toBeFocused();
  await axe();
});
