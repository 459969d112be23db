import { expect, it } from 'vitest';
import type { ThreadView } from '#core/contract/views/orders.ts';
import type { CorrectionPolicy, OutboundSheet } from '#core/domain/outboundSheet.ts';
import { app, bench, run, useDesk } from '../support/desk.ts';
import { act, ofKind, started, stops, version } from '../support/twoOrders.ts';
import { call, received } from '../support/wayBack.ts';

useDesk(84);

const correcting =
  (correction: CorrectionPolicy) =>
  (sheet: OutboundSheet): OutboundSheet => ({
    ...sheet,
    documents: { ...sheet.documents, '856': { ...sheet.documents['856'], correction } },
  });

const balance = async () =>
  (await call<ThreadView>('orders.thread', { threadId: (await ofKind('856'))[0]?.threadIds[0] })).balance;

/** An order is shipped and its notice left; then its slip is set to nothing. */
async function cancelled(policy: CorrectionPolicy): Promise<readonly number[]> {
  const [first] = await started(correcting(policy));
  await act('ship', { orders: [first] });
  await run();
  await bench.control('cancel-slip', { slip: 'PS-000001', as: 'zero' });
  await version();
  expect(await stops()).toEqual(['Corrected in Dynamics: Dynamics cancelled it: its quantities add up to nothing.']);
  return (await balance()).map(({ ordered }) => Number(ordered));
}

/** Somebody puts the quantities of the slip back, under its own number and day. */
async function postedAgain(quantities: readonly number[]): Promise<void> {
  const lines = quantities.map((quantity, index) => ({ line: index + 1, quantity }));
  await bench.control('correct', { slip: 'PS-000001', lines, as: 'in-place' });
  await version();
}

const notices = async () => (await ofKind('856')).map(({ number, intent, draft }) => `${number} ${intent} ${draft}`);
const againOfFirst = async (): Promise<void> => {
  const outboundId = (await ofKind('856'))[0]?.id;
  await call('outbound.sendAgain', { outboundId, reason: 'it was put right in Dynamics', called: true });
  await run();
};
async function release(): Promise<void> {
  const open = (await ofKind('856')).filter(({ place }) => place === 'review');
  await call('outbound.release', { documents: open.map(({ id, versionId }) => ({ outboundId: id, versionId })) });
  await run();
}
const told = async () =>
  (await received()).filter(({ path }) => path.startsWith('in/SH')).map(({ body }) => /<TsetPurposeCode>(\d\d)</.exec(body)?.[1]);

it('a slip that was cancelled by mistake and is as it was again asks for nothing: its notice says what is so', async () => {
  const quantities = await cancelled('free');
  await postedAgain(quantities);
  expect(await stops()).toEqual([]);
  expect(await notices()).toEqual(['PS-000001 original left']);
  // Days went by meanwhile, and the partner says nothing to anything.
  const { rows } = await app.store.attentionList({ limit: 50 });
  expect(new Set(rows.map(({ groupTitle }) => groupTitle))).toEqual(new Set(['Partner Northwind Home has not answered']));
});

it.each(['free', 'call-first', 'cancel-and-new'] as const)(
  'a slip that is posted again after its notice was cancelled is said, and told once more on a word (%s)',
  async (policy) => {
    const quantities = await cancelled(policy);
    await againOfFirst();
    await release();
    expect(await told()).toEqual(['00', '01']);
    await postedAgain(quantities);
    expect(await stops()).toEqual(['Dynamics has it, but 856 PS-000001 (2) cancelled it with the partner.']);
    await againOfFirst();
    await release();
    expect(await stops()).toEqual([]);
    expect((await told()).length).toBe(3);
    expect((await balance()).map(({ shipped }) => Number(shipped))).toEqual(quantities);
  },
);

it('a slip that is posted again while its cancellation waits is said; the cancellation set aside, its notice stands', async () => {
  const quantities = await cancelled('free');
  await againOfFirst();
  await postedAgain(quantities);
  expect(await stops()).toEqual(['Dynamics has it again, but 856 PS-000001 (2) is about to cancel it with the partner.']);
  const cancellation = (await ofKind('856')).find(({ intent }) => intent === 'cancel');
  await call('outbound.setAside', { outboundIds: [cancellation?.id], reason: 'the slip is right again' });
  await run();
  expect(await stops()).toEqual([]);
  expect(await told()).toEqual(['00']);
});
