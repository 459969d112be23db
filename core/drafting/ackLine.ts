import { decimalText } from '#core/domain/decimal.ts';
import type { LineAcknowledgement, OrderAckLine } from '#core/domain/orderAck.ts';
import type { Origin } from '#core/domain/outbound.ts';
import type { AnswerPart } from './ackDecision.ts';
import { promised } from './ackSituation.ts';
import type { AckInput } from './draft.types.ts';
import { description, echoItem, echoNotes, echoReferences, noItem } from './echo.ts';
import type { ScopedLine } from './scope.ts';
import { computed, from850, fromDynamics, fromSheet, typedBy, type Trace } from './trace.ts';

/** A `LineItem` of the 855: the 850's line as it was, and how it is answered. */
export function ackLine(input: AckInput, scoped: ScopedLine, parts: readonly AnswerPart[], trace: Trace): OrderAckLine {
  const { sheet, confirmation } = input;
  const { line } = scoped;
  const of850 = (element: string): Origin => from850(`${line.path}/OrderLine/${element}`);
  const source = parts.find((part) => part.source)?.source;
  const split =
    scoped.store === '' ? of850('OrderQty') : from850(line.stores.find(({ store }) => store === scoped.store)?.path ?? line.path);
  return {
    position: line.position,
    lineNumber: trace.of(line.lineNumber, of850('LineSequenceNumber')),
    item: echoItem(trace, line),
    quantity: trace.of(decimalText(scoped.ordered), split),
    unit: trace.of(line.unit, of850('OrderQtyUOM')),
    ...(line.price === undefined ? {} : { price: trace.of(line.price, of850('PurchasePrice')) }),
    priceBasis: trace.of(line.priceBasis, of850('PurchasePriceBasis')),
    acknowledgements: parts.map((part) => acknowledgement(input, scoped, part, trace)),
    dates: [],
    prices: [],
    descriptions: description(trace, sheet, line, { set: confirmation?.posting.set ?? '', line: source }),
    physicalDetails: [],
    references: echoReferences(trace, '855', 'OrderAck/LineItem', line.references, sheet.echo.lineReferences),
    notes: [...reasons(input, parts, trace), ...echoNotes(trace, line.notes, sheet)],
    addresses: [],
    quantities: [],
    taxes: [],
    allowances: [],
    path: '',
  };
}

function acknowledgement(
  { order, sheet, confirmation }: AckInput,
  { line }: ScopedLine,
  part: AnswerPart,
  trace: Trace,
): LineAcknowledgement {
  const set = confirmation?.posting.set ?? '';
  const word = part.answer && typedBy(part.answer);
  const date = part.date === undefined ? undefined : promised(part.date, order, sheet.ack.dateQualifier);
  const posted = (field: string): Origin =>
    part.source ? fromDynamics(set, field) : (word ?? computed('what the confirmation leaves open'));
  const dated: Origin = date?.transit ? computed(`ship day and ${date.transit} days on the way`) : posted('confirmedShip');
  return {
    status: trace.of(part.code, word ?? computed('850 against the confirmation')),
    quantity: trace.of(decimalText(part.quantity), posted('quantity')),
    unit: trace.of(line.unit, from850(`${line.path}/OrderLine/OrderQtyUOM`)),
    scheduleQualifier: date ? trace.of(sheet.ack.dateQualifier, fromSheet('ack.dateQualifier')) : '',
    ...(date ? { scheduleDate: trace.of(date.date, dated) } : {}),
    ...(part.price === undefined
      ? {}
      : {
          price: trace.of(
            decimalText(part.price.toDecimalPlaces(6)),
            part.answer?.price ? typedBy(part.answer) : posted('price'),
          ),
        }),
    priceBasis: part.price === undefined ? '' : trace.of(line.priceBasis, from850(`${line.path}/OrderLine/PurchasePriceBasis`)),
    item:
      part.item === undefined ? noItem : trace.all(part.item, part.answer?.item ? typedBy(part.answer) : posted('itemNumber')),
    path: '',
  };
}

/** Why something is not accepted stands as a note of the line (reference/sps.md 3.10). */
function reasons(input: AckInput, parts: readonly AnswerPart[], trace: Trace): OrderAckLine['notes'] {
  return parts.flatMap((part) => {
    if (part.reason === undefined || part.reason.trim() === '') return [];
    const origin = part.answer ? typedBy(part.answer) : computed(`why the order was ${input.order.standing}`);
    return [{ code: trace.of('GEN', computed('a general note')), text: trace.of(part.reason, origin), path: '' }];
  });
}
