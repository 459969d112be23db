import type { Finding } from '#core/domain/finding.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import { intakeContext, type ArrivalContext, type IntakeFacts } from './context.ts';
import type { Arrived } from './general.ts';
import { arrivalRules, orderChecks } from './registry.ts';
import { runRules } from './rule.ts';

/** Everything that the rules have to say about an 850, at once, before the partner's sheet weighs it (`weigh`). */
export function checkIntake(order: PurchaseOrder, facts: IntakeFacts): readonly Finding[] {
  const context = intakeContext(order, facts);
  return [
    ...runRules(arrivalRules, { kind: '850', partnerId: order.partnerId }, context),
    ...runRules(orderChecks, order, context),
  ];
}

/** What stops any inbound document before anybody asks what it says. */
export function checkArrival(document: Arrived, context: ArrivalContext): readonly Finding[] {
  return runRules(arrivalRules, document, context);
}
