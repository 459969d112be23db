import type { PackingRow, PackingView } from '#core/contract/views/packing.ts';
import type { Format } from '../../lib/format.ts';
import type { Word } from '../../lib/words/tone.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Column } from '../../ui/table/columns.ts';
import type { Carton } from './edit.ts';

export const packingWords: Readonly<Record<PackingRow['state'], Word>> = {
  waiting: { word: 'Waiting', tone: 'wait', meaning: 'The ship notice waits until it is packed and numbered.' },
  packed: {
    word: 'Packed',
    tone: 'good',
    meaning: 'What is in the cartons is what the slip says, and every carton has its number.',
  },
};

export const sourceWords = { rule: 'By rule', file: 'From a list', person: 'By hand' } as const;

/** What the list shows of a packing slip. */
export const slipColumns = (format: Format, now: number): readonly Column<PackingRow>[] => [
  { id: 'number', header: 'Packing slip', width: 130, names: true, text: ({ number }) => number },
  {
    id: 'state',
    header: 'State',
    width: 104,
    text: ({ state }) => packingWords[state].word,
    cell: ({ state }) => <StatusBadge state={packingWords[state]} plain />,
  },
  { id: 'partner', header: 'Partner', width: 150, grow: 1, text: ({ partnerName }) => partnerName },
  { id: 'orders', header: 'Purchase order', width: 130, grow: 1, text: ({ purchaseOrders }) => purchaseOrders },
  {
    id: 'posted',
    header: 'Posted',
    width: 96,
    text: ({ postedOn }) => postedOn,
    cell: ({ postedOn }) => format.day(postedOn, now),
  },
  { id: 'cartons', header: 'Cartons', width: 78, align: 'end', text: ({ cartons }) => String(cartons) },
  { id: 'pallets', header: 'Pallets', width: 72, align: 'end', text: ({ pallets }) => (pallets === 0 ? '' : String(pallets)) },
  { id: 'printed', header: 'Labels', width: 72, align: 'end', text: ({ printed }) => (printed === 0 ? '' : String(printed)) },
  { id: 'source', header: 'Packed', width: 96, text: ({ source }) => (source ? sourceWords[source] : '') },
  { id: 'waits', header: 'Waits for', width: 200, grow: 2, text: ({ waitText }) => waitText },
  { id: 'company', header: 'Company', width: 84, extra: true, text: ({ company }) => company },
];

/** What the editor shows of a carton. */
export function cartonColumns(view: PackingView, onPallets: boolean): readonly Column<Carton>[] {
  const items = new Map(view.lines.map((line) => [line.slipLine, line]));
  const printed = new Set(view.printed);
  return [
    { id: 'number', header: 'Carton', width: 72, names: true, text: ({ number }) => String(number) },
    {
      id: 'content',
      header: 'Content',
      width: 220,
      grow: 3,
      text: ({ lines }) =>
        lines
          .map(({ slipLine, quantity }) => `${quantity} × ${items.get(slipLine)?.itemNumber ?? `line ${slipLine}`}`)
          .join(', ') || 'empty',
    },
    { id: 'sscc', header: 'Number (SSCC)', width: 168, text: ({ sscc }) => sscc || 'when saved' },
    { id: 'store', header: 'Store', width: 72, text: ({ store }) => store },
    ...(onPallets
      ? [
          {
            id: 'pallet',
            header: 'Pallet',
            width: 72,
            text: ({ pallet }: Carton) => (pallet === undefined ? 'none' : String(pallet)),
          },
        ]
      : []),
    {
      id: 'weight',
      header: 'Weight',
      width: 90,
      text: ({ weight, weightUnit }) => (weight ? `${weight} ${weightUnit}`.trim() : ''),
    },
    { id: 'tracking', header: 'Tracking', width: 130, grow: 1, text: ({ tracking }) => tracking },
    { id: 'label', header: 'Label', width: 80, text: ({ number }) => (printed.has(number) ? 'printed' : '') },
  ];
}
