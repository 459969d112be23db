import { describe, expect, it } from 'vitest';
import type { Ports } from '#core/ports/ports.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import { app, bench, once, open, run, settled, theOrder, useDesk } from '../support/desk.ts';
import { passDay, resetClock, settableClock } from '../support/settableClock.ts';
import { call, documents, holdsOut, ordered, places, received, sent, withSheets } from '../support/wayBack.ts';

useDesk(53);

const confirm = () => bench.control('confirm', { orders: 'all' });
const ship = (body: object = {}) => bench.control('ship', { orders: 'all', ...body });
const invoice = (body: object = {}) => bench.control('invoice', { orders: 'all', ...body });

const reviewed = (sheet: OutboundSheet): OutboundSheet => ({
  ...sheet,
  documents: { ...sheet.documents, '856': { ...sheet.documents['856'], review: true } },
});

async function started(sheets?: (sheet: OutboundSheet) => OutboundSheet): Promise<void> {
  resetClock();
  await open(settled, { clock: settableClock });
  await withSheets(sheets);
  await ordered({ count: 1, family: 'bulk' });
}

const slipNumber = async (): Promise<string> => {
  const { postings } = await call<{ readonly postings: readonly { readonly kind: string; readonly number: string }[] }>(
    'orders.thread',
    {
      threadId: (await theOrder())?.threadId,
    },
  );
  return postings.find(({ kind }) => kind === 'packing-slip')?.number ?? '';
};

describe('what Dynamics corrects', () => {
  it('is found right before sending: a slip that changed in place is held, not sent', async () => {
    await started(reviewed);
    await confirm();
    await ship();
    await run();
    expect(await places()).toEqual(['855 sent', '856 review']);
    await bench.control('correct', { slip: await slipNumber(), lines: [{ line: 1, quantity: 1 }], as: 'in-place' });
    const [notice] = (await documents()).filter(({ kind }) => kind === '856');
    await call('outbound.release', { documents: [{ outboundId: notice?.id, versionId: notice?.versionId }] });
    await run();
    expect(await places()).toEqual(['855 sent', '856 held']);
    expect((await holdsOut()).join(' ')).toContain('Corrected in Dynamics');
    expect((await received()).length).toBe(1);
  });

  it('is let pass by a person: drafted from what Dynamics says now, and then it goes', async () => {
    await started(reviewed);
    await confirm();
    await ship();
    await run();
    await bench.control('correct', { slip: await slipNumber(), lines: [{ line: 1, quantity: 1 }], as: 'in-place' });
    const [notice] = (await documents()).filter(({ kind }) => kind === '856');
    await call('outbound.release', { documents: [{ outboundId: notice?.id, versionId: notice?.versionId }] });
    await run();
    await run();
    const holds = (await app.store.draftHolds({ outboundId: notice?.id ?? 0 })).filter(({ open: isOpen }) => isOpen);
    for (const { id } of holds)
      await call('outbound.accept', { outboundId: notice?.id, holdIds: [id], reason: 'counted again, it is right' });
    await run();
    const [now] = (await documents()).filter(({ kind }) => kind === '856');
    expect(await holdsOut()).toEqual([]);
    expect(now?.place).toBe('review');
    await call('outbound.release', { documents: [{ outboundId: now?.id, versionId: now?.versionId }] });
    await run();
    expect((await sent('856')).length).toBe(1);
  });

  it('after the notice left is said, by the daily sweep, and nothing leaves by itself', async () => {
    await started();
    await confirm();
    await ship();
    await run();
    const before = (await received()).length;
    await bench.control('correct', { slip: await slipNumber(), lines: [{ line: 1, quantity: 1 }], as: 'in-place' });
    await passDay();
    await run();
    expect((await received()).length).toBe(before);
    expect((await holdsOut()).join(' ')).toContain('Corrected in Dynamics');
    expect((await sent('856')).length).toBe(1);
  });

  it.each(['negative', 'zero', 'vanish'] as const)('cancels a slip (%s): the notice that did not leave is held', async (as) => {
    await started(reviewed);
    await confirm();
    await ship();
    await run();
    await bench.control('cancel-slip', { slip: await slipNumber(), as });
    const [notice] = (await documents()).filter(({ kind }) => kind === '856');
    await call('outbound.release', { documents: [{ outboundId: notice?.id, versionId: notice?.versionId }] });
    await run();
    expect((await sent('856')).length).toBe(0);
    expect((await holdsOut()).length).toBeGreaterThan(0);
  });

  it('bills back: a credit note is a document of its own, held where the partner takes none', async () => {
    await started();
    await confirm();
    await ship();
    await invoice();
    await run();
    const { postings } = await call<{ readonly postings: readonly { readonly kind: string; readonly number: string }[] }>(
      'orders.thread',
      {
        threadId: (await theOrder())?.threadId,
      },
    );
    const number = postings.find(({ kind }) => kind === 'invoice')?.number;
    await bench.control('credit', { invoice: number, share: 0.5 });
    await run();
    expect((await documents()).filter(({ kind }) => kind === '810').length).toBe(2);
    expect((await sent('810')).length).toBe(1);
    expect((await holdsOut()).length).toBeGreaterThan(0);
  });

  it('finds what was stamped late or back-dated: by the overlap, or by the sweep of the next day', async () => {
    await started();
    await confirm();
    await run();
    await ship({ stampedMinutesAgo: 3000, daysAgo: 3 });
    await run();
    const early = (await sent('856')).length;
    await passDay();
    await run();
    expect(early).toBeLessThanOrEqual(1);
    expect((await sent('856')).length).toBe(1);
  });

  it('is read of all orders but the one that Dynamics chokes on, which is said with its number', async () => {
    resetClock();
    let choked = 'nothing';
    const fetching: Ports['fetch'] = async (url, init) =>
      init.method === 'GET' && decodeURIComponent(url).includes(`'${choked}'`)
        ? Response.json({ error: { message: 'Invalid query.' } }, { status: 400 })
        : fetch(url, init);
    await open(settled, { clock: settableClock, fetch: fetching });
    await withSheets();
    await ordered({ count: 3, family: 'bulk' });
    await confirm();
    await run();
    const { orders } = (await bench.state()).dynamics;
    const poison = orders[1]?.number ?? '';
    // The journal: what is asked of one slip is refused.
    await ship();
    choked = 'PS-000002';
    const read = await run();
    expect(read).toMatchObject({ outcome: 'failed' });
    expect(read.message).toMatch(/^The packing slip PS-000002 of usmf for sales order .* could not be read: /);
    expect(await sent('856')).toHaveLength(2);
    choked = 'nothing';
    expect(await run()).toMatchObject({ outcome: 'good' });
    expect(await sent('856')).toHaveLength(3);
    // The sweep: what is asked about one order is refused.
    await invoice({ stampedMinutesAgo: 3000, daysAgo: 3 });
    await passDay();
    choked = poison;
    const swept = await run();
    expect(swept.message).toContain(`Sales order ${poison} of usmf could not be read: `);
    expect(await sent('810')).toHaveLength(2);
    choked = 'nothing';
    await run();
    expect(await sent('810')).toHaveLength(3);
  });

  it('reads again what was posted while a read went on: a crash between keeping and drafting loses nothing', async () => {
    await open(
      settled,
      once('postings-kept', () => Promise.reject(new Error('the process died here'))),
    );
    await withSheets();
    await ordered({ count: 1, family: 'bulk' });
    await confirm();
    await run();
    await run();
    expect(await places()).toEqual(['855 sent']);
  });
});
