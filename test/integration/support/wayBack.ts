import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import { firstSheet } from '#core/domain/outboundSheets.ts';
import type { App } from '#core/host/app.types.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import { app, bench, run } from './desk.ts';

/** A file that SPS got, as practice shows it. */
export interface Received {
  readonly path: string;
  readonly body: string;
}

export const received = async (): Promise<readonly Received[]> =>
  (await (await fetch(`${bench.world.control}/received`)).json()) as readonly Received[];

/** Every document of every order, oldest first. */
export async function documents(): Promise<readonly OutboundRow[]> {
  const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: false, limit: 100 });
  const all = await Promise.all(rows.map(({ threadId }) => app.store.outboundOfThread({ threadId })));
  return [...new Map(all.flat().map(({ row }) => [row.id, row])).values()].toSorted((a, b) => a.id - b.id);
}

/** Kind and place of every document, sorted. */
export const places = async (): Promise<readonly string[]> =>
  (await documents()).map(({ kind, place }) => `${kind} ${place}`).toSorted();

export const sent = async (kind: string): Promise<readonly OutboundRow[]> =>
  (await documents()).filter((row) => row.kind === kind && row.draft === 'left');

/** The sheets of all partners with items alone, so that nothing waits for cartons, and with what the test wants. */
export async function withSheets(
  change: (sheet: OutboundSheet) => OutboundSheet = (sheet) => sheet,
  { store }: App = app,
): Promise<void> {
  const { rows } = await store.mappingPage({ kind: 'partners', limit: 50 });
  for (const { partnerId, vendor, review, undoSeconds } of rows) {
    const current = await store.outboundSheet({ partnerId, vendor });
    const sheet = current?.version === 0 || !current ? firstSheet({ review, undoSeconds }) : current.sheet;
    await store.saveSheet({
      partnerId,
      vendor,
      seen: current?.version ?? 0,
      sheet: change({ ...sheet, shipNotice: { ...sheet.shipNotice, structure: 'items' } }),
      who: 'test',
      why: 'as the test wants it',
      at: new Date().toISOString(),
    });
  }
}

/** Orders of a family that are in Dynamics; their numbers there. */
export async function ordered(request: object): Promise<readonly string[]> {
  await bench.control('orders', request);
  await run();
  await run();
  return (await bench.state()).dynamics.orders.map(({ number }) => number);
}

/** The open holds of all documents that leave, in words. */
export async function holdsOut(): Promise<readonly string[]> {
  const rows = await documents();
  const holds = await Promise.all(rows.map(({ id }) => app.store.draftHolds({ outboundId: id })));
  return holds.flat().flatMap(({ open, message }) => (open ? [message] : []));
}

export async function call<T>(method: string, input: unknown): Promise<T> {
  const reply = await app.dispatch({ id: '1', method, input });
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.value as T;
}
