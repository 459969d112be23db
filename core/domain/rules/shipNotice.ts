import type { RuleEntry } from './entry.ts';
import { about } from './about.ts';

const notice = about(['856']);

/** Rules of the 856 and of the labels on its packs. */
export const shipNoticeRules: readonly RuleEntry[] = [
  notice({
    id: '856-01',
    title: 'Structure code and nesting are those that the partner takes, and a carton has one place.',
    severity: 'BLOCK',
    cost: 'The notice is rejected whole.',
    sources: ['S121', 'S124'],
  }),
  notice({
    id: '856-02',
    title: 'No order stands inside an order, and every order holds packs and items where they are asked for.',
    severity: 'BLOCK',
    cost: 'A listed reason to reject.',
    sources: ['S124'],
    noOverride: true,
  }),
  notice({
    id: '856-03',
    title: 'The summary counts the orders and items that are there.',
    severity: 'BLOCK',
    cost: 'A listed reason to reject.',
    sources: ['S124'],
    noOverride: true,
  }),
  notice({
    id: '856-04',
    title: 'The shipment number was never used for another shipment.',
    severity: 'BLOCK',
    cost: 'A duplicate notice, fined as one.',
    noOverride: true,
  }),
  notice({
    id: '856-05',
    // Its blocks weigh more than the rule, so that no sheet that takes late goods lets a cancelled order's go, too.
    title: 'The purchase order is of this shipment, not cancelled (both block, for every partner), and not past its cancel date.',
    severity: 'HOLD',
    cost: 'Goods for an order that is not open are refused at the dock.',
    sources: ['S124'],
  }),
  notice({
    id: '856-06',
    title: 'Every store is one of the order and gets no more than it ordered.',
    severity: 'BLOCK',
    cost: 'A listed reason to reject.',
    sources: ['S124'],
  }),
  notice({
    id: '856-07',
    title: 'With everything shipped before, no line is over what was ordered and the overage that is allowed.',
    severity: 'BLOCK',
    cost: 'An overage is refused, or fined by the case.',
    sources: ['S2', 'S134'],
  }),
  notice({
    id: '856-08',
    title: 'Unit, pack and barcode are those of the order.',
    severity: 'BLOCK',
    cost: 'Every carton that differs is charged.',
    sources: ['S25'],
  }),
  notice({
    id: '856-09',
    title: 'What stands in the cartons is what the packing slip says, line by line.',
    severity: 'BLOCK',
    cost: 'The notice and the load must agree.',
    sources: ['S145'],
    noOverride: true,
  }),
  notice({
    id: '856-10',
    title: 'There are as many cartons as serials, labels, and cartons on the bill of lading.',
    severity: 'BLOCK',
    cost: 'Cartons that the notice does not name cannot be received.',
  }),
  notice({
    id: '856-11',
    title: 'No carton is empty, and nothing stands outside a carton where packs are asked for.',
    severity: 'BLOCK',
    cost: 'It cannot be received.',
  }),
  notice({
    id: '856-12',
    title: 'On pallets every carton stands on one, and every pallet has its serial.',
    severity: 'BLOCK',
    cost: 'The pallet is opened and received by the carton, at our cost.',
  }),
  notice({
    id: '856-20',
    title: 'For a line that is short somebody has said whether the rest follows or is closed.',
    severity: 'HOLD',
    cost: 'A silent shortage is found at the dock and charged.',
  }),
  notice({
    id: 'LBL-01',
    title: 'A serial is 18 digits with a right check digit, behind 00.',
    severity: 'BLOCK',
    cost: 'The scanner at the dock does not read it.',
    sources: ['S124', 'S147'],
    noOverride: true,
  }),
  notice({
    id: 'LBL-02',
    title: 'A serial is not given to another carton within a year.',
    severity: 'BLOCK',
    cost: 'The second carton cannot be received.',
    sources: ['S147'],
    noOverride: true,
  }),
  notice({
    id: 'LBL-03',
    title: 'A serial stands on one pack, in this notice and in all others.',
    severity: 'BLOCK',
    cost: 'The second carton cannot be received.',
    noOverride: true,
  }),
  notice({
    id: 'LBL-05',
    title: 'The label says the same ship-to, purchase order, store, department and number of cartons as the notice.',
    severity: 'BLOCK',
    cost: 'A label that differs is charged by the carton.',
  }),
];
