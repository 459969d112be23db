import type { DraftView } from '#core/contract/views/drafts.ts';
import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { AckChoice, DraftOrder, JoinedPosting, OverlayEntry } from '#core/drafting/draft.types.ts';
import { applyOverlay } from '#core/drafting/overlay.ts';
import { codeMeanings } from '#core/rsx/codeMeanings.ts';
import { eachLeaf } from '#core/rsx/leaves.ts';
import { locate } from '#core/rsx/locate.ts';
import { fromOutbound } from '#core/rsx/mappers/outboundDocument.ts';
import { writeXml } from '#core/rsx/writeXml.ts';
import type { OutboundRow, OutboundVersion } from '#core/store/types/outbound.ts';
import type { PostingRow } from '#core/store/types/postings.ts';
import type { Basis, OrderBasis } from './gather.ts';

/** A screen shows this much of a text. */
const shownCharacters = 512 * 1024;

export interface DraftViewParts {
  readonly row: OutboundRow;
  readonly version: OutboundVersion;
  readonly basis: Basis;
  /** The bytes that go, as text, where the draft has some. */
  readonly text: string | undefined;
  readonly lines: readonly { readonly threadId: number; readonly position: number; readonly quantity: string }[];
}

/** A draft with everything that a person needs to read, check and correct it. Pure. */
export function draftViewOf({ row, version, basis, text, lines }: DraftViewParts): DraftView {
  const overlay = version.overlay as readonly OverlayEntry[];
  const laid = applyOverlay(version.document, version.origins, overlay);
  const root = fromOutbound(laid.document);
  const meanings = codeMeanings(root);
  const before = new Map(laid.changes.map((change) => [change.path, change.before]));
  const values: DraftView['values'] = [];
  eachLeaf(row.kind, root, (leaf, path) => {
    const value = leaf.text ?? '';
    const origin = laid.origins[path];
    const meaning = meanings[`${leaf.name} ${value.trim()}`];
    const drafted = before.get(path);
    values.push({
      path,
      name: leaf.name,
      value,
      ...(meaning === undefined ? {} : { meaning }),
      ...(origin === undefined ? {} : { origin }),
      ...(drafted === undefined ? {} : { before: drafted }),
    });
  });
  const raw = text ?? writeXml([{ kind: row.kind, root }], { mode: 'convert' });
  const tree = raw.length > shownCharacters ? undefined : locate(raw, 'rsx-xml', 0);
  const orders = row.threadIds.flatMap((id) => basis.orders.get(id) ?? []);
  const keys = new Set(row.postingKeys.map((key) => basis.told.get(key) ?? key));
  const postings = basis.postings.filter(({ key }) => keys.has(key));
  return {
    outboundId: row.id,
    versionId: version.id,
    kind: row.kind,
    number: row.number,
    builtAt: version.builtAt,
    text: raw.slice(0, shownCharacters),
    textCut: raw.length > shownCharacters,
    ...(tree === undefined ? {} : { tree }),
    codes: meanings,
    values,
    findings: version.findings.map(({ severity, rule, path, message, value, expected, cost }) => ({
      severity,
      rule,
      path,
      message,
      ...(value === undefined ? {} : { value }),
      ...(expected === undefined ? {} : { expected }),
      ...(cost === undefined ? {} : { cost }),
    })),
    missing: version.missing.map((entry) => ({ ...entry })),
    choices: (version.choices as readonly AckChoice[]).map((choice) => ({
      ...choice,
      threadId: row.threadIds[0] ?? 0,
      options: choice.options.map((option) => ({ ...option, needs: [...option.needs] })),
    })),
    lines: orders.flatMap((order) => comparedLines(order, { row, basis, lines })),
    orders: orders.map(({ answered, order, document }) => ({
      threadId: answered.thread.id,
      purchaseOrder: order.number,
      documentId: document.id,
    })),
    postings: postings.map(postingView),
    corrections: overlay.map((entry) => ({ ...entry, before: before.get(entry.path) ?? '' })),
    sheetVersion: row.sheetVersion,
  };
}

/** Each line of the 850 beside what was posted for it and what the document says. */
function comparedLines(
  { answered, order, draftOrder }: OrderBasis,
  { row, basis, lines }: Pick<DraftViewParts, 'row' | 'basis' | 'lines'>,
): DraftView['lines'] {
  const joined = row.postingKeys.flatMap((key) => basis.joined.get(key) ?? []);
  return order.lines.map((line) => {
    const posted = postedOf(joined, draftOrder, line.position, row.store);
    const drafted = lines.filter((entry) => entry.threadId === answered.thread.id && entry.position === line.position);
    const says = drafted.length === 0 ? undefined : sum(drafted.map(({ quantity }) => quantity));
    const ordered = parseDecimal(line.quantity ?? '') ?? new Decimal(0);
    return {
      threadId: answered.thread.id,
      purchaseOrder: order.number,
      position: line.position,
      lineNumber: line.lineNumber,
      item: line.item.buyerPart || line.item.vendorPart || line.item.upc || line.item.gtin || line.item.ean,
      description: line.description,
      unit: line.unit,
      ordered: decimalText(ordered),
      ...(line.price === undefined ? {} : { price: line.price }),
      ...(posted === undefined ? {} : { posted: decimalText(posted) }),
      ...(says === undefined ? {} : { drafted: decimalText(says) }),
      differs: [posted, says].some((value) => value !== undefined && !value.equals(ordered)),
    };
  });
}

function postedOf(
  joined: readonly JoinedPosting[],
  { threadId }: DraftOrder,
  position: number,
  store: string,
): Decimal | undefined {
  const lines = joined
    .flatMap((posting) => posting.lines)
    .filter((line) => line.threadId === threadId && line.position === position && (store === '' || line.store === store));
  return lines.length === 0 ? undefined : sum(lines.map(({ quantity }) => quantity));
}

const sum = (quantities: readonly string[]): Decimal =>
  quantities.reduce((total, quantity) => total.plus(parseDecimal(quantity) ?? 0), new Decimal(0));

function postingView({ posting, message }: PostingRow): DraftView['postings'][number] {
  const { kind, number, company, date, salesOrders, set, total, currency, lines, charges, shipment } = posting;
  return {
    kind,
    number,
    company,
    date,
    salesOrders: [...salesOrders],
    set,
    ...(total === undefined ? {} : { total }),
    currency,
    ...(shipment && shipment.billOfLading !== '' ? { billOfLading: shipment.billOfLading } : {}),
    tracking: [...(shipment?.tracking ?? [])],
    message,
    lines: lines.map(({ position, salesOrder, itemNumber, name, quantity, unit, price, amount, confirmedShip }) => ({
      position,
      salesOrder,
      item: itemNumber,
      name,
      quantity,
      unit,
      ...(price === undefined ? {} : { price }),
      ...(amount === undefined ? {} : { amount }),
      ...(confirmedShip === undefined ? {} : { confirmedShip }),
    })),
    charges: charges.map(({ code, text, amount }) => ({ code, text, amount })),
  };
}
