import type { RefusedLine } from '#core/domain/changeDecision.ts';
import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { OrderChangeAck, OrderChangeAckLine } from '#core/domain/orderChangeAck.ts';
import type { Origin } from '#core/domain/outbound.ts';
import { adds, changedLines, partsAfter, varianceOf, type ChangedLine } from './changeLines.ts';
import type { ChangeAckInput, Draft, DraftOrder } from './draft.types.ts';
import { isStanding, promised } from './earlier.ts';
import { description, echoHeader, echoIdentity, echoItem, echoNotes, echoReferences, noItem, shipTo } from './echo.ts';
import { forbiddenSet } from './forbidden.ts';
import { orderName } from './orderName.ts';
import { salesOrderOf } from './scope.ts';
import { computed, from850, fromDynamics, traced, typedBy, type Trace } from './trace.ts';

interface Answered {
  readonly changed: ChangedLine;
  readonly accepted: boolean;
  readonly reason: string;
  /** What stays of a line that is taken back for the rest. */
  readonly kept?: RefusedLine['kept'];
}

/** The 865: every line of the change answered, accepted (IA, deletions ID where the partner takes it) or refused with the reason. Pure. */
export function draftOrderChangeAck(input: ChangeAckInput): Draft<OrderChangeAck> {
  const { order, change, decision, sheet } = input;
  const answered = changedLines(order.order, change, input.quantityIs).map((changed, index): Answered => {
    const refused = decision.refusedLines.find(({ position }) => position === index + 1);
    const accepted = decision.decision === 'accept' || (decision.decision === 'accept-in-part' && !refused);
    const kept = refused?.kept === undefined ? {} : { kept: refused.kept };
    return { changed, accepted, reason: accepted ? '' : (refused?.reason ?? decision.reason), ...(accepted ? {} : kept) };
  });
  const built = traced((trace) => build(input, answered, trace), forbiddenSet(sheet.forbiddenCharacters));
  return {
    ...built,
    choices: [],
    missing: answered.flatMap(({ accepted, reason, changed }, index) =>
      accepted || reason.trim() !== '' || !(sheet.ack.companions.IR ?? []).includes('reason')
        ? []
        : [
            {
              path: `OrderChangeAck/LineItem[${index + 1}]/Notes[1]/Note`,
              what: `Line ${changed.line.lineNumber || changed.line.position}: why the change is refused.`,
              nextStep: 'Say the reason with the decision.',
            },
          ],
    ),
    lines: [...Map.groupBy(answered, ({ changed }) => changed.position).values()].flatMap((said) => toldOf(order, said)),
  };
}

/**
 * What the answer says of one line of the order, store by store where that is known; of a line that the change names more than
 * once what was accepted last. A line whose change is refused is promised as it was before, and one that was not added is no
 * line of the order.
 */
function toldOf(order: DraftOrder, said: readonly Answered[]): Draft['lines'] {
  const entry = said.findLast(({ accepted }) => accepted) ?? said[0];
  if (!entry) return [];
  const { changed, accepted, kept } = entry;
  const { before, position, quantity } = changed;
  const at = { threadId: order.threadId, position };
  if (kept) return [...kept, ...nothingFor(before, kept)].map((part) => ({ ...at, ...part }));
  if (!accepted)
    return before
      ? [{ ...at, store: '', quantity: decimalText(promised(order, position, '', isStanding) ?? before.quantity ?? '0') }]
      : [];
  if (before === undefined && !adds(changed)) return [];
  const parts = Map.groupBy(partsAfter(changed), ({ store }) => store);
  if (parts.size > 0) return [...parts].map(([store, own]) => ({ ...at, store, quantity: decimalText(sumOf(own)) }));
  return [{ ...at, store: '', quantity: decimalText(quantity) }];
}

/** Stores of a line that got nothing of what stays of it: what was promised them before is taken back. */
function nothingFor(line: ChangedLine['before'], kept: NonNullable<RefusedLine['kept']>): NonNullable<RefusedLine['kept']> {
  if (kept.some(({ store }) => store === '')) return [];
  const others = new Set(line?.stores.map(({ store }) => store));
  for (const { store } of kept) others.delete(store);
  return [...others].map((store) => ({ store, quantity: '0' }));
}

const sumOf = (parts: readonly { readonly quantity: string }[]): Decimal =>
  parts.reduce((total, { quantity }) => total.plus(parseDecimal(quantity) ?? 0), new Decimal(0));

function build(input: ChangeAckInput, answered: readonly Answered[], trace: Trace): OrderChangeAck {
  const { order, change, at, sheet } = input;
  const { order: bought } = order;
  const sales = salesOrderOf(order, '');
  const ofChange = (element: string): Origin => from850(`${rootOf(input)}/Header/OrderHeader/${element}`);
  const sequence = change.kind === '860' ? change.changeSequence : '';
  const day = change.kind === '860' ? change.changeDate : change.orderDate;
  return {
    kind: '865',
    ...echoIdentity(trace, bought, sheet),
    number: echoHeader(trace, bought.number, 'PurchaseOrderNumber'),
    purpose: trace.of(purposes[input.intent], computed('the answer to a change, or what takes one back or its place')),
    typeCode: echoHeader(trace, bought.typeCode, 'PrimaryPOTypeCode'),
    acknowledgementNumber: trace.of(changeAckNumber(input), computed('purchase order number, C and the number of the change')),
    acknowledgementType: trace.of(headerCode(input, answered), computed('from what was accepted')),
    acknowledgementDate: trace.of(at.date, computed('the day of drafting')),
    acknowledgementTime: trace.of(at.time, computed('the time of drafting')),
    internalOrderNumber: trace.of(sales?.salesOrder ?? '', fromDynamics('SalesOrderHeadersV2', 'SalesOrderNumber')),
    currency: echoHeader(trace, bought.currency, 'BuyersCurrency'),
    shipComplete: '',
    terms: [],
    dates: [],
    contacts: [],
    addresses: shipTo(trace, bought, ''),
    fob: [],
    carriers: [],
    references: echoReferences(trace, '865', 'OrderChangeAck/Header', bought.references, sheet.echo.references),
    notes: [...refusalNote(input, answered, trace), ...echoNotes(trace, bought.notes, sheet)],
    taxes: [],
    allowances: [],
    totals: [],
    changeSequence: trace.of(sequence, ofChange('ChangeOrderSeqNumber')),
    ...(day === undefined
      ? {}
      : { changeDate: trace.of(day, ofChange(change.kind === '860' ? 'POChangeDate' : 'PurchaseOrderDate')) }),
    changeAcknowledgeDate: trace.of(at.date, computed('the day of drafting')),
    lines: answered.map((entry) => changeLine(input, entry, trace)),
    totalLines: trace.of(String(answered.length), computed('number of lines')),
  };
}

const rootOf = ({ change }: ChangeAckInput): string => (change.kind === '860' ? 'OrderChange' : 'Order');

/** A second answer says what it is: two that say "original" would be two answers to one change. */
const purposes = { original: '00', cancel: '01', replace: '05' } as const;

/** What a change calls itself: its own sequence number, else its day; changes of one order may call themselves the same. Pure. */
export function changeName(change: ChangeAckInput['change']): string {
  const day = change.kind === '860' ? change.changeDate : change.orderDate;
  return (change.kind === '860' && change.changeSequence) || (day ?? '').replaceAll('-', '');
}

/** One change, one answer: what it calls itself, counted where others before it did so, too; a further answer to it counts up. */
export function changeAckNumber({ order, change, revision, namesakes = 0 }: ChangeAckInput): string {
  const nth = namesakes > 0 ? String(namesakes + 1) : '';
  return [orderName(order), `C${changeName(change)}`, nth, revision > 1 ? `R${revision}` : ''].filter(Boolean).join('-');
}

/** A change of the order as a whole may name no line, or none that is refused: the decision says what became of it. */
function headerCode({ decision: { decision } }: ChangeAckInput, answered: readonly Answered[]): string {
  if (decision === 'refuse') return 'RD';
  if (answered.every(({ accepted }) => accepted)) return 'AD';
  return answered.some(({ accepted, kept }) => accepted || kept !== undefined) ? 'AC' : 'RD';
}

/** Why a change is refused that names no line to say it at. */
function refusalNote({ decision }: ChangeAckInput, answered: readonly Answered[], trace: Trace): OrderChangeAck['notes'] {
  if (decision.decision !== 'refuse' || answered.length > 0 || decision.reason.trim() === '') return [];
  const said = typedBy(decision);
  return [{ code: trace.of('GEN', said), text: trace.of(decision.reason, said), path: '' }];
}

function changeLine(input: ChangeAckInput, answered: Answered, trace: Trace): OrderChangeAckLine {
  const { sheet, decision } = input;
  const { changed, reason } = answered;
  const { line, code, previous, quantity } = changed;
  const of = (element: string): Origin => from850(`${line.path}/OrderLine/${element}`);
  const said = typedBy(decision);
  const variance = varianceOf(changed);
  const unit = (): string => trace.of(line.unit || changed.before?.unit || '', of('OrderQtyUOM'));
  const price = line.price ?? changed.before?.price;
  return {
    position: line.position,
    lineNumber: trace.of(line.lineNumber, of('LineSequenceNumber')),
    item: echoItem(trace, line),
    changeCode: trace.of(code, input.change.kind === '860' ? of('LineChangeCode') : computed('the two orders compared')),
    quantity: trace.of(decimalText(quantity), quantityOrigin(input, changed)),
    unit: unit(),
    ...(previous === undefined ? {} : { previousQuantity: trace.of(previous, of('PreviousOrderQty')) }),
    ...(variance === undefined ? {} : { variance: trace.of(variance, computed('new less previous quantity')) }),
    ...(price === undefined ? {} : { price: trace.of(price, of('PurchasePrice')) }),
    priceBasis: trace.of(line.priceBasis, of('PurchasePriceBasis')),
    acknowledgements: answersOf(input, answered).map(({ status, quantity: part }) => ({
      status: trace.of(status, said),
      quantity: trace.of(decimalText(part), said),
      unit: unit(),
      scheduleQualifier: '',
      priceBasis: '',
      item: noItem,
      path: '',
    })),
    dates: [],
    prices: [],
    descriptions: description(trace, sheet, line.description === '' && changed.before ? changed.before : line, {
      set: '',
      line: undefined,
    }),
    physicalDetails: [],
    references: echoReferences(trace, '865', 'OrderChangeAck/LineItem', line.references, sheet.echo.lineReferences),
    notes: [
      ...(reason.trim() === '' ? [] : [{ code: trace.of('GEN', said), text: trace.of(reason, said), path: '' }]),
      ...echoNotes(trace, line.notes, sheet),
    ],
    addresses: [],
    quantities: [],
    taxes: [],
    allowances: [],
    path: '',
  };
}

/** One answer, or of a line that left in part two that add up to it: the rest is taken back, what left is not. */
function answersOf(
  input: ChangeAckInput,
  { changed, accepted, kept }: Answered,
): readonly { readonly status: string; readonly quantity: Decimal | string }[] {
  const whole = answeredQuantity(changed);
  if (!kept) return [{ status: statusOf(input, changed, accepted), quantity: whole }];
  const left = sumOf(kept);
  return [
    { status: statusOf(input, changed, true), quantity: new Decimal(whole).minus(left) },
    { status: statusOf(input, changed, false), quantity: left },
  ];
}

const answeredQuantity = ({ code, quantity, before }: ChangedLine): Decimal | string =>
  code === 'DI' ? (before?.quantity ?? '0') : quantity;

function quantityOrigin({ change, quantityIs }: ChangeAckInput, { line, code }: ChangedLine): Origin {
  if (code === 'DI') return computed('deleted: nothing is left');
  return change.kind === '860' && quantityIs === 'difference'
    ? computed('previous quantity and the difference')
    : from850(`${line.path}/OrderLine/OrderQty`);
}

function statusOf({ sheet }: ChangeAckInput, { code }: ChangedLine, accepted: boolean): string {
  if (!accepted) return 'IR';
  return code === 'DI' && sheet.ack.codes.includes('ID') ? 'ID' : 'IA';
}
