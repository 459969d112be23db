import type { PriceRow } from '#core/contract/views/prices.ts';
import type { Format } from '../../lib/format.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { Due } from '../attention/columns.tsx';
import { percentOf, signed } from '../fixes/PriceFacts.tsx';

const pack = { word: 'Unit?', tone: 'warn', meaning: 'Differs by a pack: probably a unit, not a price.' } as const;
const price = { word: 'Price', tone: 'warn', meaning: 'No pack explains the difference.' } as const;
const blocks = {
  word: 'Blocks',
  tone: 'bad',
  meaning: 'The partner blocks wrong prices: no single order is let through.',
} as const;
const holds = { word: 'Holds', tone: 'warn', meaning: 'A person may let it through.' } as const;
const kept = { word: 'Ours stays', tone: 'wait', meaning: 'Waits for the retailer to correct it.' } as const;

/** Everything that the desk can show of one cause. */
export function priceColumns(format: Format, now: number): readonly Column<PriceRow>[] {
  const money = (row: PriceRow, amount: string): string => format.money(amount, row.currency);
  const verdict = (row: PriceRow) => (row.kept ? kept : row.packFactor === undefined ? price : pack);
  return [
    {
      id: 'item',
      header: 'Item',
      width: 110,
      grow: 1,
      names: true,
      text: (row) => row.itemNumber,
      cell: (row) => <b title={row.description}>{row.itemNumber}</b>,
    },
    { id: 'description', header: 'Description', width: 130, grow: 2, text: (row) => row.description },
    { id: 'partner', header: 'Partner', width: 140, grow: 1, text: (row) => row.partnerName },
    {
      id: 'verdict',
      header: 'Probably',
      width: 108,
      text: (row) => verdict(row).word,
      cell: (row) => <StatusBadge state={verdict(row)} />,
    },
    {
      id: 'weight',
      header: 'Stops',
      width: 92,
      extra: true,
      text: (row) => (row.blocks ? blocks : holds).word,
      cell: (row) => <StatusBadge state={row.blocks ? blocks : holds} plain />,
    },
    {
      id: 'price',
      header: 'Ordered at',
      width: 100,
      align: 'end',
      text: (row) => row.price,
      cell: (row) => money(row, row.price),
    },
    {
      id: 'expected',
      header: 'Expected',
      width: 100,
      align: 'end',
      text: (row) => row.expected,
      cell: (row) => money(row, row.expected),
    },
    { id: 'percent', header: 'Percent', width: 96, align: 'end', text: percentOf },
    {
      id: 'money',
      header: 'In money',
      width: 104,
      align: 'end',
      text: (row) => row.money,
      cell: (row) => signed(row.money, (amount) => money(row, amount)),
    },
    { id: 'orders', header: 'Orders', width: 70, align: 'end', text: (row) => String(row.orderCount) },
    {
      id: 'shipBy',
      header: 'Ship by',
      width: 138,
      text: (row) => row.earliestShipBy ?? '',
      cell: (row) => <Due day={row.earliestShipBy} format={format} now={now} />,
    },
    { id: 'unit', header: 'Unit', width: 60, extra: true, text: (row) => row.unit },
    { id: 'lines', header: 'Lines', width: 66, align: 'end', extra: true, text: (row) => String(row.lineCount) },
    { id: 'currency', header: 'Currency', width: 80, extra: true, text: (row) => row.currency },
    { id: 'buyerPart', header: 'Buyer part', width: 110, extra: true, text: (row) => row.buyerPart },
    { id: 'vendorPart', header: 'Vendor part', width: 110, extra: true, text: (row) => row.vendorPart },
  ];
}
