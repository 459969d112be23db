import { choice, number, text, yesNo, type SheetField } from './sheetField.ts';

/** What a ship notice says. */
export const shipNoticeFields: readonly SheetField[] = [
  {
    id: 'shipNotice.structure',
    label: 'Goods stand in it',
    help: 'What the partner scans at its dock.',
    group: 'shipNotice',
    how: choice(['carton', 'By carton'], ['pallet-carton', 'By pallet and carton'], ['items', 'As items only']),
  },
  {
    id: 'shipNotice.structureCode',
    label: 'Structure code',
    help: 'Where the partner wants another than the usual one; empty is usual.',
    group: 'shipNotice',
    how: text,
  },
  {
    id: 'shipNotice.per',
    label: 'One notice',
    help: 'A slip may hold several orders.',
    group: 'shipNotice',
    how: choice(['slip', 'For each packing slip'], ['order', 'For each order']),
  },
  {
    id: 'shipNotice.perStore',
    label: 'One for each store',
    help: 'Also its invoices need an order for each store then.',
    group: 'shipNotice',
    how: yesNo,
  },
  {
    id: 'shipNotice.billOfLadingRequired',
    label: 'Needs a bill of lading',
    help: 'Without it the notice waits.',
    group: 'shipNotice',
    how: yesNo,
  },
  {
    id: 'shipNotice.proRequired',
    label: 'Needs a PRO number',
    help: 'Without it the notice waits.',
    group: 'shipNotice',
    how: yesNo,
  },
  {
    id: 'shipNotice.trackingRequired',
    label: 'Needs tracking numbers',
    help: 'Without them the notice waits.',
    group: 'shipNotice',
    how: yesNo,
  },
  {
    id: 'shipNotice.overagePercent',
    label: 'Percent over the order',
    help: 'More than this over the ordered quantity is held.',
    group: 'shipNotice',
    how: text,
  },
  {
    id: 'shipNotice.cartons',
    label: 'Cartons are packed',
    help: 'Where nobody packs on screen and no file says it.',
    group: 'shipNotice',
    how: choice(
      ['case-pack', 'One for each started case'],
      ['line', 'One for each line'],
      ['one', 'One for all'],
      ['person', 'By a person, always'],
    ),
  },
  {
    id: 'shipNotice.cartonsPerPallet',
    label: 'Cartons on a pallet',
    help: 'Where pallets are asked for.',
    group: 'shipNotice',
    how: number,
  },
  {
    id: 'shipNotice.label',
    label: 'The carton label names',
    help: 'Where the carton goes first, or its store.',
    group: 'shipNotice',
    how: choice(['dc', 'The distribution center'], ['store', 'The store']),
  },
];
