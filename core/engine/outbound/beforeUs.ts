import type { Finding } from '#core/domain/finding.ts';
import type { PostingRow } from '#core/store/types/postings.ts';
import { liveSagas } from './draftOrder.ts';
import type { OrderBasis } from './gather.ts';

/**
 * What Dynamics posted before the purchase order came here, of a sales order that was found there and not made by this
 * database: another installation (a data folder that was lost, a person with web forms) may have answered it already, and
 * neither the guard journal nor a file name here can know. Held for a person's word, because nothing leaves twice without
 * one. A restored database is not meant: its guard journal knows the 850 from when it came. Pure.
 */
export function postedBeforeUs(orders: readonly OrderBasis[], postings: readonly PostingRow[]): readonly Finding[] {
  const early = postings.filter(({ posting }) => orders.some((order) => isEarlier(order, posting)));
  const [first] = early;
  if (!first) return [];
  const numbers = [...new Set(early.map(({ posting }) => posting.number))].join(', ');
  return [
    {
      severity: 'HOLD',
      rule: 'POSTED-BEFORE',
      path: '',
      message: `Sales order ${first.posting.salesOrders.join(', ')} was in Dynamics before this purchase order came here, and ${numbers} was posted by then: it may have been answered from elsewhere already.`,
      value: numbers,
      expected: 'what was posted after the purchase order came here',
      fix: {
        fix: 'other-document',
        name: numbers,
        act: 'look for it in the portal of SPS; set this one aside where the partner has it',
      },
      cost: 'A second document of one number is fined, or books the goods twice.',
    },
  ];
}

function isEarlier({ answered }: OrderBasis, { company, salesOrders, stampedAt, date }: PostingRow['posting']): boolean {
  const found = liveSagas(answered).some(
    ({ asked, plan, salesOrderNumber = '' }) =>
      !asked && plan.company.toLowerCase() === company.toLowerCase() && salesOrders.includes(salesOrderNumber),
  );
  const came = answered.documents.map(({ receivedAt }) => receivedAt).toSorted()[0];
  if (!found || came === undefined) return false;
  // A set without a stamp tells the day alone: of the day itself nobody knows which came first.
  return stampedAt === undefined ? date <= came.slice(0, 10) : stampedAt < came;
}
