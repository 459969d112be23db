import type { RuleEntry } from './entry.ts';
import { about, outboundDocuments } from './about.ts';
import { shipNoticeRules } from './shipNotice.ts';

const any = about(outboundDocuments);
const ack = about(['855']);
const invoice = about(['810']);

/** Rules of everything that leaves. GEN-04 and ITM-05 stand with those of the way in. */
const generalOutbound: readonly RuleEntry[] = [
  any({
    id: 'GEN-03',
    title: 'The same number with the same content was not sent already.',
    severity: 'BLOCK',
    cost: 'A second copy is fined as a duplicate.',
    sources: ['S1'],
    noOverride: true,
  }),
  any({
    id: 'GEN-05',
    title: 'The outcome of an earlier send of the same number is known.',
    severity: 'BLOCK',
    cost: 'The document may arrive twice.',
    sources: ['S7'],
    noOverride: true,
  }),
  any({
    id: 'GEN-06',
    title: 'Everything that must be filled in is.',
    severity: 'BLOCK',
    cost: 'The document is rejected.',
    noOverride: true,
  }),
  any({
    id: 'GEN-07',
    title: 'Codes, lengths, dates and times are as RSX 7.7.7 has them.',
    severity: 'BLOCK',
    cost: 'SPS or the partner rejects the document.',
    noOverride: true,
  }),
  any({
    id: 'GEN-08',
    title: 'No number has a character that the partner refuses; in texts it became a space.',
    severity: 'BLOCK',
    cost: 'A charge for every carton, or a number that is read as another.',
    sources: ['S122'],
    place: 'drafting',
  }),
  any({
    id: 'GEN-12',
    title: 'Partner, vendor number and department are those of the order.',
    severity: 'BLOCK',
    cost: 'A document from another sender than the order went to is rejected.',
    sources: ['S124'],
  }),
  any({
    id: 'GEN-16',
    title: 'References and buyer parts that the buyer wants back are there as the order had them.',
    severity: 'BLOCK',
    cost: 'The buyer matches by them and rejects what does not carry them.',
    sources: ['S127'],
  }),
];

const ackRules: readonly RuleEntry[] = [
  ack({
    id: '855-01',
    title: 'Every line of the order is answered, once and in its order.',
    severity: 'BLOCK',
    cost: 'What is not answered counts as not confirmed.',
    sources: ['S26'],
    noOverride: true,
  }),
  ack({
    id: '855-02',
    title: 'The answers to a line add up to what was ordered, in its unit.',
    severity: 'BLOCK',
    cost: 'The retailer cannot tell what comes and rejects the answer.',
    noOverride: true,
  }),
  ack({
    id: '855-03',
    title: 'Every code is one that the partner takes, and goes with the code of the header.',
    severity: 'BLOCK',
    cost: 'A code outside the list is rejected.',
  }),
  ack({
    id: '855-04',
    title: 'A code has beside it what it needs: a date, a price, an item, a reason.',
    severity: 'BLOCK',
    cost: 'Without it the code says nothing, and the answer is rejected.',
  }),
  ack({
    id: '855-05',
    title: 'What is promised comes inside the window of the order, not after its cancel date and not on a day that is over.',
    severity: 'HOLD',
    cost: 'The order is cancelled by itself; late promises are fined.',
    sources: ['S138', 'S139'],
  }),
  ack({
    id: '855-07',
    title: 'A partner that does not use the 855 gets none.',
    severity: 'BLOCK',
    cost: 'A document that nobody agreed on is an error at the retailer.',
    noOverride: true,
  }),
  ack({
    id: '855-08',
    title: 'A second answer goes only to a partner that takes one.',
    severity: 'HOLD',
    cost: 'Changing a confirmation is fined.',
    sources: ['S26'],
  }),
];

const invoiceRules: readonly RuleEntry[] = [
  invoice({
    id: '810-01',
    title: 'The invoice number was never used for another invoice.',
    severity: 'BLOCK',
    cost: 'It is taken for a duplicate and never paid.',
    sources: ['S125'],
    noOverride: true,
  }),
  invoice({
    id: '810-03',
    title: 'The ship notice of the goods was sent before, and accepted where the partner asks for that.',
    severity: 'HOLD',
    cost: 'An invoice before its ship notice matches nothing and is not paid.',
    place: 'sending',
  }),
  invoice({
    id: '810-05',
    title: 'Over all invoices no more of a line is billed than was shipped.',
    severity: 'BLOCK',
    cost: 'The difference is deducted as a shortage.',
    sources: ['S132', 'S150'],
  }),
  invoice({
    id: '810-06',
    title: 'Unit (blocks) and price (holds) are those of the order, or the price that was acknowledged.',
    severity: 'BLOCK',
    cost: 'The retailer pays its own price and deducts the difference.',
    sources: ['S132'],
  }),
  invoice({
    id: '810-07',
    title: 'Every total is what the transmitted lines, allowances, charges and taxes come to.',
    severity: 'BLOCK',
    cost: 'The retailer adds the lines itself and rejects what does not add up.',
    sources: ['S125'],
    noOverride: true,
  }),
  invoice({
    id: '810-08',
    title: 'Quantity times price is rounded as the partner rounds.',
    severity: 'BLOCK',
    cost: 'Cents that do not fit are a reason to reject.',
  }),
  invoice({
    id: '810-09',
    title: 'An allowance or charge has a known code, the right sign and the amount of its rate, and is not in the price as well.',
    severity: 'BLOCK',
    cost: 'It is deducted, not paid, or given twice.',
    sources: ['S150'],
  }),
  invoice({
    id: '810-12',
    title: 'The terms are those of the order, and their figures are ours.',
    severity: 'BLOCK',
    cost: 'Terms that differ end in short payments and disputes.',
    sources: ['S151'],
  }),
  invoice({
    id: '810-16',
    title: 'The currency is that of the order, and the address to pay to is there.',
    severity: 'BLOCK',
    cost: 'The invoice cannot be booked, or is paid to an old account.',
  }),
  invoice({
    id: '810-18',
    title: 'A credit note goes only to a partner that takes them by EDI, and gives back no more than was billed (holds).',
    severity: 'BLOCK',
    cost: 'It is booked as an invoice, or rejected.',
    sources: ['S129'],
  }),
];

/** Rules of what leaves, in the order of the documents. */
export const outboundRules: readonly RuleEntry[] = [...generalOutbound, ...ackRules, ...shipNoticeRules, ...invoiceRules];
