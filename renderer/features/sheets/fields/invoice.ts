import { choice, yesNo, type SheetField } from './sheetField.ts';

/** What an invoice says. */
export const invoiceFields: readonly SheetField[] = [
  {
    id: 'invoice.rounding',
    label: 'Cents are rounded',
    help: 'A cent of difference is a dispute.',
    group: 'invoice',
    how: choice(['line', 'On each line'], ['total', 'Once, on the total']),
  },
  {
    id: 'invoice.perStore',
    label: 'One for each store',
    help: 'Needs a sales order for each store.',
    group: 'invoice',
    how: yesNo,
  },
  {
    id: 'invoice.allowances',
    label: 'Allowances',
    help: 'Where their amounts come from.',
    group: 'invoice',
    how: choice(
      ['from-order', 'Computed from the order'],
      ['from-dynamics', 'As Dynamics posted them'],
      ['none', 'None on the invoice'],
    ),
  },
  {
    id: 'invoice.chargeCodes',
    label: 'Charges',
    help: 'Charge code of Dynamics = code of the partner, separated by commas: FREIGHT = D240.',
    group: 'invoice',
    how: { control: 'pairs' },
  },
  {
    id: 'invoice.termsFrom',
    label: 'Terms of payment',
    help: 'As the order said them, or as Dynamics bills them.',
    group: 'invoice',
    how: choice(['order', 'Of the order'], ['dynamics', 'Of Dynamics']),
  },
  {
    id: 'invoice.credits',
    label: 'Credit notes are sent',
    help: 'No: they are settled outside of EDI.',
    group: 'invoice',
    how: yesNo,
  },
  {
    id: 'invoice.creditSign',
    label: 'Amounts of a credit note',
    help: 'Its type says that it is one either way.',
    group: 'invoice',
    how: choice(['positive', 'Positive'], ['negative', 'Negative']),
  },
  {
    id: 'invoice.afterShipNotice',
    label: 'Leaves after the ship notice',
    help: 'An invoice that comes first is refused by most.',
    group: 'invoice',
    how: choice(['sent', 'When that was sent'], ['accepted', 'When the partner accepted that'], ['no', 'Without waiting']),
  },
  {
    id: 'invoice.consolidated',
    label: 'An invoice over several orders',
    help: 'Its number stands for one 810 only: each gets the purchase order behind it, or the invoice is held.',
    group: 'invoice',
    how: choice(['each-order', 'One 810 for each order'], ['hold', 'Held']),
  },
];
