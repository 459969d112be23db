import type { Invoice } from '#core/domain/invoice.ts';
import type { Rule } from '../rule.ts';
import type { OutboundFacts } from './facts.ts';
import { billedIsShipped, creditsTaken, numberUnused, pricesOfOrder } from './invoiceGoods.ts';
import { allowances } from './invoiceAllowances.ts';
import { currency, extensions, totals } from './invoiceMoney.ts';
import { termsOfOrder } from './invoiceTerms.ts';

/** The checks of an 810, in the catalogue's order. */
export const invoiceChecks: readonly Rule<Invoice, OutboundFacts>[] = [
  numberUnused,
  billedIsShipped,
  pricesOfOrder,
  totals,
  extensions,
  allowances,
  termsOfOrder,
  currency,
  creditsTaken,
];
