import type { SalesOrderPlan } from '#core/domain/salesOrder.ts';
import { headerBody } from './bodies.ts';
import { comparedHeader, storedOtherwise } from './compare.ts';
import { quoted } from './literals.ts';
import { requireWire } from './metadata.ts';
import type { OrderContext } from './orders.ts';
import { readAll } from './query.ts';

/**
 * Where a sales order that was found, not just made, holds other values than the plan, each as a sentence; empty where it
 * holds them all. Undefined where no sales order has that number (any more).
 */
export async function compareHeader(
  context: OrderContext,
  plan: SalesOrderPlan,
  salesOrderNumber: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[] | undefined> {
  const shape = await context.metadata.shape(context.headerSet, signal);
  const wire = (name: string): string => requireWire(shape, name);
  const options = {
    filter: `${wire('dataAreaId')} eq ${quoted(plan.company.toLowerCase())} and ${wire('SalesOrderNumber')} eq ${quoted(salesOrderNumber)}`,
    select: Object.keys(comparedHeader).flatMap((name) => shape.wire(name) ?? []),
    crossCompany: true,
  } as const;
  const [row] = await readAll(context.transport, shape, options, { operation: 'GET header', signal });
  return row && storedOtherwise(headerBody(plan, shape).json, row, comparedHeader, shape, 'Header');
}
