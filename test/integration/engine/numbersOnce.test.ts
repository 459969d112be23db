import { describe, expect, it } from 'vitest';
import type { DraftView } from '#core/contract/views/drafts.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import { draftOf, type DraftChange } from '../support/outboundDraft.ts';
import { app, bench, open, run, settled, useDesk } from '../support/desk.ts';
import { call, documents, holdsOut, ordered, withSheets } from '../support/wayBack.ts';

useDesk(71);

/** Two orders of one retailer, confirmed and shipped. */
async function shippedOrders(change?: (sheet: OutboundSheet) => OutboundSheet): Promise<readonly [number, number]> {
  await open(settled);
  await withSheets(change);
  await ordered({ count: 2, family: 'bulk', partner: '7QAALLCONTOSOUS' });
  await bench.control('confirm', { orders: 'all' });
  await bench.control('ship', { orders: 'all' });
  const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: false, limit: 10 });
  const [first, second] = rows.map(({ threadId }) => threadId);
  if (first === undefined || second === undefined) throw new Error('two orders');
  return [first, second];
}

/** A document that another order got under a number, as an earlier program or another company sent it. */
async function sentBefore(change: DraftChange): Promise<void> {
  const saved = await app.store.saveDraft(draftOf(change));
  const at = new Date().toISOString();
  const begun = await app.store.beginSend({ ...saved, at, remotePath: `in/before-${change.number}.xml`, requestId: 'r' });
  if (!begun.begun) throw new Error('it did not begin');
  await app.store.endSend({ attemptId: begun.attemptId, at, outcome: 'sent', spsDate: at });
}

async function salesOrderOf(threadId: number): Promise<string> {
  const { purchaseOrder } = (await ofThread(threadId, '855'))[0] ?? { purchaseOrder: '' };
  return (await bench.state()).dynamics.orders.find((order) => order.purchaseOrder === purchaseOrder)?.number ?? '';
}

const ofThread = async (threadId: number, kind: string): Promise<readonly OutboundRow[]> =>
  (await documents()).filter((row) => row.kind === kind && row.threadIds.includes(threadId));

describe('a number of ours', () => {
  it('that another order of the partner has is neither taken for this one nor sent again (810-01)', async () => {
    const [first, second] = await shippedOrders();
    await run();
    const posted = await bench.control('invoice', { orders: [await salesOrderOf(second)] });
    const number = /"invoice":"([^"]+)"/.exec(JSON.stringify(posted))?.[1] ?? '';
    await sentBefore({ kind: '810', number, threadIds: [first], postingKeys: ['of another company'] });
    await run();
    const [own] = await ofThread(second, '810');
    expect(own).toMatchObject({ number, revision: 2, place: 'held' });
    expect(await holdsOut()).toEqual([`Invoice number ${number} was used for another invoice.`]);
    expect((await ofThread(first, '810')).map(({ place }) => place)).toEqual(['sent']);
    // It is found again, and not drafted a third time.
    await run();
    expect(await ofThread(second, '810')).toHaveLength(1);
  });

  it('on a ship notice is looked for over all vendor numbers, its serials over the whole workspace (856-04, LBL-03)', async () => {
    const [first, second] = await shippedOrders((sheet) => ({
      ...sheet,
      documents: { ...sheet.documents, '856': { ...sheet.documents['856'], review: true } },
      shipNotice: { ...sheet.shipNotice, structure: 'carton' },
    }));
    await run();
    const [own] = await ofThread(second, '856');
    expect(own).toMatchObject({ place: 'review' });
    const serial = own?.serials[0] ?? '';
    const searchKeys = [{ kind: 'SSCC', key: serial }];
    const elsewhere = { kind: '856', threadIds: [first], postingKeys: ['of another slip'] } as const;
    await sentBefore({ ...elsewhere, number: own?.number ?? '', vendor: '0099999' });
    await sentBefore({ ...elsewhere, number: 'OTHER', partnerId: '3FBALLCONTOSOUS', serials: [serial], searchKeys });
    const draft = await call<DraftView>('outbound.draft', { outboundId: own?.id });
    const value = draft.values.find(({ path }) => path.endsWith('/BillOfLadingNumber'));
    const { outboundId, versionId } = draft;
    await call('outbound.correct', { outboundId, versionId, path: value?.path, value: 'BOL-2', reason: 'typed it again' });
    expect((await holdsOut()).toSorted()).toEqual([
      `Serial ${serial} is on another ship notice: ship notice OTHER.`,
      `Shipment number ${own?.number} was used for another shipment.`,
    ]);
  });

  it('stays its own where a correction of the same slip carries the same serials', async () => {
    const [, second] = await shippedOrders((sheet) => ({
      ...sheet,
      documents: { ...sheet.documents, '856': { ...sheet.documents['856'], correction: 'replace', review: true } },
      shipNotice: { ...sheet.shipNotice, structure: 'carton' },
    }));
    await run();
    const drafts = (await documents()).filter(({ kind, place }) => kind === '856' && place === 'review');
    const released = drafts.map(({ id, versionId }) => ({ outboundId: id, versionId }));
    await call('outbound.release', { documents: released });
    await run();
    const [left] = await ofThread(second, '856');
    expect(left?.draft).toBe('left');
    await app.store.askRedraft({
      outboundId: left?.id ?? 0,
      reason: 'the weight was wrong',
      redrafts: [{ intent: 'replace', newNumber: false }],
      who: 'test',
      at: new Date().toISOString(),
    });
    await run();
    const [, again] = await ofThread(second, '856');
    expect(again).toMatchObject({ revision: 2, intent: 'replace', serials: left?.serials });
    const said = (await holdsOut()).join(' ');
    expect(said).not.toMatch(/Serial|Shipment number/);
  });
});
