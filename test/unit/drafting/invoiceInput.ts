import type { Posting, PostingLine } from '#core/domain/posting.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { InvoiceInput } from '#core/drafting/draft.types.ts';
import { basis, draftOrder, join, posting } from './fixture.ts';

export const at = (position: number, quantity: string) => ({ position, store: '', quantity });

export type Change = Partial<InvoiceInput> & { readonly posting?: Partial<Posting> };

export function input(
  bought: PurchaseOrder,
  lines: readonly PostingLine[],
  { posting: posted, ...change }: Change = {},
): InvoiceInput {
  const one = change.order ?? draftOrder(bought);
  return {
    ...basis(),
    order: one,
    store: '',
    invoice: join(posting('invoice', lines, posted), [one]),
    notices: [],
    carriesCharges: true,
    ...change,
  };
}

export const allowance = (change: object) => ({
  indicator: 'A',
  code: 'C310',
  percent: '2',
  unit: '',
  handling: '02',
  description: '',
  path: 'Order/Header/ChargesAllowances[1]',
  ...change,
});
export const terms = (change: object = {}) => ({
  type: '01',
  basis: '3',
  discountPercent: '2',
  discountDays: '10',
  netDays: '30',
  description: '2% 10 Net 30',
  path: 'Order/Header/PaymentTerms[1]',
  ...change,
});
