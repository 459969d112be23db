import type { OrderLineState } from '#core/dynamics/journals.types.ts';
import type { AnsweredThread, OrderedSaga, PostingRow } from '#core/store/types/postings.ts';
import type { RunContext } from '../runContext.ts';
import { liveSagas } from './draftOrder.ts';

/** An order of which not every lot is known. */
interface Unknown {
  readonly saga: OrderedSaga;
  readonly salesOrder: string;
}

/**
 * Learns the inventory lots of orders where one is missing, or where Dynamics posted under a lot that nobody knows (it
 * split a line): one request for all orders of a company. What stays unknown is joined by line number or product.
 */
export async function fillLots(run: RunContext, threadIds: readonly number[]): Promise<void> {
  const { store } = run.parts;
  const [answered, postings] = await Promise.all([store.answeredThreads({ threadIds }), store.postingsOfThreads({ threadIds })]);
  const unknown = answered.flatMap((entry) => unknownLots(entry, postings));
  const byCompany = Map.groupBy(unknown, ({ saga }) => saga.plan.company);
  for (const [company, orders] of byCompany) {
    const numbers = [...new Set(orders.map(({ salesOrder }) => salesOrder))];
    const lines = await run.ask('dynamics', () => run.parts.dynamics.journals.orderLines(company, numbers, run.signal), {
      repeatable: true,
    });
    for (const order of orders) {
      const lots = lotsOf(order, lines);
      if (lots.length > 0) await store.saveLots({ sagaId: order.saga.id, lots });
    }
  }
}

function unknownLots(entry: AnsweredThread, postings: readonly PostingRow[]): readonly Unknown[] {
  return liveSagas(entry).flatMap((saga) => {
    const { salesOrderNumber, plan, lots } = saga;
    if (salesOrderNumber === undefined) return [];
    const known = new Set(lots.map(({ lotId }) => lotId));
    const missing = plan.lines.some(({ position }) => !lots.some((lot) => lot.position === position));
    const foreign = postings.some(({ posting }) =>
      posting.lines.some(({ salesOrder, lotId }) => salesOrder === salesOrderNumber && lotId !== '' && !known.has(lotId)),
    );
    return missing || foreign ? [{ saga, salesOrder: salesOrderNumber }] : [];
  });
}

/** The lines of Dynamics that carry the number which we gave one line of the plan. Pure. */
export function lotsOf(
  { saga, salesOrder }: Unknown,
  lines: readonly OrderLineState[],
): readonly { readonly position: number; readonly lotId: string }[] {
  const own = lines.filter((line) => line.salesOrder === salesOrder && line.lotId !== '');
  return own.flatMap(({ lotId, customersLineNumber, itemNumber }) => {
    const planned = saga.plan.lines.filter((line) => line.customersLineNumber === customersLineNumber);
    const [only] = planned;
    if (!only || planned.length > 1 || only.itemNumber.toLowerCase() !== itemNumber.toLowerCase()) return [];
    return [{ position: only.position, lotId }];
  });
}
