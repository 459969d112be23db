import { choice, number, yesNo, type SheetField } from './sheetField.ts';

/** What an acknowledgment says. */
export const ackFields: readonly SheetField[] = [
  {
    id: 'ack.shortage',
    label: 'Fewer than ordered',
    help: 'How a line is answered of which the rest comes later.',
    group: 'ack',
    how: choice(['split', 'The quantity changes (IQ), the rest is backordered (IB)'], ['partial', 'One partial answer (BP)']),
  },
  {
    id: 'ack.dateQualifier',
    label: 'The date that is promised',
    help: 'What the confirmed day means to the partner.',
    group: 'ack',
    how: choice(['068', 'Ships on (068)'], ['067', 'Arrives on (067)']),
  },
  {
    id: 'ack.amendments',
    label: 'A second one may follow',
    help: 'When the confirmation changes after the first left.',
    group: 'ack',
    how: yesNo,
  },
  {
    id: 'ack.total',
    label: 'The total is',
    help: 'Money of what is accepted, or of what was ordered.',
    group: 'ack',
    how: choice(['accepted', 'Of what is accepted'], ['ordered', 'Of what was ordered']),
  },
  {
    id: 'ack.perStore',
    label: 'One for each store',
    help: 'Orders that are marked for stores get an answer each.',
    group: 'ack',
    how: yesNo,
  },
  {
    id: 'ack.rejection',
    label: 'A whole order is rejected',
    help: 'With its lines or without.',
    group: 'ack',
    how: choice(['RD', 'With its lines (RD)'], ['RJ', 'Without lines (RJ)']),
  },
  {
    id: 'ack.dueHours',
    label: 'Due after the order, hours',
    help: 'The partner wants its answer so soon; 0 where it does not say.',
    group: 'ack',
    how: number,
  },
];
