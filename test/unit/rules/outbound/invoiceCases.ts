import type { Invoice, InvoiceLine } from '#core/domain/invoice.ts';
import { earlier } from '../../drafting/earlierDocuments.ts';
import { at, before, bill, bought, changed, ofOrder, shipped, type OutboundCase } from './support.ts';

const second = (change: Partial<InvoiceLine>) =>
  changed<Invoice>(bill(), ({ lines }) => ({ lines: lines.map((line, index) => (index === 1 ? { ...line, ...change } : line)) }));
const allowance = (change: object) =>
  changed<Invoice>(bill(), ({ allowances }) => ({ allowances: allowances.map((entry) => ({ ...entry, ...change })) }));
const path = 'Invoice/LineItem[2]/InvoiceLine';
const code = 'Invoice/Header/ChargesAllowances[1]/AllowChrgCode';
const withOrder = (change: Partial<typeof bought>) => [{ ...ofOrder({ earlier: [shipped] }), order: { ...bought, ...change } }];
const credit = changed<Invoice>(bill(), () => ({ typeCode: 'CR' }));

/** Rules of the 810. */
export const invoiceCases: readonly OutboundCase[] = [
  {
    rule: '810-01',
    passes: bill({}, { sameNumber: [before('810', { postingKeys: ['another'], transport: 'refused' })] }),
    fails: bill({}, { sameNumber: [before('810', { postingKeys: ['another'] })] }),
    finding: {
      severity: 'BLOCK',
      path: 'Invoice/Header/InvoiceHeader/InvoiceNumber',
      message: 'Invoice number CIV-000871 was used for another invoice.',
      value: 'CIV-000871',
      expected: 'a number of its own',
      cost: 'The second invoice of a number is taken for a duplicate and never paid.',
      fix: {
        fix: 'other-document',
        name: '810 810-1',
        act: 'it is another invoice, so correct the number of this one in Dynamics, or set this one aside',
      },
    },
    lacks: ['nothing has the number', bill()],
  },
  {
    rule: '810-05',
    passes: bill(),
    fails: bill({}, { orders: [ofOrder({ earlier: [shipped, earlier('810', [at(2, '1')], { id: 2, number: 'CIV-0' })] })] }),
    finding: {
      severity: 'BLOCK',
      path: `${path}/InvoiceQty`,
      message: 'Line 002: 25 EA billed in all, 24 shipped.',
      value: '25',
      expected: '24',
      cost: 'The three-way match fails, and the difference is deducted as a shortage.',
      fix: { fix: 'dynamics', act: 'credit what is billed over the shipment, or post the packing slip that is missing' },
    },
    lacks: ['nothing is shipped yet', bill({}, { orders: [ofOrder()] })],
  },
  {
    rule: '810-06',
    passes: bill(
      {},
      { orders: [ofOrder({ earlier: [shipped, earlier('855', [{ ...at(1, '24'), price: '12.5' }], { id: 2 })] })] },
    ),
    fails: second({ price: '13' }),
    finding: {
      severity: 'HOLD',
      path: `${path}/PurchasePrice`,
      message: 'Line 002 is billed at 13.00, agreed is 12.50 per EA.',
      value: '13',
      expected: '12.5',
      cost: 'The retailer pays its own price and deducts the difference.',
      fix: { fix: 'dynamics', act: 'correct the invoice to the price and unit of the order' },
    },
    lacks: [
      'the order names no price',
      bill({}, { orders: withOrder({ lines: bought.lines.map(({ price: _, ...line }) => line) }) }),
    ],
  },
  {
    rule: '810-07',
    passes: bill(),
    fails: bill({ totalAmount: '570.01' }),
    finding: {
      severity: 'BLOCK',
      path: 'Invoice/Summary/TotalAmount',
      message: 'The total is 570.01, what is transmitted comes to 570.00.',
      value: '570.01',
      expected: '570',
      cost: 'The retailer adds the lines itself and rejects an invoice that does not add up.',
      fix: { fix: 'draft', path: 'Invoice/Summary/TotalAmount' },
    },
    lacks: ['nothing can lack: what is transmitted is added', bill({}, {}, { invoice: { allowances: 'none' } })],
  },
  {
    rule: '810-08',
    passes: bill(),
    fails: second({ extended: '300.01' }),
    finding: {
      severity: 'BLOCK',
      path: `${path}/ExtendedItemTotal`,
      message: 'Line 002: 24 × 12.50 is 300.00 (rounded to cents by line), not 300.01.',
      value: '300.01',
      expected: '300',
      cost: 'Cents that do not fit are a reason to reject.',
      fix: { fix: 'draft', path: 'Invoice/LineItem[2]/InvoiceLine/ExtendedItemTotal' },
    },
    lacks: [
      'the line carries no extension',
      changed<Invoice>(bill(), ({ lines }) => ({ lines: lines.map(({ extended: _, ...line }) => line) })),
    ],
  },
  {
    rule: '810-09',
    passes: bill(),
    fails: allowance({ code: 'XX' }),
    finding: {
      severity: 'BLOCK',
      path: code,
      message: 'Code XX is no allowance or charge.',
      value: 'XX',
      expected: 'a code of RSX',
      cost: 'An allowance or charge that the retailer cannot read is deducted or not paid.',
      fix: { fix: 'sheet', partnerId: '7QAALLCONTOSOUS', vendor: '0088123', fields: ['invoice.chargeCodes'] },
    },
    lacks: [
      'the draft waits for the code',
      {
        ...allowance({ code: '' }),
        facts: bill({}, { missing: [{ path: code, what: '', nextStep: '' }] }).facts,
      } as OutboundCase['fails'],
    ],
  },
  {
    rule: '810-12',
    passes: bill(),
    fails: bill({ totalTermsDiscount: '11.41' }),
    finding: {
      severity: 'BLOCK',
      path: 'Invoice/Summary/TotalTermsDiscountAmount',
      message: 'The terms discount is 11.41, it comes to 11.40.',
      value: '11.41',
      expected: '11.4',
      cost: 'Terms that differ end in short payments and disputes.',
      fix: { fix: 'draft', path: 'Invoice/Summary/TotalTermsDiscountAmount' },
    },
    lacks: ['the order names no terms', bill({}, { orders: withOrder({ terms: [] }) })],
  },
  {
    rule: '810-16',
    passes: bill({ currency: 'USD' }, { orders: withOrder({ currency: 'usd' }) }),
    fails: bill({ currency: 'EUR' }),
    finding: {
      severity: 'BLOCK',
      path: 'Invoice/Header/InvoiceHeader/BuyersCurrency',
      message: 'The invoice is in EUR, the order in USD.',
      value: 'EUR',
      expected: 'USD',
      cost: 'The invoice cannot be booked, or is paid to an old account.',
      fix: { fix: 'dynamics', act: 'post the invoice in the currency of the order' },
    },
    lacks: ['the order names no currency', bill({ currency: 'EUR' }, { orders: withOrder({ currency: '' }) })],
  },
  {
    rule: '810-18',
    passes: { ...credit, facts: bill({}, {}, { invoice: { credits: true } }).facts } as OutboundCase['fails'],
    fails: credit,
    finding: {
      severity: 'BLOCK',
      path: 'Invoice/Header/InvoiceHeader/InvoiceTypeCode',
      message: 'The partner takes no credit notes by EDI.',
      value: 'CR',
      expected: 'DR',
      cost: 'It is booked as an invoice, or rejected; send the credit note another way.',
      fix: { fix: 'sheet', partnerId: '7QAALLCONTOSOUS', vendor: '0088123', fields: ['invoice.credits'] },
    },
    lacks: ['it is no credit note', bill()],
  },
];
