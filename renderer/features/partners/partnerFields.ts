/** How a field of a partner is shown and filled in. */
export type FieldControl =
  | { readonly control: 'text' }
  | { readonly control: 'number' }
  | { readonly control: 'yes-no' }
  | { readonly control: 'choice'; readonly choices: readonly (readonly [string, string])[] }
  | { readonly control: 'company' | 'customer' | 'warehouse' };

export interface PartnerField {
  /** The column of the files. */
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly group: 'identity' | 'orders' | 'dates' | 'checks' | 'prices' | 'sending';
  readonly how: FieldControl;
  /** Part of the key: fixed once the partner is there. */
  readonly fixed?: true;
}

export const groupWords: Readonly<Record<PartnerField['group'], string>> = {
  identity: 'Who it is in Dynamics',
  orders: 'How its orders are made',
  dates: 'Which dates count',
  checks: 'What is checked',
  prices: 'Prices that are accepted',
  sending: 'What goes back',
};

const text = { control: 'text' } as const;
const number = { control: 'number' } as const;
const yesNo = { control: 'yes-no' } as const;

/** Everything that differs by partner, in the words of a coordinator. */
export const partnerFields: readonly PartnerField[] = [
  {
    id: 'partnerId',
    label: 'Partner id',
    help: 'The trading partner id that SPS gave; 13 or 15 characters.',
    group: 'identity',
    how: text,
    fixed: true,
  },
  {
    id: 'vendor',
    label: 'Vendor number',
    help: 'Your number at the retailer. Empty: every vendor number.',
    group: 'identity',
    how: text,
    fixed: true,
  },
  { id: 'name', label: 'Name', help: 'As it shows on every screen.', group: 'identity', how: text },
  {
    id: 'company',
    label: 'Company',
    help: 'The legal entity in Dynamics that sells to it.',
    group: 'identity',
    how: { control: 'company' },
  },
  {
    id: 'customer',
    label: 'Customer account',
    help: 'Who orders, in that company.',
    group: 'identity',
    how: { control: 'customer' },
  },
  {
    id: 'invoiceAccount',
    label: 'Invoice account',
    help: 'Who pays. Empty: as the customer says.',
    group: 'identity',
    how: text,
  },
  { id: 'site', label: 'Site', help: 'From where it ships. Empty: as the customer says.', group: 'identity', how: text },
  {
    id: 'warehouse',
    label: 'Warehouse',
    help: 'From where it ships. Empty: as the customer says.',
    group: 'identity',
    how: { control: 'warehouse' },
  },
  { id: 'active', label: 'Switched on', help: 'No: its orders wait and nothing is made.', group: 'orders', how: yesNo },
  {
    id: 'storeSplit',
    label: 'Orders for several stores',
    help: 'One sales order with a line for each item and store, or a sales order for each store.',
    group: 'orders',
    how: {
      control: 'choice',
      choices: [
        ['lines', 'One sales order, a line for each store'],
        ['orders', 'A sales order for each store'],
      ],
    },
  },
  {
    id: 'numberPerStore',
    label: 'One number for several stores',
    help: 'Yes where the same order number comes once for each store.',
    group: 'orders',
    how: yesNo,
  },
  {
    id: 'itemTrust',
    label: 'Order of trust in item numbers',
    help: 'Which number decides first: buyerPart vendorPart upc gtin ean.',
    group: 'orders',
    how: text,
  },
  {
    id: 'deliveryMode',
    label: 'Mode of delivery',
    help: 'The code in Dynamics. Empty: as the customer says.',
    group: 'orders',
    how: text,
  },
  {
    id: 'deliveryModes',
    label: 'Mode of delivery by carrier',
    help: 'SCAC=mode pairs, separated by ; as in FDEG=GROUND.',
    group: 'orders',
    how: text,
  },
  {
    id: 'currency',
    label: 'Currency',
    help: 'Used where an order names none. Empty: as the customer says.',
    group: 'orders',
    how: text,
  },
  { id: 'orderOrigin', label: 'Sales origin', help: 'The code in Dynamics. Empty: none is sent.', group: 'orders', how: text },
  {
    id: 'dimensions',
    label: 'Financial dimensions',
    help: 'The values in the order of your format, separated by |. Empty: none are sent.',
    group: 'orders',
    how: text,
  },
  {
    id: 'receiptQualifiers',
    label: 'Delivery date',
    help: 'Date qualifiers in order of trust; the first one that an order has is its receipt date.',
    group: 'dates',
    how: text,
  },
  {
    id: 'shipQualifiers',
    label: 'Ship date',
    help: 'Date qualifiers in order of trust; the first one that an order has is its ship date.',
    group: 'dates',
    how: text,
  },
  {
    id: 'leadDays',
    label: 'Lead time in days',
    help: 'Days that you need from arrival to the cancel date. 0: any.',
    group: 'dates',
    how: number,
  },
  {
    id: 'stage',
    label: 'Stage',
    help: 'Test until its orders are real: a test document is then expected.',
    group: 'checks',
    how: {
      control: 'choice',
      choices: [
        ['', 'Not said'],
        ['test', 'Test'],
        ['live', 'Live'],
      ],
    },
  },
  {
    id: 'agreedDocuments',
    label: 'Agreed documents',
    help: 'What is exchanged with it: 850 855 856 810 860 865 846.',
    group: 'checks',
    how: text,
  },
  {
    id: 'locationCodeLength',
    label: 'Length of location codes',
    help: 'Exactly so many characters. 0: any.',
    group: 'checks',
    how: number,
  },
  {
    id: 'orderMultiple',
    label: 'Quantities in whole packs',
    help: 'Quantities must be a multiple of the pack that the line names.',
    group: 'checks',
    how: {
      control: 'choice',
      choices: [
        ['off', 'Not checked'],
        ['case', 'Whole cases'],
        ['inner', 'Whole inner packs'],
      ],
    },
  },
  { id: 'orderMinimum', label: 'Least of a line', help: 'In the unit as ordered. Empty: any.', group: 'checks', how: text },
  { id: 'orderMaximum', label: 'Most of a line', help: 'In the unit as ordered. Empty: any.', group: 'checks', how: text },
  {
    id: 'notesMustBeRead',
    label: 'Notes must be read',
    help: 'An order with a note waits until a person has read it.',
    group: 'checks',
    how: yesNo,
  },
  { id: 'exemptNotes', label: 'Notes that need not', help: 'Note codes that never stop an order.', group: 'checks', how: text },
  {
    id: 'severities',
    label: 'Rules that weigh otherwise',
    help: 'Pairs such as 850-07=WARN;ITM-06=OFF.',
    group: 'checks',
    how: text,
  },
  {
    id: 'priceUpAmount',
    label: 'Above ours by amount',
    help: 'A unit may cost so much more. Empty: nothing.',
    group: 'prices',
    how: text,
  },
  { id: 'priceUpPercent', label: 'Above ours by percent', help: 'The wider of the two counts.', group: 'prices', how: text },
  {
    id: 'priceDownAmount',
    label: 'Below ours by amount',
    help: 'A unit may cost so much less. Empty: nothing.',
    group: 'prices',
    how: text,
  },
  { id: 'priceDownPercent', label: 'Below ours by percent', help: 'The wider of the two counts.', group: 'prices', how: text },
  {
    id: 'review',
    label: 'Look before sending',
    help: 'A person releases every document that goes to it.',
    group: 'sending',
    how: yesNo,
  },
  {
    id: 'undoSeconds',
    label: 'Seconds to undo',
    help: 'How long a released document waits before it goes, 0 to 120.',
    group: 'sending',
    how: number,
  },
];
