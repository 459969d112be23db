import type { ThreadView } from '#core/contract/views/orders.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import { app, bench, open, reopen, run, settled } from './desk.ts';
import { call, documents, holdsOut, ordered, places, received, withSheets } from './wayBack.ts';

/** A clock that a test may set on; it goes on by itself. */
let offset = 0;
const clock = {
  now: () => new Date(Date.now() + offset).toISOString(),
  monotonic: () => performance.now(),
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.min(ms, 20))),
};

export const act = (what: string, body: object = {}) => bench.control(what, { orders: 'all', ...body });
export const poor = ['CustPackingSlipJourBiEntities', 'CustInvoiceJourBiEntities'];

/** Another version of Dynamics: its sets are probed anew, and the daily sweep reads everything once more. */
export const version = (...missingSets: readonly string[]): Promise<void> => dayLater(missingSets, () => undefined);

/** Something happens to the data folder while nothing runs; a day later everything is read once more. */
export const versionAfter = (meanwhile: () => void): Promise<void> => dayLater([], meanwhile);

async function dayLater(missingSets: readonly string[], meanwhile: () => void): Promise<void> {
  await app.stop();
  meanwhile();
  await bench.control('settings', { dynamics: { missingSets } });
  offset += 25 * 3600_000;
  await bench.control('advance', { minutes: 25 * 60 });
  await reopen(settled, { clock });
  await run();
  await run();
}

export const perOrder = (sheet: OutboundSheet): OutboundSheet => ({
  ...sheet,
  shipNotice: { ...sheet.shipNotice, per: 'order' },
});

export const replacing = (sheet: OutboundSheet): OutboundSheet => ({
  ...sheet,
  documents: { ...sheet.documents, '856': { ...sheet.documents['856'], correction: 'replace' } },
});

/** Two orders of one customer, confirmed. */
export async function started(sheets?: (sheet: OutboundSheet) => OutboundSheet): Promise<readonly string[]> {
  offset = 0;
  await open(settled, { clock });
  await withSheets(sheets);
  const numbers = await ordered({ count: 2, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 2 });
  await act('confirm');
  await run();
  return numbers;
}

/** What holds documents, but for partners who do not answer while the days pass. */
export const stops = async (): Promise<readonly string[]> =>
  (await holdsOut()).filter((text) => !text.includes('has not answered'));

/** Kind and place of every document; what SPS collected meanwhile was sent all the same. */
export const stand = async (): Promise<readonly string[]> => (await places()).map((text) => text.replace('collected', 'sent'));

export const ofKind = async (kind: string): Promise<readonly OutboundRow[]> =>
  (await documents()).filter((row) => row.kind === kind);
export const purchaseOrders = async () => (await bench.state()).dynamics.orders.map(({ purchaseOrder }) => purchaseOrder);
export const standing = async (kind: string): Promise<readonly string[]> =>
  (await ofKind(kind)).map(
    ({ number, place, draft }) => `${number} ${draft === 'superseded' ? draft : place.replace('collected', 'sent')}`,
  );

/** What SPS got of a kind, by purchase order: the sum of an element of its lines. */
export async function got(kind: 'SH' | 'IN', element: string): Promise<Readonly<Record<string, number>>> {
  const sums: Record<string, number> = {};
  for (const { path, body } of await received()) {
    if (!path.startsWith(`in/${kind}`)) continue;
    const parts = body.split('<PurchaseOrderNumber>').slice(1);
    for (const part of parts) {
      const [order = ''] = part.split('<');
      const figures = [...part.matchAll(new RegExp(`<${element}>([^<]*)<`, 'g'))].map(([, text]) => Number(text));
      sums[order] = (sums[order] ?? 0) + figures.reduce((sum, figure) => sum + figure, 0);
    }
  }
  return sums;
}

/** What was ordered, by purchase order. */
export async function wanted(): Promise<Readonly<Record<string, number>>> {
  const { orders } = (await bench.state()).dynamics;
  return Object.fromEntries(
    orders.map(({ purchaseOrder, lines }) => [purchaseOrder, lines.reduce((sum, { quantity }) => sum + quantity, 0)]),
  );
}

/** A person lets everything pass that holds a document, and it goes. */
export async function letPass(row: OutboundRow | undefined): Promise<void> {
  const holds = await app.store.draftHolds({ outboundId: row?.id ?? 0 });
  for (const { id } of holds.filter(({ open: isOpen }) => isOpen))
    await call('outbound.accept', { outboundId: row?.id, holdIds: [id], reason: 'compared with the delivery note' });
  await run();
}

export const balances = async () => {
  const rows = await documents();
  const ids = [...new Set(rows.flatMap(({ threadIds }) => threadIds))].toSorted((a, b) => a - b);
  const views = await Promise.all(ids.map((threadId) => call<ThreadView>('orders.thread', { threadId })));
  return views.flatMap(({ balance }) => balance);
};
