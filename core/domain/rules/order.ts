import type { RuleEntry } from './entry.ts';

type Words = Pick<RuleEntry, 'id' | 'title' | 'severity' | 'cost'> & Partial<RuleEntry>;

/** Most rules of an order are checks of the 850 that a partner's sheet may weigh otherwise. */
const rule = (words: Words): RuleEntry => ({
  documents: ['850'],
  sources: [],
  noOverride: false,
  place: 'rules',
  ...words,
});

/** Rules of the 850 and the 860. */
export const orderRules: readonly RuleEntry[] = [
  rule({
    id: '850-01',
    title: 'The partner and purchase order number (with release and store) are neither in Dynamics nor here already.',
    severity: 'BLOCK',
    cost: 'The goods ship twice.',
    sources: ['S78', 'S94'],
    noOverride: true,
    place: 'sales order',
  }),
  rule({
    id: '850-02',
    title: 'The same number with the same content is filed; with other content a person says what it is.',
    severity: 'HOLD',
    cost: 'A change is missed, or an order is made twice.',
    noOverride: true,
    place: 'identity',
  }),
  rule({
    id: '850-03',
    title: 'The purpose is original, replacement, cancellation or confirmation; any other makes no order.',
    severity: 'BLOCK',
    cost: 'An order is made from what was none.',
    noOverride: true,
    place: 'identity',
  }),
  rule({
    id: '850-05',
    title: 'The number of lines and the total quantity agree with the summary.',
    severity: 'WARN',
    cost: 'A part of the order may be missing; the summaries of real orders are often wrong, so this only warns.',
  }),
  rule({
    id: '850-06',
    title: 'The quantities of the stores add up to that of the line, and every store is known.',
    severity: 'HOLD',
    cost: 'A store gets too little or too much: a shortage or an overage at the retailer.',
    sources: ['S2', 'S130'],
    place: 'mapping',
  }),
  rule({
    id: '850-07',
    title: 'Ship not before, requested and cancel-after come in this order, are not past, and leave the lead time.',
    severity: 'HOLD',
    cost: 'Goods shipped after the cancel date are refused; lead times that nobody can meet are a main cause of chargebacks.',
    sources: ['S94', 'S131'],
  }),
  rule({
    id: '850-08',
    title: 'The price of a line is ours, within what the partner may be above and below it.',
    severity: 'HOLD',
    cost: 'The invoice does not match, and the difference is deducted.',
    sources: ['S80', 'S132'],
  }),
  rule({
    id: '850-09',
    title: 'A price that differs by about the pack is a question of the unit, not of the price.',
    severity: 'HOLD',
    cost: 'Mended as a price, every later order ships the pack too many or too few.',
    sources: ['S133'],
  }),
  rule({
    id: '850-14',
    title: 'A note or special instruction has been read before the order goes on.',
    severity: 'HOLD',
    cost: 'Instructions hide in notes: an appointment, a label, a gift text.',
  }),
  rule({
    id: '850-15',
    title: 'The total of the summary is the sum of the lines.',
    severity: 'WARN',
    cost: 'What the total means is the partner’s own (before or after allowances), so this only warns.',
  }),
  rule({
    id: '850-16',
    title: 'The order has lines.',
    severity: 'BLOCK',
    cost: 'Nothing can be shipped on it.',
    noOverride: true,
  }),
  rule({
    id: '850-17',
    title: 'Every line orders a quantity above zero.',
    severity: 'BLOCK',
    cost: 'Dynamics would book it as a return.',
    noOverride: true,
  }),
  rule({
    id: '850-18',
    title: 'Every date can be read.',
    severity: 'HOLD',
    cost: 'Goods may ship too early or too late.',
  }),
  rule({
    id: '850-19',
    title: 'The order says whose it is and has a number, in characters that can be written and no more than Dynamics keeps.',
    severity: 'BLOCK',
    cost: 'Without them nobody finds the order again in Dynamics, and no answer to it can be addressed.',
    noOverride: true,
  }),
  rule({
    id: '850-20',
    title:
      'The order says everything once, in one currency and for one place, and its prices and the quantities of stores are numbers.',
    severity: 'HOLD',
    cost: 'The first value would count; the retailer may mean the other.',
  }),
  rule({
    id: '860-01',
    title: 'A change has its order and comes after the last one that was applied.',
    documents: ['860'],
    severity: 'HOLD',
    cost: 'An old change overwrites a new one.',
    noOverride: true,
    place: 'identity',
  }),
];
