import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { IntakeContext } from './context.ts';
import { askFor } from './fixes.ts';
import { finding, type Rule } from './rule.ts';

/**
 * 850-20: what the reader found that no order can hold (two quantities on one line, a price that is no number). Without a
 * person's word the first value would count, or Dynamics would take its own.
 */
export const saidClearly: Rule<PurchaseOrder, IntakeContext> = {
  id: '850-20',
  fix: askFor('an order that says everything once, in numbers that can be read'),
  check: (_order, { readerFindings }) =>
    readerFindings
      .filter(({ severity }) => severity === 'HOLD')
      .map(({ path, message, value, cost }) =>
        finding('HOLD', path, message, {
          ...(value === undefined ? {} : { value }),
          ...(cost === undefined ? {} : { cost }),
          expected: 'one value that can be read',
          basis: message,
        }),
      ),
};
