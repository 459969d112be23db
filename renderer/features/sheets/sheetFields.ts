import type { z } from 'zod';
import type { outboundSheetView } from '#core/contract/views/sheets.ts';
import { outboundKinds, type OutboundKind } from '#core/domain/outbound.ts';
import { outboundKindWords, policyWords } from '../../lib/outboundWords.ts';

export type Sheet = z.infer<typeof outboundSheetView>;

export type SheetControl =
  | { readonly control: 'text' }
  | { readonly control: 'number' }
  | { readonly control: 'yes-no' }
  /** Texts, separated by commas. */
  | { readonly control: 'list' }
  /** `freight = D240`, one a line or separated by commas. */
  | { readonly control: 'pairs' }
  | { readonly control: 'choice'; readonly choices: readonly (readonly [string, string])[] };

export type SheetGroup = OutboundKind | 'ack' | 'shipNotice' | 'invoice' | 'echo';

export interface SheetField {
  /** Where it stands in the sheet: `documents.855.review`. */
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly group: SheetGroup;
  readonly how: SheetControl;
}

export const sheetGroupWords: Readonly<Record<SheetGroup, string>> = {
  '855': `855 ${outboundKindWords['855']}: handling`,
  '856': `856 ${outboundKindWords['856']}: handling`,
  '810': `810 ${outboundKindWords['810']}: handling`,
  '865': `865 ${outboundKindWords['865']}: handling`,
  ack: 'What an acknowledgment says',
  shipNotice: 'What a ship notice says',
  invoice: 'What an invoice says',
  echo: 'What goes back from the order',
};

const text = { control: 'text' } as const;
const number = { control: 'number' } as const;
const yesNo = { control: 'yes-no' } as const;
const list = { control: 'list' } as const;
const choice = (...choices: readonly (readonly [string, string])[]): SheetControl => ({ control: 'choice', choices });

const handling = (kind: OutboundKind): readonly SheetField[] =>
  (
    [
      ['agreed', 'Agreed with the partner', 'No: this document is never drafted for it.', yesNo],
      ['review', 'A person looks at every one', 'No: what passes the rules leaves by itself.', yesNo],
      ['undoSeconds', 'Seconds to take it back', 'After a release, before it leaves; 0 to 120.', number],
      [
        'correction',
        'What a correction may do',
        'For what the partner has already: a second one may cost a chargeback.',
        choice(...Object.entries(policyWords)),
      ],
      ['pickupMinutes', 'Minutes until SPS collects', 'Later than this is said.', number],
      ['replyHours', 'Hours until the partner answers', 'Silence beyond this is held; 0 where it never answers.', number],
    ] as const
  ).map(([name, label, help, how]) => ({ id: `documents.${kind}.${name}`, label, help, group: kind, how }));

/** Everything of a sheet that is one field; the codes of an acknowledgment stand apart, as a table. */
export const sheetFields: readonly SheetField[] = [
  ...outboundKinds.flatMap(handling),
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
  {
    id: 'echo.references',
    label: 'References',
    help: 'Qualifiers that go back on every document; * is all.',
    group: 'echo',
    how: list,
  },
  {
    id: 'echo.lineReferences',
    label: 'References of lines',
    help: 'Qualifiers that go back on every line; * is all.',
    group: 'echo',
    how: list,
  },
  { id: 'echo.notes', label: 'Notes go back', help: 'The notes of the order, word for word.', group: 'echo', how: yesNo },
  { id: 'echo.department', label: 'The department goes back', help: 'Most partners match by it.', group: 'echo', how: yesNo },
  {
    id: 'echo.description',
    label: 'Item texts',
    help: 'As the order wrote them, or as Dynamics has them.',
    group: 'echo',
    how: choice(['850', 'Of the order'], ['dynamics', 'Of Dynamics']),
  },
  {
    id: 'changes.quantityIs',
    label: 'The quantity of a change (860)',
    help: 'What the retailer means by the number of a changed line.',
    group: 'echo',
    how: choice(['total', 'The new quantity'], ['difference', 'How much more or less']),
  },
  {
    id: 'forbiddenCharacters',
    label: 'Characters that it refuses',
    help: 'Written one after the other; texts that hold one are held.',
    group: 'echo',
    how: text,
  },
];
