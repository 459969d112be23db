import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { OrderAck } from '#core/domain/orderAck.ts';
import type { Origin } from '#core/domain/outbound.ts';
import type { LocalDate } from '#core/domain/time.ts';
import { decideLine, type AnswerPart, type LineDecision } from './ackDecision.ts';
import { ackLine } from './ackLine.ts';
import { promised, situationOf } from './ackSituation.ts';
import type { AckInput, Draft } from './draft.types.ts';
import { speaking } from './earlier.ts';
import { echoHeader, echoIdentity, echoNotes, echoReferences, shipTo } from './echo.ts';
import { forbiddenSet } from './forbidden.ts';
import { orderName } from './orderName.ts';
import { missingOfLine } from './ackMissing.ts';
import { joinedFor, salesOrderOf, askedLines, type ScopedLine } from './scope.ts';
import { quantityTotals } from './totals.ts';
import { computed, fromDynamics, fromSheet, traced, type Trace } from './trace.ts';

interface AnsweredLine {
  readonly scoped: ScopedLine;
  readonly decision: LineDecision;
}

/**
 * The 855 of an order, or of one store of it: every line of the 850 answered once and in its order, from the difference
 * between the 850 and the confirmation. Without a confirmation (refused at intake, cancelled before) it rejects. Pure.
 */
export function draftOrderAck(input: AckInput): Draft<OrderAck> {
  const { order, sheet, store } = input;
  const scope = askedLines(order, store, sheet.ack.perStore);
  const answered = scope.map((scoped) => ({ scoped, decision: decide(input, scoped) }));
  const built = traced((trace) => build(input, answered, trace), forbiddenSet(sheet.forbiddenCharacters));
  return {
    ...built,
    findings: [...(input.confirmation?.findings ?? []), ...built.findings],
    missing: answered.flatMap(({ scoped, decision }, index) => missingOfLine(input, scoped, decision.parts, index + 1)),
    choices: answered.flatMap(({ decision }) => decision.choices),
    lines: answered.map(({ scoped, decision }) => ({
      threadId: order.threadId,
      position: scoped.line.position,
      store: scoped.store,
      quantity: decimalText(decision.parts.reduce((sum, part) => sum.plus(promisedQuantity(part, scoped)), new Decimal(0))),
      ...answeredPrice(decision.parts),
    })),
  };
}

function decide({ order, sheet, confirmation, answers }: AckInput, scoped: ScopedLine): LineDecision {
  if (confirmation) {
    const joined = joinedFor(order, scoped, confirmation.lines);
    return decideLine(situationOf(order, scoped, joined), sheet.ack, answers);
  }
  const rejected: AnswerPart = {
    code: 'IR',
    quantity: scoped.ordered,
    ...(order.reason === '' ? {} : { reason: order.reason }),
  };
  return { parts: [rejected], choices: [] };
}

/** What a part promises: a balance that is backordered is promised too (BP speaks for the whole line). */
function promisedQuantity(part: AnswerPart, scoped: ScopedLine): Decimal {
  if (isRejected(part)) return new Decimal(0);
  return part.code === 'BP' ? scoped.ordered : part.quantity;
}

/** The price that the partner was told in place of its own, for all that was confirmed of the line; of several prices none is that. */
function answeredPrice(parts: readonly AnswerPart[]): { price?: string } {
  const [first, ...more] = parts.filter((part) => part.source && !isRejected(part)).map(({ price }) => price);
  const one = first !== undefined && more.every((price) => price?.equals(first) ?? false);
  return one ? { price: decimalText(first.toDecimalPlaces(6)) } : {};
}

const isRejected = ({ code }: AnswerPart): boolean => code === 'IR' || code === 'ID';

function build(input: AckInput, answered: readonly AnsweredLine[], trace: Trace): OrderAck {
  const { order, sheet, store, confirmation, at } = input;
  const { order: bought } = order;
  const set = confirmation?.posting.set ?? '';
  const sales = salesOrderOf(order, store);
  const code = headerCode(input, answered);
  const first = firstPromise(input, answered);
  const lines = code === 'RJ' ? [] : answered.map(({ scoped, decision }) => ackLine(input, scoped, decision.parts, trace));
  return {
    kind: '855',
    ...echoIdentity(trace, bought, sheet),
    number: echoHeader(trace, bought.number, 'PurchaseOrderNumber'),
    purpose: trace.of(purposeOf(input), computed('first answer or a change of it')),
    typeCode: echoHeader(trace, bought.typeCode, 'PrimaryPOTypeCode'),
    acknowledgementNumber: trace.of(
      acknowledgementNumber(input),
      confirmation ? fromDynamics(set, 'number') : computed('purchase order number, R for rejected'),
    ),
    acknowledgementType: trace.of(code, confirmation ? computed('from the codes of the lines') : fromSheet('ack.rejection')),
    acknowledgementDate: trace.of(at.date, computed('the day of drafting')),
    acknowledgementTime: trace.of(at.time, computed('the time of drafting')),
    internalOrderNumber: trace.of(sales?.salesOrder ?? '', fromDynamics('SalesOrderHeadersV2', 'SalesOrderNumber')),
    ...(sales?.createdOn === undefined
      ? {}
      : { internalOrderDate: trace.of(sales.createdOn, fromDynamics('SalesOrderHeadersV2', 'created')) }),
    currency: echoHeader(trace, bought.currency, 'BuyersCurrency'),
    shipComplete: echoHeader(trace, bought.shipComplete, 'ShipCompleteCode'),
    terms: [],
    dates: first === undefined ? [] : [promiseDate(input, first, trace)],
    contacts: [],
    addresses: shipTo(trace, bought, store),
    fob: [],
    carriers: [],
    references: echoReferences(trace, '855', 'OrderAck/Header', bought.references, sheet.echo.references),
    notes: echoNotes(trace, bought.notes, sheet),
    taxes: [],
    allowances: [],
    totals: quantityTotals(
      trace,
      answered.map(({ scoped }) => ({ quantity: scoped.ordered, unit: scoped.line.unit })),
    ),
    lines,
    ...totalAmount(input, answered, trace),
    totalLines: trace.of(String(lines.length), computed('number of lines')),
  };
}

/** 00 the first answer, 04 a change of one that was sent; 01 and 05 by the correction policy. */
function purposeOf({ intent, order, store }: AckInput): string {
  if (intent === 'cancel') return '01';
  if (intent === 'replace') return '05';
  return speaking(order, ['855']).some((entry) => entry.store === store) ? '04' : '00';
}

/** The confirmation's number; with the store where there is one answer for each; of an order that has none its own with R. */
export function acknowledgementNumber({ order, store, confirmation, revision }: AckInput): string {
  const base = confirmation?.posting.number ?? `${orderName(order)}-R`;
  return [base, store, revision > 1 ? `C${revision}` : ''].filter(Boolean).join('-');
}

/** AD all as ordered, RD all rejected (RJ by the sheet where there never was a confirmation), else AC (reference/sps.md 3.5). */
function headerCode({ confirmation, sheet }: AckInput, answered: readonly AnsweredLine[]): string {
  if (!confirmation) return sheet.ack.rejection;
  const parts = answered.flatMap(({ decision }) => decision.parts);
  if (parts.length > 0 && parts.every(isRejected)) return 'RD';
  return parts.every(({ code }) => code === 'IA') ? 'AD' : 'AC';
}

function firstPromise({ confirmation }: AckInput, answered: readonly AnsweredLine[]): LocalDate | undefined {
  if (!confirmation) return undefined;
  const days = answered.flatMap(({ decision }) => decision.parts.flatMap((part) => (isRejected(part) ? [] : (part.date ?? []))));
  return days.toSorted()[0];
}

function promiseDate({ sheet, order, confirmation }: AckInput, ship: LocalDate, trace: Trace): OrderAck['dates'][number] {
  const date = promised(ship, order, sheet.ack.dateQualifier);
  const origin: Origin = date?.transit
    ? computed(`confirmed ship day and ${date.transit} days on the way, as the 850 has them`)
    : fromDynamics(confirmation?.posting.set ?? '', 'confirmedShip');
  return {
    qualifier: trace.of(sheet.ack.dateQualifier, fromSheet('ack.dateQualifier')),
    date: trace.of(date?.date ?? '', origin),
    path: '',
  };
}

/** Money of what is accepted now, or of what was ordered; left out where a price is not known. */
function totalAmount({ sheet }: AckInput, answered: readonly AnsweredLine[], trace: Trace): { totalAmount?: string } {
  let sum = new Decimal(0);
  for (const { scoped, decision } of answered) {
    if (scoped.line.price === undefined) return {};
    const price = new Decimal(scoped.line.price);
    if (sheet.ack.total === 'ordered') sum = sum.plus(price.times(scoped.ordered));
    else for (const part of decision.parts) if (acceptedNow(part)) sum = sum.plus((part.price ?? price).times(part.quantity));
  }
  const how = sheet.ack.total === 'ordered' ? 'what was ordered at its prices' : 'what is accepted now at its prices';
  return { totalAmount: trace.of(decimalText(sum.toDecimalPlaces(2)), computed(how)) };
}

const acceptedNow = (part: AnswerPart): boolean => !isRejected(part) && part.code !== 'IB';
