import type { Finding } from '#core/domain/finding.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import { purchaseOrderRules, type IntakeContext } from './purchaseOrder.ts';
import { runRules } from './rule.ts';

/** Everything that the rules have to say about an 850, at once. */
export function checkIntake(order: PurchaseOrder, context: IntakeContext): readonly Finding[] {
  return runRules(purchaseOrderRules, order, context);
}
