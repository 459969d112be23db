import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { Posting, PostingCharge, PostingLine } from '#core/domain/posting.ts';
import { doubtFinding } from './joinDoubt.ts';
import { backToOrdered } from './units.ts';
import type { DraftOrder, JoinedLine, JoinedPosting, OrderLineLink } from './draft.types.ts';

interface Place {
  readonly order: DraftOrder;
  readonly position: number;
  readonly store: string;
}

type Match =
  | { readonly match: 'one'; readonly place: Place; readonly by: JoinedLine['by'] }
  | { readonly match: 'none' }
  | { readonly match: 'several'; readonly places: readonly Place[] };

/**
 * Finds the 850 line of every posted line: by inventory lot; a foreign lot (Dynamics split the line, or a set without
 * lots) by customer's line number, then by product where exactly one line has it; else the line is held (DESIGN 3, outbound 2).
 * Of an invoice that need not be one store's: its line is then of no store, which only a partner billed per store must know.
 * `orders`: those the posting may belong to. `chargeItems`: item numbers and codes that are charges on this partner's
 * invoices. Lines that say nothing but an amount become charges. Where the set lacks the customer's line number, the
 * caller fills it in from the order lines. Pure.
 */
export function joinPosting(posting: Posting, orders: readonly DraftOrder[], chargeItems: ReadonlySet<string>): JoinedPosting {
  const lines: JoinedLine[] = [];
  const charges: PostingCharge[] = [...posting.charges];
  const held: PostingLine[] = [];
  const findings: Finding[] = [];
  const own = orders.filter((order) => order.company.toLowerCase() === posting.company.toLowerCase());
  const doubtful = new Set(posting.doubt?.lines);
  for (const line of posting.lines) {
    if (doubtful.has(line.position)) {
      if (posting.kind === 'invoice' && isCharge(line, chargeItems)) charges.push(chargeOf(line));
      else held.push(line);
      continue;
    }
    const match = findLine(line, own);
    const found = posting.kind === 'invoice' ? ofNoStore(match) : match;
    if (found.match !== 'one' && posting.kind === 'invoice' && isCharge(line, chargeItems)) {
      charges.push(chargeOf(line));
      continue;
    }
    const joined = found.match === 'one' ? convert(posting, line, found) : { finding: unmatched(posting, line, found) };
    findings.push(...('line' in joined ? joined.findings : [joined.finding]));
    if ('line' in joined) lines.push(joined.line);
    else held.push(line);
  }
  const doubt = doubtFinding(
    posting,
    held.filter(({ position }) => doubtful.has(position)),
  );
  return { posting, lines, charges, held, findings: doubt ? [doubt, ...findings] : findings };
}

function findLine(line: PostingLine, orders: readonly DraftOrder[]): Match {
  const candidates = line.salesOrder === '' ? orders : orders.filter((order) => has(order, line.salesOrder));
  const lot = line.lotId === '' ? [] : places(orders, (link) => link.lotId === line.lotId);
  if (lot.length === 1 && lot[0]) return { match: 'one', place: lot[0], by: 'lot' };
  const inOrder = (link: OrderLineLink): boolean => line.salesOrder === '' || link.salesOrder === line.salesOrder;
  const number = line.customersLineNumber ?? 0;
  const numbered = number > 0 ? places(candidates, (link) => inOrder(link) && link.customersLineNumber === number) : [];
  if (numbered.length === 1 && numbered[0]) return { match: 'one', place: numbered[0], by: 'line-number' };
  const products = distinct(candidates.flatMap((order) => withProduct(order, line, inOrder)));
  if (products.length === 1 && products[0]) return { match: 'one', place: products[0], by: 'product' };
  return products.length === 0 ? { match: 'none' } : { match: 'several', places: products };
}

/** One line of the 850 that is several stores' is that line all the same. */
function ofNoStore(match: Match): Match {
  if (match.match !== 'several') return match;
  const whole = distinct(match.places.map((place) => ({ ...place, store: '' })));
  return whole.length === 1 && whole[0] ? { match: 'one', place: whole[0], by: 'product' } : match;
}

const has = (order: DraftOrder, salesOrder: string): boolean =>
  order.salesOrders.some((entry) => entry.salesOrder === salesOrder);

function places(orders: readonly DraftOrder[], which: (link: OrderLineLink) => boolean): readonly Place[] {
  return distinct(
    orders.flatMap((order) => order.links.filter(which).map(({ position, store }) => ({ order, position, store }))),
  );
}

function distinct(all: readonly Place[]): readonly Place[] {
  const seen = new Map(all.map((place) => [`${place.order.threadId}/${place.position}/${place.store}`, place]));
  return [...seen.values()];
}

/** Our item number first; the customer's item where the set or the map does not know ours. */
function withProduct(order: DraftOrder, line: PostingLine, inOrder: (link: OrderLineLink) => boolean): readonly Place[] {
  const ours = order.lines.filter((known) => line.itemNumber !== '' && known.itemNumber === line.itemNumber);
  const theirs = order.order.lines.filter(({ item }) => {
    const { externalItem } = line;
    return externalItem !== '' && [item.buyerPart, item.vendorPart, item.upc, item.gtin, item.ean].includes(externalItem);
  });
  return (ours.length > 0 ? ours : theirs).flatMap(({ position }): readonly Place[] => {
    const linked = order.links.filter((link) => link.position === position && inOrder(link));
    if (linked.length === 0) return order.links.length === 0 ? [{ order, position, store: '' }] : [];
    return linked.map(({ store }) => ({ order, position, store }));
  });
}

/** No goods, or an item that the partner's sheet knows as a charge. */
function isCharge(line: PostingLine, chargeItems: ReadonlySet<string>): boolean {
  if (line.amount === undefined && line.price === undefined) return false;
  return line.itemNumber === '' || chargeItems.has(line.itemNumber);
}

function chargeOf(line: PostingLine): PostingCharge {
  const amount = line.amount ?? decimalText(new Decimal(line.quantity).times(line.price ?? '0'));
  return { code: line.itemNumber || line.name, text: line.name, amount };
}

function convert(
  posting: Posting,
  source: PostingLine,
  { place, by }: Extract<Match, { match: 'one' }>,
): { readonly line: JoinedLine; readonly findings: readonly Finding[] } | { readonly finding: Finding } {
  const { order, position, store } = place;
  const ordered = order.order.lines.find((line) => line.position === position);
  if (!ordered) return { finding: lost(source, position) };
  const known = order.lines.find((line) => line.position === position);
  const back = backToOrdered(source, ordered, known, order);
  if (!('quantity' in back)) return back;
  const line = { threadId: order.threadId, position, store, source, quantity: back.quantity, factor: back.factor, by };
  return { line, findings: [...(back.finding ? [back.finding] : []), ...otherItem(posting, source, place)] };
}

/** True where a posting names another product than `ours`; of one that is not known nobody can say it. */
export const isOtherItem = (ours: string, { itemNumber }: PostingLine): boolean =>
  ours !== '' && itemNumber !== '' && ours.toLowerCase() !== itemNumber.toLowerCase();

/**
 * Another product went out, or was billed, for a line than the one it asks for: notice and invoice name what was ordered. An 855
 * asks about it and can say so (IS).
 */
function otherItem({ kind, number }: Posting, source: PostingLine, place: Place): readonly Finding[] {
  const ours = place.order.lines.find(({ position }) => position === place.position)?.itemNumber ?? '';
  if (kind === 'confirmation' || !isOtherItem(ours, source)) return [];
  return [
    {
      severity: 'HOLD',
      rule: 'JOIN-ITEM',
      path: '',
      message: `${what(source)} of ${number} stands for ${nameOf(place)} of the order, which is ${ours}: the draft names what was ordered, not what ${kind === 'invoice' ? 'was billed' : 'left'}. Let it pass where the buyer agreed to the other item.`,
      value: source.itemNumber,
      expected: ours,
      fix: { fix: 'dynamics', act: 'post the item that was ordered, or take this one off the line' },
      cost: 'What is in the carton is not what the notice says: it is received as an error, and charged.',
    },
  ];
}

function lost(line: PostingLine, position: number): Finding {
  return {
    severity: 'BLOCK',
    rule: 'JOIN-LINE',
    path: '',
    message: `${what(line)} belongs to line ${position} of the order, which the order does not have any more.`,
    value: String(position),
    expected: 'a line of the 850',
    fix: { fix: 'dynamics', act: 'post what belongs to a line of the order' },
    cost: 'Nobody can say which line of the retailer it answers.',
  };
}

const what = (line: PostingLine): string =>
  `Posted line ${line.position} (${[line.quantity, line.unit, line.itemNumber || line.name].filter(Boolean).join(' ')})`;

function unmatched(posting: Posting, line: PostingLine, found: Exclude<Match, { match: 'one' }>): Finding {
  const several =
    found.match === 'several'
      ? `fits ${found.places.map((place) => nameOf(place)).join(' and ')}, and nothing says which`
      : 'belongs to no line of the order';
  return {
    severity: 'HOLD',
    rule: 'JOIN-LINE',
    path: '',
    message: `${what(line)} of ${posting.number} ${several}: no inventory lot of ours, customer's line number ${line.customersLineNumber ?? 'unknown'}, ${found.match === 'several' ? 'several lines' : 'no line'} with this product.`,
    value: line.itemNumber || line.name,
    expected: 'one line of the 850',
    fix: { fix: 'dynamics', act: "give the line its customer's line number" },
    cost: 'Sent under the wrong line it is a shortage there and an overage here.',
  };
}

function nameOf({ order, position, store }: Place): string {
  const line = order.order.lines.find((entry) => entry.position === position);
  return `line ${line?.lineNumber || position}${store === '' ? '' : ` for store ${store}`}`;
}
