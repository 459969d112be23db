import { describe, expect, it } from 'vitest';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import { firstSheet } from '#core/domain/outboundSheets.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import { app, bench, open, run, useDesk } from '../support/desk.ts';
import { clientOf } from '../support/outboundDesk.ts';

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

/** An 855 that left, and the file in which its partner says what becomes of it and when. */
async function acknowledged() {
  await open();
  await withoutCartons();
  await bench.control('orders', { count: 1, family: 'bulk' });
  await run();
  await bench.control('confirm', { orders: 'all' });
  await run();
  const [row] = await documents();
  const advice = (outcome: string, at: string): string =>
    `<ApplicationAdvice><TradingPartnerId>${row?.partnerId}</TradingPartnerId><DocumentType>855</DocumentType><DocumentNumber>${row?.number}</DocumentNumber><Outcome>${outcome}</Outcome><At>${at}</At></ApplicationAdvice>`;
  return { row, advice };
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
    const [told] = await documents();
    const partners = (await app.store.mappingPage({ kind: 'partners', limit: 50 })).rows;
    const name = partners.find(({ partnerId }) => partnerId === told?.partnerId)?.name ?? '';
    const { replies } = await clientOf(app).call('outbound.get', { outboundId: told?.id ?? 0 });
    expect(replies.map(({ kind, who }) => [kind, who])).toEqual([['997', name]]);
    expect(name).toMatch(/[a-z]/);
    await bench.control('reply', { documents: 'all', kind: '824', outcome: 'rejected', text: 'line 2 unknown' });
    const stray =
      '<FunctionalAcknowledgment><TradingPartnerId>X</TradingPartnerId><DocumentType>810</DocumentType><DocumentNumber>77</DocumentNumber><Outcome>R</Outcome></FunctionalAcknowledgment>';
    await bench.drop('997-stray.xml', stray);
    const { summary } = await run();
    const [row] = await documents();
    expect(row).toMatchObject({ business: 'rejected', place: 'rejected' });
    expect(summary.files).toMatchObject({ stored: 2, deleted: 2, quarantined: 0 });
  });

  it('is what they said last, whatever the files are called that say it', async () => {
    const { advice } = await acknowledged();
    await bench.drop('a.xml', advice('accepted', '2026-03-02T14:00:00Z'));
    await bench.drop('z.xml', advice('rejected', '2026-03-02T14:30:00+01:00'));
    await run();
    expect((await documents()).map(({ business }) => business)).toEqual(['accepted']);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  });

  it('is what they said last also where an older file comes a poll later', async () => {
    const { row, advice } = await acknowledged();
    const [earlier, later] = [90, 60].map((minutes) => new Date(Date.now() - minutes * 60_000).toISOString());
    if (earlier === undefined || later === undefined) throw new Error('no times');
    const inBerlin = `${new Date(Date.parse(earlier) + 60 * 60_000).toISOString().slice(0, -1)}+01:00`;
    await bench.drop('first.xml', advice('accepted', later));
    await run();
    await bench.drop('late.xml', advice('rejected', inBerlin));
    await run();
    expect((await documents()).map(({ business }) => business)).toEqual(['accepted']);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
    const { replies } = await clientOf(app).call('outbound.get', { outboundId: row?.id ?? 0 });
    expect(replies.map(({ outcome, saidAt }) => [outcome, saidAt])).toEqual([
      ['accepted', later],
      ['rejected', earlier],
    ]);
  });

  it('is rejected no more on any screen once the corrected document was sent', async () => {
    await open();
    const replace = (sheet: OutboundSheet): OutboundSheet => ({
      ...sheet,
      documents: { ...sheet.documents, '855': { ...sheet.documents['855'], correction: 'replace' } },
    });
    await withoutCartons(replace);
    await bench.control('orders', { count: 1, family: 'bulk' });
    await run();
    await bench.control('confirm', { orders: 'all' });
    await run();
    await bench.control('reply', { documents: 'all', kind: '824', outcome: 'rejected', text: 'line 2 unknown' });
    await run();
    const client = clientOf(app);
    const waiting = async () => (await client.call('attention.list', { limit: 10 })).rows.map(({ hold }) => hold?.cause);
    expect(await waiting()).toEqual(['partner-rejected']);
    const [rejected] = await documents();
    await client.call('outbound.sendAgain', { outboundId: rejected?.id ?? 0, reason: 'line 2 left out', called: false });
    await run();
    const [, drafted] = await documents();
    expect(drafted).toMatchObject({ place: 'review', revision: 2 });
    await client.call('outbound.release', {
      documents: [{ outboundId: drafted?.id ?? 0, versionId: drafted?.versionId ?? 0 }],
    });
    await run();
    expect((await documents()).map(({ revision, place }) => [revision, place])).toEqual([
      [1, 'sent'],
      [2, 'sent'],
    ]);
    expect(await waiting()).toEqual([]);
    const { places } = await client.call('outbound.counts', {});
    expect(places.rejected.value).toBe(0);
    const view = await client.call('outbound.get', { outboundId: rejected?.id ?? 0 });
    expect(view.replies).toMatchObject([{ outcome: 'rejected' }]);
    expect(view.row.nextStep).toContain('was sent in its place');
  });
});
