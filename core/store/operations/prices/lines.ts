import { priceKeyPrefix, priceKeysOf, type PriceFix } from '#core/domain/prices.ts';
import type { HoldCause } from '#core/domain/states.ts';
import { all, type Db } from '../../database.ts';

/** One open price hold with the line and the order it is about. */
export interface OpenLine {
  readonly holdId: number;
  readonly rule: string;
  readonly cause: HoldCause;
  readonly basis: string;
  readonly path: string;
  readonly documentId: number;
  readonly threadId: number;
  readonly purchaseOrder: string;
  readonly shipBy: string | undefined;
  readonly amount: string | undefined;
  readonly orderCurrency: string;
  readonly lineNumber: string;
  readonly buyerPart: string;
  readonly vendorPart: string;
  readonly description: string;
  readonly fix: PriceFix;
}

type StoredLine = Omit<OpenLine, 'fix' | 'shipBy' | 'amount' | 'lineNumber' | 'buyerPart' | 'vendorPart' | 'description'> & {
  readonly fix: string;
  readonly shipBy: string | null;
  readonly amount: string | null;
  readonly lineNumber: string | null;
  readonly buyerPart: string | null;
  readonly vendorPart: string | null;
  readonly description: string | null;
};

/** The path of a line from that of a field in it. */
const lineOf = `substr(h.path, 1, instr(h.path, '/OrderLine/') - 1)`;

/** An order without a ship date comes last. */
const dayOf = ({ shipBy }: StoredLine): string => shipBy ?? '9999-12-31';

/** The open lines of one cause, earliest ship date first. */
export function openLines(db: Db, key: string): readonly OpenLine[] {
  return all<StoredLine>(
    db,
    `SELECT h.id AS holdId, h.rule, h.cause, h.basis, h.path, h.fix, h.document_id AS documentId, t.id AS threadId, t.number AS purchaseOrder,
      t.ship_by AS shipBy, t.amount, t.currency AS orderCurrency, l.line_number AS lineNumber, l.buyer_part AS buyerPart,
      l.vendor_part AS vendorPart, l.description
     FROM holds h JOIN threads t ON t.id = h.thread_id LEFT JOIN thread_lines l ON l.thread_id = t.id AND l.path = ${lineOf}
     WHERE h.closed_at IS NULL AND h.cause <> 'gap' AND h.group_key = ?`,
    key,
  )
    .sort((a, b) => (dayOf(a) === dayOf(b) ? a.holdId - b.holdId : dayOf(a) < dayOf(b) ? -1 : 1))
    .map((row) => ({
      ...row,
      fix: JSON.parse(row.fix) as PriceFix,
      shipBy: row.shipBy ?? undefined,
      amount: row.amount ?? undefined,
      lineNumber: row.lineNumber ?? '',
      buyerPart: row.buyerPart ?? '',
      vendorPart: row.vendorPart ?? '',
      description: row.description ?? '',
    }));
}

/** Which line of which document a hold is about: the same before and after the document was looked at again. */
export const placeOf = ({ documentId, path }: Pick<OpenLine, 'documentId' | 'path'>): string => `${documentId} ${path}`;

/** The places of holds of a cause, open or not; holds of other causes have none. */
export function placesOf(db: Db, key: string, holdIds: readonly number[]): ReadonlySet<string> {
  const places = holdIds.flatMap((holdId) =>
    all<Pick<OpenLine, 'documentId' | 'path'>>(
      db,
      'SELECT document_id AS documentId, path FROM holds WHERE id = ? AND group_key = ?',
      holdId,
      key,
    ),
  );
  return new Set(places.map(placeOf));
}

/** The last character that sorts after every one that a key is made of. */
const end = '\uFFFF';

/** Keys of open causes after a key, of one partner or of all. */
export function openKeys(db: Db, after: string | undefined, limit: number, partnerId?: string): readonly string[] {
  const prefix = partnerId === undefined ? priceKeyPrefix : priceKeysOf(partnerId);
  return all<{ key: string }>(
    db,
    `SELECT DISTINCT group_key AS key FROM holds
     WHERE closed_at IS NULL AND cause <> 'gap' AND group_key > ? AND group_key < ? ORDER BY group_key LIMIT ?`,
    after ?? prefix,
    prefix + end,
    limit,
  ).map(({ key }) => key);
}

/** Documents with an open price hold under keys that begin so. */
export function documentsUnder(db: Db, prefix: string): readonly number[] {
  return all<{ id: number }>(
    db,
    `SELECT DISTINCT document_id AS id FROM holds
     WHERE closed_at IS NULL AND cause <> 'gap' AND group_key >= ? AND group_key < ? AND document_id IS NOT NULL`,
    prefix,
    prefix + end,
  ).map(({ id }) => id);
}
