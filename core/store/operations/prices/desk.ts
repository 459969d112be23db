import type { PriceRow } from '#core/contract/views/prices.ts';
import { percentOff } from '#core/domain/prices.ts';
import { Decimal, decimalText } from '#core/domain/decimal.ts';
import { all, one, type Db } from '../../database.ts';
import { productFacts } from '../master/facts.ts';
import { normalKey } from '../search.ts';
import { isText, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';
import { lastAccepted } from './accepted.ts';
import { openKeys, openLines, type OpenLine } from './lines.ts';
import { proposedUnit, unitNow } from './units.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Lines that one row of the desk shows; its counts and sums are over all. */
const mostLines = 50;

/** Causes in key order, a page of them. */
export function pricesDesk(db: Db, { partnerId, cursor, limit, today }: In<'pricesDesk'>): Out<'pricesDesk'> {
  const keys = openKeys(db, readCursor(cursor, isText), limit + 1, partnerId);
  const page = keys.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: rowsOf(db, page, today),
    ...(keys.length > limit && last !== undefined ? { nextCursor: JSON.stringify(last) } : {}),
  };
}

export function priceRows(db: Db, { keys, today }: In<'priceRows'>): readonly PriceRow[] {
  return rowsOf(db, keys, today);
}

function rowsOf(db: Db, keys: readonly string[], today: string): PriceRow[] {
  return keys.flatMap((key) => {
    const lines = openLines(db, key);
    const [first] = lines;
    return first ? [rowOf(db, { key, lines, first, today })] : [];
  });
}

interface Cause {
  readonly key: string;
  readonly lines: readonly OpenLine[];
  readonly first: OpenLine;
  readonly today: string;
}

function rowOf(db: Db, cause: Cause): PriceRow {
  const { key, lines, first, today } = cause;
  const { fix } = first;
  const difference = new Decimal(fix.price).minus(fix.expected);
  const quantity = lines.reduce((sum, line) => sum.plus(line.fix.quantity), new Decimal(0));
  const now = fix.unit === '' ? undefined : unitNow(db, fix, today);
  const proposed = now && proposedUnit(fix, now);
  const partner = partnerOf(db, fix);
  const kept = one<{ at: string; by: string; why: string }>(
    db,
    'SELECT at, who AS by, why FROM kept_prices WHERE group_key = ?',
    key,
  );
  const released = partner && productFacts(db, partner.company, fix.itemNumber);
  return {
    key,
    rule: first.rule,
    partnerId: fix.partnerId,
    vendor: fix.vendor,
    partnerName: partner?.name ?? fix.partnerId,
    itemNumber: fix.itemNumber,
    buyerPart: first.buyerPart,
    vendorPart: first.vendorPart,
    description: first.description,
    unit: fix.unit,
    currency: fix.currency,
    price: fix.price,
    expected: fix.expected,
    expectedFrom: fix.expectedFrom,
    difference: decimalText(difference),
    percent: percentOff(new Decimal(fix.price), new Decimal(fix.expected)).toFixed(2),
    ...(fix.packFactor === undefined ? {} : { packFactor: fix.packFactor }),
    lineCount: lines.length,
    orderCount: new Set(lines.map(({ threadId }) => threadId)).size,
    quantity: decimalText(quantity),
    money: decimalText(difference.times(quantity)),
    ...(first.shipBy === undefined ? {} : { earliestShipBy: first.shipBy }),
    lines: lines.slice(0, mostLines).map((line) => lineView(line, difference)),
    accepted: [...lastAccepted(db, fix)],
    ...(released === undefined ? {} : { released: { price: released.salesPrice, unit: released.salesUnit } }),
    otherOrders: otherOrders(db, cause),
    ...(now === undefined ? {} : { unitNow: now }),
    ...(proposed === undefined ? {} : { unitProposed: proposed }),
    blocks: lines.some(({ cause }) => cause === 'block'),
    ...(kept === undefined ? {} : { kept }),
  };
}

function lineView(line: OpenLine, difference: Decimal): PriceRow['lines'][number] {
  return {
    holdId: line.holdId,
    threadId: line.threadId,
    documentId: line.documentId,
    purchaseOrder: line.purchaseOrder,
    lineNumber: line.lineNumber,
    path: line.path,
    quantity: line.fix.quantity,
    difference: decimalText(difference.times(line.fix.quantity)),
    ...(line.shipBy === undefined ? {} : { shipBy: line.shipBy }),
  };
}

/** The partner's row: of its vendor number, else the one for all. */
function partnerOf(
  db: Db,
  { partnerId, vendor }: { readonly partnerId: string; readonly vendor: string },
): { readonly name: string; readonly company: string } | undefined {
  return one(
    db,
    `SELECT name, company FROM partners WHERE partner_id = ? AND vendor IN (?, '') ORDER BY vendor DESC LIMIT 1`,
    partnerId,
    vendor,
  );
}

/** Among the newest orders that name the item (an item of years has many), the open ones that do not wait for this decision. */
const looked = 500;
const mostOthers = 20;

function otherOrders(db: Db, { lines, first }: Cause): PriceRow['otherOrders'] {
  const part = first.buyerPart || first.vendorPart;
  if (part === '') return [];
  const waiting = new Set(lines.map(({ threadId }) => threadId));
  return all<{
    threadId: number;
    purchaseOrder: string;
    quantity: string;
    unit: string;
    price: string | null;
    shipBy: string | null;
  }>(
    db,
    `SELECT t.id AS threadId, t.number AS purchaseOrder, l.ordered AS quantity, l.unit, l.price, t.ship_by AS shipBy
     FROM (SELECT s.thread_id FROM search_keys n JOIN search_key_threads s ON s.key_id = n.id WHERE n.normal = ? AND n.kind = 'item' ORDER BY s.thread_id DESC LIMIT ?) k
     JOIN threads t ON t.id = k.thread_id JOIN thread_lines l ON l.thread_id = t.id
     WHERE t.state IN ('open', 'attention') AND t.partner_id = ? AND t.vendor = ? AND (l.buyer_part = ? OR l.vendor_part = ?)`,
    normalKey(part),
    looked,
    first.fix.partnerId,
    first.fix.vendor,
    part,
    part,
  )
    .filter(({ threadId }) => !waiting.has(threadId))
    .sort((a, b) => b.threadId - a.threadId)
    .slice(0, mostOthers)
    .map(({ price, shipBy, ...row }) => ({
      ...row,
      ...(price === null ? {} : { price }),
      ...(shipBy === null ? {} : { shipBy }),
    }));
}
