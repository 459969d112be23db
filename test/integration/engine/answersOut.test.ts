import { describe, expect, it } from 'vitest';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import { firstSheet } from '#core/domain/outboundSheets.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import { app, bench, open, run, useDesk } from '../support/desk.ts';

useDesk(41);

interface Received {
  readonly path: string;
  readonly body: string;
}

const received = async (): Promise<readonly Received[]> =>
  (await (await fetch(`${bench.world.control}/received`)).json()) as readonly Received[];

async function documents(): Promise<readonly OutboundRow[]> {
  const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: false, limit: 100 });
  const all = await Promise.all(rows.map(({ threadId }) => app.store.outboundOfThread({ threadId })));
  return [...new Map(all.flat().map(({ row }) => [row.id, row])).values()].toSorted((a, b) => a.id - b.id);
}

/** Items alone, so that nothing waits for cartons. */
async function withoutCartons(change: (sheet: OutboundSheet) => OutboundSheet = (sheet) => sheet): Promise<void> {
  const { rows } = await app.store.mappingPage({ kind: 'partners', limit: 50 });
  for (const { partnerId, vendor, review, undoSeconds } of rows) {
    const sheet = firstSheet({ review, undoSeconds });
    await app.store.saveSheet({
      partnerId,
      vendor,
      seen: 0,
      sheet: change({ ...sheet, shipNotice: { ...sheet.shipNotice, structure: 'items' } }),
      who: 'test',
      why: 'no cartons in this test',
      at: new Date().toISOString(),
    });
  }
}

describe('the way back', () => {
  it('confirms, ships and invoices: 855, 856 and 810 leave in one run, each once', async () => {
    await open();
    await withoutCartons();
    await bench.control('orders', { count: 3, family: 'bulk' });
    await run();
    for (const act of ['confirm', 'ship', 'invoice']) await bench.control(act, { orders: 'all' });
    const { summary, message } = await run();
    expect(message).toBeUndefined();
    expect(summary.outbound).toMatchObject({ sent: { '855': 3, '856': 3, '810': 3 }, held: 0, unknown: 0, refused: 0 });
    expect((await documents()).map(({ place }) => place)).toEqual(Array.from({ length: 9 }, () => 'sent'));
    expect((await received()).length).toBe(9);
  });
});

describe('what partners answer', () => {
  it('takes a 997 and an 824 from the inbound folder, sets the business status and files what fits nothing', async () => {
    await open();
    await withoutCartons();
    await bench.control('orders', { count: 1, family: 'bulk' });
    await run();
    await bench.control('confirm', { orders: 'all' });
    await run();
    await received();
    await bench.control('reply', { documents: 'all', kind: '997' });
    await run();
    expect((await documents()).map(({ kind, business }) => [kind, business])).toEqual([['855', 'accepted']]);
    await bench.control('reply', { documents: 'all', kind: '824', outcome: 'rejected', text: 'line 2 unknown' });
    const stray =
      '<FunctionalAcknowledgment><TradingPartnerId>X</TradingPartnerId><DocumentType>810</DocumentType><DocumentNumber>77</DocumentNumber><Outcome>R</Outcome></FunctionalAcknowledgment>';
    await bench.drop('997-stray.xml', stray);
    const { summary } = await run();
    const [row] = await documents();
    expect(row).toMatchObject({ business: 'rejected', place: 'rejected' });
    expect(summary.files).toMatchObject({ stored: 2, deleted: 2, quarantined: 0 });
  });
});
