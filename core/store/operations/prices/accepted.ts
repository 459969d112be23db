import type { AcceptedPriceView } from '#core/contract/views/prices.ts';
import type { AcceptedPrice, PriceFix } from '#core/domain/prices.ts';
import { all, run, type Db } from '../../database.ts';
import { isWhole, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** The newest price of each unit and currency, for each item: one statement for the twelve items of an order and more. */
export function acceptedPricesFor(db: Db, { partnerId, vendor, items }: In<'acceptedPricesFor'>): readonly AcceptedPrice[] {
  return all<AcceptedPrice & { newest: number }>(
    db,
    // SQLite takes the other columns from the row that has the maximum.
    `SELECT a.item_number AS itemNumber, edi_unit AS ediUnit, currency, price, accepted_at AS acceptedAt, max(a.id) AS newest
     FROM json_each(?) wanted CROSS JOIN accepted_prices a ON a.partner_id = ? AND a.vendor = ? AND a.item_number = wanted.value
     GROUP BY wanted.key, edi_unit, currency`,
    JSON.stringify(items),
    partnerId,
    vendor,
  ).map(({ newest: _, ...price }) => price);
}

interface StoredPrice extends Omit<AcceptedPriceView, 'threadId' | 'purchaseOrder'> {
  readonly threadId: number | null;
  readonly purchaseOrder: string | null;
}

const columns = `a.id, a.price, a.currency, a.edi_unit AS ediUnit, a.accepted_at AS at, a.accepted_by AS by, a.why,
  t.id AS threadId, t.number AS purchaseOrder`;
const joins = 'LEFT JOIN documents d ON d.id = a.document_id LEFT JOIN threads t ON t.id = d.thread_id';

function view({ threadId, purchaseOrder, ...row }: StoredPrice): AcceptedPriceView {
  return {
    ...row,
    ...(threadId === null ? {} : { threadId }),
    ...(purchaseOrder === null ? {} : { purchaseOrder }),
  };
}

/** Newest first; `before` an id of the page before. */
function acceptedPage(
  db: Db,
  { partnerId, vendor, itemNumber }: Pick<PriceFix, 'partnerId' | 'vendor' | 'itemNumber'>,
  limit: number,
  before: number = Number.MAX_SAFE_INTEGER,
): readonly AcceptedPriceView[] {
  return all<StoredPrice>(
    db,
    `SELECT ${columns} FROM accepted_prices a ${joins}
     WHERE a.partner_id = ? AND a.vendor = ? AND a.item_number = ? AND a.id < ? ORDER BY a.id DESC LIMIT ?`,
    partnerId,
    vendor,
    itemNumber,
    before,
    limit,
  ).map(view);
}

/** The last three, for the desk. */
export function lastAccepted(db: Db, fix: PriceFix): readonly AcceptedPriceView[] {
  return acceptedPage(db, fix, 3);
}

export function pricesHistory(db: Db, { limit, cursor, ...item }: In<'pricesHistory'>): Out<'pricesHistory'> {
  const rows = acceptedPage(db, item, limit + 1, readCursor(cursor, isWhole));
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: [...page], ...(rows.length > limit && last ? { nextCursor: String(last.id) } : {}) };
}

/** Writes down that this price is the partner's from now on. Units are kept in capitals: `ea` and `EA` are one. */
export function acceptPrice(
  db: Db,
  fix: PriceFix,
  record: { readonly at: string; readonly who: string; readonly why: string; readonly documentId: number | undefined },
): number {
  return run(
    db,
    `INSERT INTO accepted_prices (partner_id, vendor, item_number, edi_unit, currency, price, accepted_at, accepted_by, why, document_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    fix.partnerId,
    fix.vendor,
    fix.itemNumber,
    fix.unit.toUpperCase(),
    fix.currency,
    fix.price,
    record.at,
    record.who,
    record.why,
    record.documentId ?? null,
  );
}
