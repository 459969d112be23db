import { Decimal, decimalText, parseDecimal, type DecimalText } from '#core/domain/decimal.ts';
import type { DraftOrder } from './draft.types.ts';
import { answered, promised } from './earlier.ts';

/** Two neighbours of a balance that contradict each other. */
export interface Disagreement {
  readonly between: 'ordered-acknowledged' | 'acknowledged-shipped' | 'shipped-invoiced';
  /** How much the later one is over (or, of an acknowledgment, below) the one before it. */
  readonly by: DecimalText;
  readonly sentence: string;
}

/** One line of an order: what the documents that left say about it, in the unit of the 850. */
export interface LineBalance {
  readonly position: number;
  readonly lineNumber: string;
  readonly unit: string;
  readonly ordered: DecimalText;
  /** Absent until an 855 is out. */
  readonly acknowledged?: DecimalText;
  readonly shipped: DecimalText;
  readonly invoiced: DecimalText;
  /** Still to ship: of what was acknowledged, else of what was ordered; nothing of an order that is cancelled. Never below zero. */
  readonly open: DecimalText;
  /** Shipped and not invoiced. Never below zero. */
  readonly toInvoice: DecimalText;
  readonly disagreements: readonly Disagreement[];
}

/**
 * The balance of an order, line by line (issue 4.10), from the documents that are out. What is on its way is no
 * disagreement: shipped below acknowledged is open, not wrong. `over`: nothing more of it will ship. Pure.
 */
export function orderBalance(order: DraftOrder, over = false): readonly LineBalance[] {
  return order.order.lines.map((line) => {
    const { position, lineNumber, unit } = line;
    const ordered = parseDecimal(line.quantity ?? '') ?? new Decimal(0);
    const acknowledged = promised(order, position, '');
    const shipped = answered(order, '856', position, '');
    const invoiced = answered(order, '810', position, '');
    const due = acknowledged ?? ordered;
    return {
      position,
      lineNumber,
      unit,
      ordered: decimalText(ordered),
      ...(acknowledged ? { acknowledged: decimalText(acknowledged) } : {}),
      shipped: decimalText(shipped),
      invoiced: decimalText(invoiced),
      open: over ? '0' : decimalText(Decimal.max(due.minus(shipped), 0)),
      toInvoice: decimalText(Decimal.max(shipped.minus(invoiced), 0)),
      disagreements: disagreements(unit, { ordered, acknowledged, shipped, invoiced }),
    };
  });
}

interface Figures {
  readonly ordered: Decimal;
  readonly acknowledged: Decimal | undefined;
  readonly shipped: Decimal;
  readonly invoiced: Decimal;
}

function disagreements(unit: string, { ordered, acknowledged, shipped, invoiced }: Figures): readonly Disagreement[] {
  const said = (value: Decimal): string => `${decimalText(value)} ${unit}`.trim();
  const found: Disagreement[] = [];
  const add = (between: Disagreement['between'], by: Decimal, sentence: string): void => {
    found.push({ between, by: decimalText(by), sentence });
  };
  if (acknowledged && !acknowledged.equals(ordered)) {
    add('ordered-acknowledged', acknowledged.minus(ordered), `Ordered ${said(ordered)}, acknowledged ${said(acknowledged)}.`);
  }
  const due = acknowledged ?? ordered;
  if (shipped.greaterThan(due)) {
    const word = acknowledged ? 'acknowledged' : 'ordered';
    add('acknowledged-shipped', shipped.minus(due), `Shipped ${said(shipped)}, ${word} ${said(due)}.`);
  }
  if (invoiced.isNegative() && !invoiced.isZero()) {
    add('shipped-invoiced', invoiced, `Credited ${said(invoiced.abs())} more than was invoiced.`);
  }
  if (invoiced.greaterThan(shipped)) {
    add('shipped-invoiced', invoiced.minus(shipped), `Invoiced ${said(invoiced)}, shipped ${said(shipped)}.`);
  }
  return found;
}
