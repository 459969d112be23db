import { createHash } from 'node:crypto';
import { sameCurrency } from '#core/domain/currency.ts';
import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { Posting, PostingLine } from '#core/domain/posting.ts';
import { namesOneOrder } from '#core/domain/postingSets.ts';
import { dayInWords } from '#core/domain/time.ts';
import type { PostingRow } from '#core/store/types/postings.ts';

/**
 * Whether a posting says something else than it said, as far as a document rests on it (DESIGN 3, outbound 5): its day,
 * goods, money, or that it was taken back. What only one of the two entity sets can tell is no difference, so that a switch
 * of sets sends nothing again. Sentences for a person; empty where it says the same. Pure.
 */
export function correctionsOf(before: Posting, after: Posting): readonly string[] {
  const sentences: string[] = [];
  if (before.date !== after.date) sentences.push(`The day is ${dayInWords(after.date)} instead of ${dayInWords(before.date)}.`);
  if (before.currency !== '' && after.currency !== '' && !sameCurrency(before.currency, after.currency))
    sentences.push(`The currency is ${after.currency} instead of ${before.currency}.`);
  if (bothKnow(before.total, after.total) && !same(before.total, after.total))
    sentences.push(`The total is ${after.total} instead of ${before.total}.`);
  return [...sentences, ...goodsChangesOf(before, after)];
}

/**
 * Where one of two sets names one order of a slip only, it is compared with what the other one tells of that order. What is
 * in doubt says nothing of its goods; and what was known in full is not changed by a set that puts all of it under one order.
 */
function goodsChangesOf(before: Posting, after: Posting): readonly string[] {
  if (namesOneOrder(before) === namesOneOrder(after)) return goodsChanges(before, after);
  if (before.doubt) return [];
  if (before.kind !== 'packing-slip') return goodsChanges(before, after);
  const [whole, part] = namesOneOrder(before) ? [after, before] : [before, after];
  const own = { ...whole, lines: whole.lines.filter(({ salesOrder }) => part.salesOrders.includes(salesOrder)) };
  const changes = part === before ? goodsChanges(before, own) : goodsChanges(own, after);
  const knownInFull = part === after && own.lines.length < whole.lines.length;
  return knownInFull && quantityOf(whole).equals(quantityOf(part)) ? [] : changes;
}

const quantityOf = ({ lines }: Posting): Decimal =>
  lines.reduce((sum, { quantity }) => sum.plus(parseDecimal(quantity) ?? 0), new Decimal(0));

/** True where a posting is read from a set that tells more of it than the one before: what rests on it is drafted anew. */
export const tellsMore = (before: Posting, after: Posting): boolean => namesOneOrder(before) && !namesOneOrder(after);

/** A posting that takes goods back or leaves nothing: nothing may be sent for it by itself. Credit notes are invoices of their own. */
export function takenBack(posting: Posting): string | undefined {
  if (posting.kind === 'invoice' || posting.lines.length === 0) return undefined;
  const sums = [...goodsOf(posting).values()].map(({ quantity }) => quantity);
  if (sums.some((sum) => sum.isNegative() && !sum.isZero()))
    return 'Dynamics posted it with negative quantities: it takes goods back.';
  const shipped = posting.kind === 'packing-slip' && sums.every((sum) => sum.isZero());
  return shipped ? 'Dynamics cancelled it: its quantities add up to nothing.' : undefined;
}

export const goneWords = 'Dynamics does not have it any more.';

/** Why nothing of a posting stands: Dynamics took it back, or does not have it any more. Undefined where something does. Pure. */
export function withdrawnWhy({ posting, state, gone }: Pick<PostingRow, 'posting' | 'state' | 'gone'>): string | undefined {
  const empty = state === 'corrected' && posting.lines.length === 0;
  return takenBack(posting) ?? (gone || empty ? goneWords : undefined);
}

/** Hash of what documents rest on; another entity set that says the same gives the same only where it tells as much. */
export function contentHashOf({ set: _set, stampedAt: _stampedAt, doubtedBy: _doubtedBy, ...said }: Posting): string {
  return createHash('sha256').update(stable(said)).digest('hex');
}

interface Goods {
  readonly name: string;
  readonly quantity: Decimal;
  readonly unit: string;
  readonly price: string | undefined;
}

/** What is posted of each thing: by item where nothing says more, because lots and positions are not told by every set. */
function goodsOf(posting: Posting, keyOf: (line: PostingLine) => string = itemOf): ReadonlyMap<string, Goods> {
  const goods = new Map<string, Goods>();
  for (const line of posting.lines) {
    const key = keyOf(line);
    const before = goods.get(key);
    const quantity = (parseDecimal(line.quantity) ?? new Decimal(0)).plus(before?.quantity ?? 0);
    goods.set(key, {
      name: line.itemNumber || line.name,
      quantity,
      unit: line.unit,
      price: before ? mixed(before, line) : line.price,
    });
  }
  return goods;
}

const itemOf = ({ itemNumber, name }: PostingLine): string => (itemNumber || name).toLowerCase();

/**
 * What tells the goods of two readings apart: their lots where both have the same ones, else order and item where both know the
 * orders, else the item. By less, what was moved from one store or order to another would be no correction.
 */
function keyFor(before: Posting, after: Posting): (line: PostingLine) => string {
  const lotsOf = ({ lines }: Posting): readonly string[] => [...new Set(lines.map(({ lotId }) => lotId))].toSorted();
  const [left, right] = [lotsOf(before), lotsOf(after)];
  if (!left.includes('') && left.length === right.length && left.every((lot, at) => lot === right[at]))
    return (line) => `${line.lotId}/${itemOf(line)}`;
  const knowsOrders = (posting: Posting): boolean =>
    !namesOneOrder(posting) && posting.lines.every(({ salesOrder }) => salesOrder !== '');
  if (knowsOrders(before) && knowsOrders(after)) return (line) => `${line.salesOrder}/${itemOf(line)}`;
  return itemOf;
}

/** One item at two prices says no price. */
const mixed = (before: Goods, line: PostingLine): string | undefined => (same(before.price, line.price) ? line.price : undefined);

function goodsChanges(before: Posting, after: Posting): readonly string[] {
  const keyOf = keyFor(before, after);
  const old = goodsOf(before, keyOf);
  const now = goodsOf(after, keyOf);
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((key): readonly string[] => {
    const was = old.get(key);
    const is = now.get(key);
    if (!is) return was ? [`${was.name} is not posted any more.`] : [];
    const said = `${is.name}: ${decimalText(is.quantity)} ${is.unit}`.trimEnd();
    if (!was) return [`${said} came to it.`];
    const sentences: string[] = [];
    if (!was.quantity.equals(is.quantity) || unlike(was.unit, is.unit))
      sentences.push(`${said} instead of ${`${decimalText(was.quantity)} ${was.unit}`.trimEnd()}.`);
    if (bothKnow(was.price, is.price) && !same(was.price, is.price))
      sentences.push(`${is.name}: price ${is.price} instead of ${was.price}.`);
    return sentences;
  });
}

const unlike = (a: string, b: string): boolean => a !== '' && b !== '' && a.toLowerCase() !== b.toLowerCase();
const bothKnow = (a: string | undefined, b: string | undefined): boolean => a !== undefined && b !== undefined;

function same(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const [left, right] = [parseDecimal(a), parseDecimal(b)];
  return left && right ? left.equals(right) : a === b;
}

function stable(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${name}:${stable(field)}`)
    .join(',')}}`;
}
