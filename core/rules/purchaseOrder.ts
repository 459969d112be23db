import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import { cancelAfterQualifiers } from '#core/domain/partnerSheet.ts';
import type { DocumentDate, PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { LocalDate } from '#core/domain/time.ts';
import { finding, type Rule } from './rule.ts';

/** What the rules of an 850 know beside it. */
export interface IntakeContext {
  /** Today in the workspace's time zone. */
  readonly today: LocalDate;
  /** What the reader had to say about the document. */
  readonly readerFindings: readonly Finding[];
}

type OrderRule = Rule<PurchaseOrder, IntakeContext>;

const name = (line: PurchaseOrderLine): string => `Line ${line.lineNumber || line.position}`;
const dateOf = (order: PurchaseOrder, qualifiers: readonly string[]): DocumentDate | undefined =>
  order.dates.find((date) => qualifiers.includes(date.qualifier));

/** A line without lines is no order. */
const hasLines: OrderRule = {
  id: '850-16',
  check: (order) =>
    order.lines.length > 0
      ? []
      : [finding('BLOCK', 'Order', 'The purchase order has no lines.', { cost: 'Nothing can be shipped on it.' })],
};

/** Quantities are there and above zero. */
const quantities: OrderRule = {
  id: '850-17',
  check: (order) =>
    order.lines.flatMap((line) => {
      const path = `${line.path}/OrderLine/OrderQty`;
      const quantity = line.quantity === undefined ? undefined : parseDecimal(line.quantity);
      if (!quantity) return [finding('BLOCK', path, `${name(line)} has no quantity.`, { cost: 'Nobody knows what to ship.' })];
      if (quantity.greaterThan(0)) return [];
      return [
        finding('BLOCK', path, `${name(line)} orders ${decimalText(quantity)}: zero or less cannot be ordered.`, {
          value: decimalText(quantity),
          cost: 'Dynamics would book it as a return.',
        }),
      ];
    }),
};

/** Dates that are no dates stop the order: a wrong ship date is a fine. */
const readableDates: OrderRule = {
  id: '850-18',
  check: (_order, context) =>
    context.readerFindings
      .filter((found) => found.rule === 'RSX-DATE')
      .map((found) =>
        finding('HOLD', found.path, found.message, {
          ...(found.value === undefined ? {} : { value: found.value }),
          cost: 'Goods may ship too early or too late.',
        }),
      ),
};

/** 850-07: the window is in order and not over. */
const shipWindow: OrderRule = {
  id: '850-07',
  check: (order, { today }) => {
    const cancelAfter = dateOf(order, cancelAfterQualifiers);
    const requested = dateOf(order, ['010', '002']);
    const notBefore = dateOf(order, ['037']);
    const found: Omit<Finding, 'rule'>[] = [];
    if (cancelAfter && cancelAfter.date < today) {
      found.push(
        finding('HOLD', cancelAfter.path, `The order was to be cancelled after ${cancelAfter.date}, which is past.`, {
          value: cancelAfter.date,
          cost: 'Goods shipped after the cancel date are refused.',
        }),
      );
    } else if (requested && requested.date < today) {
      found.push(
        finding('HOLD', requested.path, `The requested date ${requested.date} is past; Dynamics takes no past dates.`, {
          value: requested.date,
          expected: `${today} or later`,
          cost: 'Dynamics would refuse the order.',
        }),
      );
    }
    if (cancelAfter && requested && cancelAfter.date < requested.date) {
      found.push(
        finding(
          'HOLD',
          cancelAfter.path,
          `The cancel-after date ${cancelAfter.date} is before the requested date ${requested.date}.`,
          { cost: 'The order cannot be met as it is written.' },
        ),
      );
    }
    if (notBefore && cancelAfter && cancelAfter.date < notBefore.date) {
      found.push(
        finding('HOLD', notBefore.path, `Ship not before ${notBefore.date} is after the cancel-after date ${cancelAfter.date}.`, {
          cost: 'The order cannot be met as it is written.',
        }),
      );
    }
    return found;
  },
};

/** 850-05: real documents do not add up, so this only warns. */
const lineCount: OrderRule = {
  id: '850-05',
  check: (order) =>
    order.totalLines === undefined || Number(order.totalLines) === order.lines.length
      ? []
      : [
          finding(
            'WARN',
            'Order/Summary/TotalLineItemNumber',
            `The summary counts ${order.totalLines} lines, the order has ${order.lines.length}.`,
            { value: order.totalLines, expected: String(order.lines.length) },
          ),
        ],
};

/** 850-15: the total's meaning is the partner's own (net or gross of allowances), so this only warns. */
const totalAmount: OrderRule = {
  id: '850-15',
  check: (order) => {
    const total = order.totalAmount === undefined ? undefined : parseDecimal(order.totalAmount);
    const sum = order.lines.reduce(
      (value, line) =>
        value.plus((parseDecimal(line.quantity ?? '') ?? new Decimal(0)).times(parseDecimal(line.price ?? '') ?? 0)),
      new Decimal(0),
    );
    if (!total || total.minus(sum).abs().lessThanOrEqualTo('0.01')) return [];
    return [
      finding(
        'WARN',
        'Order/Summary/TotalAmount',
        `The summary says ${decimalText(total)}, the lines add up to ${decimalText(sum)}.`,
        { value: decimalText(total), expected: decimalText(sum) },
      ),
    ];
  },
};

/** GEN-11: three of the retailer, three of context, nine of the supplier. */
const partnerIdShape: OrderRule = {
  id: 'GEN-11',
  check: (order) =>
    order.partnerId.length === 15 || order.partnerId.length === 0
      ? []
      : [
          finding(
            'WARN',
            'Order/Header/OrderHeader/TradingPartnerId',
            `The partner id ${order.partnerId} has ${order.partnerId.length} characters, usual are 15.`,
          ),
        ],
};

/** The rules of an 850, in the catalogue's order of evaluation. Add one here; its test names a pass, a failure and a case that cannot be told. */
export const purchaseOrderRules: readonly OrderRule[] = [
  hasLines,
  quantities,
  readableDates,
  shipWindow,
  lineCount,
  totalAmount,
  partnerIdShape,
];
