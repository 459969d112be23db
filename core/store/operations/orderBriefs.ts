import { worthOf } from '#core/domain/currency.ts';
import type { OutputOf } from '#core/contract/endpoints.ts';
import { all, type Db } from '../database.ts';
import { partnerName } from './search.ts';

type Preview = OutputOf<'mappings.releasePreview'>;

/** Columns of a document `d` with its thread `t` that name an order in a preview. */
export const briefColumns = `d.id AS documentId, d.thread_id AS threadId, d.number AS purchaseOrder, d.processing, d.partner_id AS partnerId,
  ${partnerName} AS partnerName, t.amount, t.currency, t.ship_by AS shipBy`;

export interface StoredBrief {
  readonly documentId: number;
  readonly threadId: number | null;
  readonly purchaseOrder: string;
  readonly processing: string;
  readonly partnerId: string;
  readonly partnerName: string | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly shipBy: string | null;
}

/** What hangs on some orders: one sum a currency, the largest first; money of two currencies is never added up. */
export function weightOf(
  rows: readonly Pick<StoredBrief, 'documentId' | 'threadId' | 'amount' | 'currency' | 'shipBy'>[],
): Preview['freed'] {
  const orders = new Map(rows.map((row) => [row.threadId ?? `document ${row.documentId}`, row]));
  let earliest: string | undefined;
  for (const { shipBy } of orders.values()) {
    if (shipBy !== null && (earliest === undefined || shipBy < earliest)) earliest = shipBy;
  }
  return {
    orders: orders.size,
    worth: worthOf(orders.values()),
    ...(earliest === undefined ? {} : { earliestShipBy: earliest }),
  };
}

/** What else a document waits for beside some groups, in words. */
export function otherHolds(db: Db, documentId: number, keys: ReadonlySet<string>, gapsOnly = false): readonly string[] {
  return all<{ key: string; title: string; cause: string }>(
    db,
    'SELECT group_key AS key, group_title AS title, cause FROM holds WHERE document_id = ? AND closed_at IS NULL',
    documentId,
  )
    .filter(({ key, cause }) => !keys.has(key) && (!gapsOnly || cause === 'gap'))
    .map(({ title }) => title);
}

/** One order by name. `keys` are the groups that it would not wait for any more. */
export function briefOf(db: Db, row: StoredBrief, keys: ReadonlySet<string>, gapsOnly = false): Preview['orders'][number] {
  return {
    documentId: row.documentId,
    purchaseOrder: row.purchaseOrder,
    partner: row.partnerName ?? row.partnerId,
    processing: row.processing,
    currency: row.currency ?? '',
    waitsFor: [...otherHolds(db, row.documentId, keys, gapsOnly)],
    ...(row.threadId === null ? {} : { threadId: row.threadId }),
    ...(row.amount === null ? {} : { amount: row.amount }),
    ...(row.shipBy === null ? {} : { shipBy: row.shipBy }),
  };
}
