import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PackingRow, PackingView } from '#core/contract/views/packing.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import { firstSheet } from '#core/domain/outboundSheets.ts';
import type { Ports } from '#core/ports/ports.ts';
import { restoreBackup } from '#core/store/restore.ts';
import { app, bench, reopen, run } from './desk.ts';
import { call, received } from './wayBack.ts';

/** What is ordered is confirmed and shipped, and its documents leave. */
export const post = async (): Promise<void> => {
  for (const action of ['confirm', 'ship']) await bench.control(action, { orders: 'all' });
  await run();
  await run();
};

/** Partners whose goods stand in cartons by the rule, and leave without a word of a person. */
export async function cartons(
  structure: 'carton' | 'pallet-carton',
  byHand = false,
  change: (sheet: OutboundSheet) => OutboundSheet = (sheet) => sheet,
): Promise<void> {
  const { rows } = await app.store.mappingPage({ kind: 'partners', limit: 50 });
  for (const { partnerId, vendor } of rows) {
    const first = firstSheet({ review: false, undoSeconds: 0 });
    const shipNotice = { ...first.shipNotice, structure, ...(byHand ? { cartons: 'person' as const } : {}) };
    const sheet = change({ ...first, shipNotice });
    await app.store.saveSheet({ partnerId, vendor, seen: 0, sheet, who: 'test', why: 'cartons', at: new Date().toISOString() });
  }
}

/** Numbers of cartons in what SPS got, in the order in which it came. */
export const serials = async (): Promise<readonly string[]> =>
  (await received()).flatMap(({ body }) => [...body.matchAll(/<ShippingSerialID>([^<]*)</g)].map(([, serial = '']) => serial));

export const slips = async (): Promise<readonly PackingRow[]> =>
  (await call<{ readonly rows: readonly PackingRow[] }>('packing.list', { limit: 50 })).rows;

export const packing = async (): Promise<PackingView> => call<PackingView>('packing.get', { slipId: (await slips())[0]?.slipId });
/** What a packing says of the goods, without who made it and when. */
export const goods = ({ cartons, pallets }: PackingView) => ({ cartons, pallets });

/** Puts a copy back and runs, with or without what the guard journal knows. */
export async function restored(copy: string, journal: 'with' | 'without' = 'with', ports: Partial<Ports> = {}): Promise<void> {
  await app.stop();
  restoreBackup(copy, bench.folder, new Date().toISOString());
  if (journal === 'without') rmSync(join(bench.folder, 'guard.journal'));
  await reopen(undefined, ports);
  await run();
  await run();
}

/** Every order is looked at once more. */
export async function lookAgain(): Promise<void> {
  const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 5 });
  const threadIds = rows.map(({ threadId }) => threadId);
  await app.store.wakeOutbound({ threadIds, why: 'test', at: new Date().toISOString() });
  await run();
}

/** A copy of the database as it is now; several within a second. */
export async function copied(): Promise<string> {
  copies += 1;
  const { folder } = await app.opened.backup(join(bench.folder, '..', `copies-${copies}`), new Date().toISOString());
  return folder;
}
let copies = 0;
