import { describe, expect, it } from 'vitest';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import type { CorrectionPolicy, OutboundSheet } from '#core/domain/outboundSheet.ts';
import { app, bench, open, run, settled, useDesk } from '../support/desk.ts';
import { passDay, resetClock, settableClock } from '../support/settableClock.ts';
import { call, documents, holdsOut, ordered, sent, withSheets } from '../support/wayBack.ts';

useDesk(83);

const act = (what: string, body: object = {}) => bench.control(what, { orders: 'all', ...body });

/** Dynamics shows the slips to nobody: a right is missing, and it says so by saying nothing. */
let blind = false;
const sighted: typeof fetch = async (url, init) =>
  blind && typeof url === 'string' && url.includes('PackingSlip') ? Response.json({ value: [] }) : fetch(url, init);

async function tomorrow(): Promise<void> {
  await passDay();
  await run();
}

const sheetOf =
  (correction: CorrectionPolicy, review: boolean) =>
  (sheet: OutboundSheet): OutboundSheet => ({
    ...sheet,
    documents: { ...sheet.documents, '856': { ...sheet.documents['856'], correction, review } },
  });

/** An order whose slip was posted; its notice left, or waits for a person. */
async function shipped(correction: CorrectionPolicy, review: boolean): Promise<void> {
  resetClock();
  blind = false;
  await open(settled, { clock: settableClock, fetch: sighted });
  await withSheets(sheetOf(correction, review));
  await ordered({ count: 1, family: 'bulk', lines: 1 });
  await act('confirm');
  await act('ship');
  await run();
}

const notice = async () => (await documents()).find(({ kind }) => kind === '856');
const view = async (): Promise<OutboundView> => call<OutboundView>('outbound.get', { outboundId: (await notice())?.id });
/** What is said of corrections; that partners are silent for days belongs to another test. */
const told = async () => (await holdsOut()).filter((message) => message.startsWith('Corrected'));
const release = async (): Promise<void> => {
  const row = await notice();
  await call('outbound.release', { documents: [{ outboundId: row?.id, versionId: row?.versionId }] });
  await run();
};

describe('a notice that did not leave, of a slip that is not in Dynamics any more', () => {
  it.each(['negative', 'zero', 'vanish'] as const)('is let go by nobody (%s)', async (as) => {
    await shipped('free', true);
    await act('cancel-slip', { slip: 'PS-000001', as });
    await release();
    await run();
    expect((await notice())?.place).toBe('held');
    const holds = (await app.store.draftHolds({ outboundId: (await notice())?.id ?? 0 })).filter((hold) => hold.open);
    expect(holds.map(({ cause }) => cause)).toEqual(['draft-block']);
    const [shown] = (await view()).holds;
    expect(shown?.nextStep).toContain('Set it aside.');
    await expect(
      call('outbound.accept', { outboundId: (await notice())?.id, holdIds: [holds[0]?.id], reason: 'so be it' }),
    ).rejects.toThrow('Nobody may let this pass');
    await run();
    expect(await sent('856')).toEqual([]);
  });
});

describe('a slip that Dynamics did not show for a day', () => {
  it('is said of its notice that left, and said no more once it is seen again', async () => {
    await shipped('free', false);
    blind = true;
    await tomorrow();
    expect(await told()).toEqual(['Corrected in Dynamics: Dynamics does not have it any more.']);
    // Told once, however often it is looked for.
    await tomorrow();
    expect(await told()).toHaveLength(1);
    blind = false;
    await tomorrow();
    expect(await told()).toEqual([]);
    await act('invoice');
    await run();
    expect((await sent('856')).length).toBe(1);
    expect((await sent('810')).length).toBe(1);
  });

  it('goes on by itself where its notice had not left', async () => {
    await shipped('free', true);
    blind = true;
    await tomorrow();
    expect((await notice())?.place).toBe('held');
    blind = false;
    await tomorrow();
    expect(await told()).toEqual([]);
    expect((await notice())?.place).toBe('review');
    await release();
    expect((await sent('856')).length).toBe(1);
  });

  it('is said also where it was corrected before, and a person left that as it is', async () => {
    await shipped('free', false);
    await act('correct', { slip: 'PS-000001', lines: [{ line: 1, quantity: 1 }], as: 'in-place' });
    await tomorrow();
    const row = await notice();
    const [hold] = (await app.store.draftHolds({ outboundId: row?.id ?? 0 })).filter((one) => one.open);
    await call('outbound.accept', { outboundId: row?.id, holdIds: [hold?.id], reason: 'the buyer knows' });
    await act('cancel-slip', { slip: 'PS-000001', as: 'vanish' });
    await tomorrow();
    expect(await told()).toEqual(['Corrected in Dynamics: Dynamics does not have it any more.']);
  });
});

it('a partner that takes no second notice: what to do with a cancelled slip is said, and its goods go anew once that is done', async () => {
  await shipped('never', false);
  await act('cancel-slip', { slip: 'PS-000001', as: 'negative' });
  await act('ship');
  await run();
  const { correction, holds } = await view();
  expect(holds.map(({ nextStep }) => nextStep).join()).toContain('enter the reply here as rejected');
  expect(correction).toMatchObject({ allowed: false });
  expect(correction?.warning).toContain(
    'Dynamics took back what this ship notice told. This partner takes no second ship notice: cancel it in',
  );
  expect((await sent('856')).length).toBe(1);
  await call('outbound.reply', {
    outboundId: (await notice())?.id,
    kind: 'portal',
    outcome: 'rejected',
    text: 'cancelled there',
  });
  await run();
  expect((await sent('856')).map(({ number }) => number)).toEqual(['PS-000001', 'PS-000002']);
});
