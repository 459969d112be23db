import { Decimal, decimalText, sameDecimal } from '#core/domain/decimal.ts';
import type { SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import type { OrderLineState } from '#core/dynamics/journals.types.ts';
import type { ChangedSaga } from '#core/store/types/changes.ts';
import type { OrderedSaga } from '#core/store/types/postings.ts';
import { isLine, shippedOf } from './reached.ts';

/** A line that came to a sales order, with the line of Dynamics that stands for it. */
export interface AddedLine {
  readonly line: SalesOrderPlanLine;
  readonly lotId: string;
}

/**
 * A sales order as Dynamics holds it after a change: what each line of its plan is now, and the added lines behind them. A
 * line that is not there any more, or is cancelled, holds what was shipped of it. Pure.
 */
export function sagaAfter(
  saga: Pick<OrderedSaga, 'id' | 'plan' | 'lots'>,
  lines: readonly OrderLineState[],
  added: readonly AddedLine[],
): ChangedSaga {
  const known = new Set(saga.lots.map(({ lotId }) => lotId));
  const fresh = added.filter(({ lotId }) => !known.has(lotId));
  const last = Math.max(0, ...saga.plan.lines.map(({ position }) => position));
  const came = fresh.map(({ line }, index): SalesOrderPlanLine => ({ ...line, position: last + index + 1 }));
  return {
    sagaId: saga.id,
    plan: { ...saga.plan, lines: [...saga.plan.lines.map((line) => heldLine(line, saga.lots, lines)), ...came] },
    lots: fresh.map(({ lotId }, index) => ({ position: last + index + 1, lotId })),
  };
}

function heldLine(line: SalesOrderPlanLine, lots: OrderedSaga['lots'], lines: readonly OrderLineState[]): SalesOrderPlanLine {
  const own = lots.filter(({ position }) => position === line.position);
  const links = own.length > 0 ? own : [{ lotId: '' }];
  const found = lines.filter((entry) => links.some(({ lotId }) => isLine(entry, { ...line, lotId })));
  const held = decimalText(found.reduce((sum, entry) => sum.plus(heldOf(entry)), new Decimal(0)));
  const { now: _before, ...rest } = line;
  return sameDecimal(held, line.quantity) ? rest : { ...rest, now: held };
}

const heldOf = (line: OrderLineState): Decimal => (line.status === 'Canceled' ? shippedOf(line) : new Decimal(line.ordered));
