import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ThreadView } from '#core/contract/views/orders.ts';
import type { OrderChangeAck } from '#core/domain/orderChangeAck.ts';
import { restoreBackup } from '#core/store/restore.ts';
import { app, bench, open, ordersThere, reopen, run, setStatus, theOrder, useDesk } from '../support/desk.ts';
import { call, documents, holdsOut, received, sent, withSheets } from '../support/wayBack.ts';

useDesk(44);

const holds = async () => (await app.store.attentionList({ limit: 20 })).rows.flatMap(({ hold }) => hold ?? []);
const markApplied = async (): Promise<void> => {
  const holdId = (await holds()).find(({ cause }) => cause === 'cancellation')?.id;
  await call('holds.answer', { holdId, choice: 'mark-applied', reason: 'stopped there' });
};

interface Placed {
  readonly threadId: number;
  readonly documentId: number;
}

/** An order that is confirmed, and shipped as asked, and then cancelled by the retailer. */
async function cancelled(shipments: readonly object[]): Promise<Placed> {
  await open();
  await withSheets();
  await bench.drop('PO1.xml', await bench.sample());
  await run();
  await run();
  await bench.control('confirm', { orders: 'all' });
  for (const shipment of shipments) await bench.control('ship', { orders: 'all', ...shipment });
  await run();
  await run();
  await bench.drop('cancel.xml', await orderChange('01', '1'));
  await run();
  const order = await theOrder();
  const threadId = order?.threadId ?? 0;
  const thread = await app.store.ordersThread({ threadId });
  return { threadId, documentId: thread?.documents.find(({ kind }) => kind === '860')?.id ?? 0 };
}

async function orderChange(purpose: string, sequence: string): Promise<string> {
  const order = await theOrder();
  const header = `<TradingPartnerId>7QAALLCONTOSOUS</TradingPartnerId><PurchaseOrderNumber>${order?.purchaseOrder}</PurchaseOrderNumber>`;
  return `<OrderChange><Header><OrderHeader>${header}<TsetPurposeCode>${purpose}</TsetPurposeCode><ChangeOrderSeqNumber>${sequence}</ChangeOrderSeqNumber><Vendor>0088123</Vendor></OrderHeader></Header></OrderChange>`;
}

/** The 865 that is there, with what it says of each line. */
async function answered() {
  const row = (await documents()).find(({ kind }) => kind === '865');
  const version = row && (await app.store.outboundVersion({ outboundId: row.id }));
  const document = version && (JSON.parse(JSON.stringify(version.document)) as OrderChangeAck);
  return {
    place: row?.place,
    code: document?.acknowledgementType,
    lines: document?.lines.map(({ acknowledgements, notes }) => [
      acknowledgements.map(({ status, quantity }) => `${status} ${quantity}`).join(' + '),
      notes.map(({ text }) => text).join(),
    ]),
  };
}

const balance = async ({ threadId }: Placed) =>
  (await call<ThreadView>('orders.thread', { threadId })).balance.map(({ ordered, acknowledged, shipped, open: left }) =>
    [ordered, acknowledged, shipped, left].join(' '),
  );

describe('a cancellation that a person refused', () => {
  it('leaves the order as it was: its goods are to come, and it is no cancelled order', async () => {
    const placed = await cancelled([]);
    await call('changes.decide', { documentId: placed.documentId, decision: 'refuse', reason: 'it is on the truck' });
    await run();
    await run();
    expect((await answered()).code).toBe('RD');
    for (const line of await balance(placed)) expect(line).not.toMatch(/ 0$/);
    await bench.drop('change.xml', await orderChange('04', '2'));
    await run();
    const hold = (await holds()).find(({ cause }) => cause === 'change');
    expect(hold?.message).not.toContain('cancelled');
  });
});

describe('a cancellation that comes after goods left', () => {
  it('is refused where all of them did', async () => {
    const placed = await cancelled([{}]);
    await markApplied();
    await run();
    const said = await answered();
    expect(said).toMatchObject({ place: 'review', code: 'RD' });
    expect(said.lines).toEqual([96, 60, 60].map((quantity) => [`IR ${quantity}`, `${quantity} EA were shipped already.`]));
    expect(await balance(placed)).toEqual(['96 96 96 0', '60 60 60 0', '60 60 60 0']);
    expect(await holdsOut()).toEqual([]);
    const { timeline } = await call<ThreadView>('orders.thread', { threadId: placed.threadId });
    expect(timeline.map(({ what }) => what)).toContain("The retailer's change was refused");
    expect(timeline.map(({ what }) => what)).not.toContain('The change was made in Dynamics by hand');
  });

  it('is taken for what did not leave, and refused for what did', async () => {
    const placed = await cancelled([{ lines: [{ line: 1, quantity: 5 }] }]);
    await bench.control('cancel', { orders: 'all' });
    await markApplied();
    await run();
    const said = await answered();
    expect(said).toMatchObject({ place: 'review', code: 'AC' });
    expect(said.lines).toEqual([
      ['IA 91 + IR 5', '5 EA were shipped already.'],
      ['IA 60', ''],
      ['IA 60', ''],
    ]);
    expect(await balance(placed)).toEqual(['5 96 5 0', '0 60 0 0', '0 60 0 0']);
    await run();
    expect(await holdsOut()).toEqual([]);
  });

  it('is answered once, also where a copy of before is restored; a person is told where it was decided otherwise since', async () => {
    const placed = await cancelled([{ lines: [{ line: 1, quantity: 5 }] }]);
    const copy = (await app.opened.backup(join(bench.folder, '..', 'copies'), new Date().toISOString())).folder;
    await bench.control('cancel', { orders: 'all' });
    await markApplied();
    await run();
    const { rows } = await call<{ readonly rows: readonly { readonly outboundId: number; readonly versionId: number }[] }>(
      'outbound.list',
      { filter: { place: 'review' }, limit: 10 },
    );
    await call('outbound.release', { documents: rows.map(({ outboundId, versionId }) => ({ outboundId, versionId })) });
    await run();
    const left = await received();
    expect(await sent('865')).toHaveLength(1);
    await app.stop();
    restoreBackup(copy, bench.folder, new Date().toISOString());
    await reopen();
    await run();
    await call('changes.decide', { documentId: placed.documentId, decision: 'refuse', reason: 'on the truck', refusedLines: [] });
    await run();
    await run();
    expect(await received()).toEqual(left);
    expect(await answered()).toMatchObject({ code: 'AC' });
    expect(await balance(placed)).toEqual(['96 5 5 0', '60 0 0 0', '60 0 0 0']);
    expect(await holdsOut()).toEqual([expect.stringContaining('answers the change otherwise than was decided here since')]);
  });

  it('is not marked as applied while Dynamics has something of it to deliver', async () => {
    await cancelled([{ lines: [{ line: 1, quantity: 5 }] }]);
    await expect(markApplied()).rejects.toThrow('still has');
    expect((await holds()).map(({ cause }) => cause)).toContain('cancellation');
  });
});

describe('goods that leave after the order was cancelled', () => {
  it('are told by no ship notice', async () => {
    await cancelled([]);
    const [order] = await ordersThere();
    await setStatus(order?.number, 'Canceled');
    await markApplied();
    // Somebody opens it again all the same.
    await setStatus(order?.number, 'Backorder');
    await bench.control('ship', { orders: 'all' });
    await run();
    await run();
    expect(await holdsOut()).toEqual([
      expect.stringMatching(/^The retailer cancelled purchase order \S+ on .*, and these goods left after that\.$/),
      ...[96, 60, 60].map((shipped, index) => `Line ${index + 1}: ${shipped} EA shipped in all, ordered are 0.`),
    ]);
  });

  it('are not overlooked where their slip is not read yet', async () => {
    await cancelled([]);
    await bench.control('ship', { orders: 'all' });
    await expect(markApplied()).rejects.toThrow('the packing slips that were read here say 0');
  });
});
