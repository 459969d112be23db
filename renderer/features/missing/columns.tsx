import type { MissingMapping } from '#core/contract/views/mappings.ts';
import { daysInWords, type Format } from '../../lib/format.ts';
import { identifierWords, missingWords } from '../../lib/mappingWords.ts';
import { worthInWords } from '../../lib/worth.ts';
import type { Column } from '../../ui/table/columns.ts';
import { asSent, missingName, missingText } from './asSent.ts';
import styles from './Missing.module.css';

/** Everything that the list can show of what is missing. */
export function missingColumns(format: Format, now: number): readonly Column<MissingMapping>[] {
  return [
    { id: 'what', header: 'Missing', width: 118, text: ({ fix }) => missingWords[fix.fix] },
    {
      id: 'name',
      header: 'As sent',
      width: 118,
      grow: 1,
      names: true,
      text: ({ fix }) => missingName(fix),
      cell: ({ fix }) => <b title={missingName(fix)}>{missingName(fix)}</b>,
    },
    { id: 'partner', header: 'Partner', width: 136, grow: 1, text: (row) => row.partnerName || row.partnerId },
    {
      id: 'orders',
      header: 'Orders',
      width: 78,
      align: 'end',
      text: (row) => String(row.orders),
      cell: (row) => format.count(row.orders),
    },
    {
      id: 'worth',
      header: 'Worth',
      width: 108,
      align: 'end',
      text: (row) => row.worth.map(({ amount, currency }) => `${amount} ${currency}`).join(' + '),
      cell: (row) => worthInWords(row.worth, format),
    },
    {
      id: 'shipBy',
      header: 'Ship by',
      width: 146,
      text: (row) => row.earliestShipBy ?? '',
      cell: (row) => <ShipBy day={row.earliestShipBy} format={format} now={now} />,
    },
    { id: 'text', header: 'Description', width: 150, grow: 2, text: ({ fix }) => missingText(fix) },
    { id: 'lines', header: 'Lines', width: 66, align: 'end', extra: true, text: (row) => String(row.lines) },
    ...(['upc', 'gtin', 'ean', 'vendorPart'] as const).map((kind) => ({
      id: kind,
      header: identifierWords[kind],
      width: 124,
      extra: true as const,
      text: ({ fix }: MissingMapping) => ('identifiers' in fix ? (fix.identifiers[kind] ?? '') : ''),
    })),
    { id: 'pack', header: 'Pack', width: 66, align: 'end', extra: true, text: ({ fix }) => factOf(fix, 'Pack') },
    { id: 'price', header: 'Price', width: 110, align: 'end', extra: true, text: ({ fix }) => factOf(fix, 'Price') },
    {
      id: 'since',
      header: 'Waiting since',
      width: 126,
      extra: true,
      text: (row) => row.since,
      cell: (row) => <span title={format.exact(row.since)}>{format.moment(row.since, now)}</span>,
    },
  ];
}

function factOf(fix: MissingMapping['fix'], name: string): string {
  return asSent(fix).find(([fact]) => fact === name)?.[1] ?? '';
}

function ShipBy({ day, format, now }: { readonly day: string | undefined; readonly format: Format; readonly now: number }) {
  if (day === undefined) return '';
  const days = format.daysTo(day, now);
  return (
    <span className={days < 1 ? styles['late'] : undefined}>
      {format.day(day, now)} <small>({daysInWords(days)})</small>
    </span>
  );
}
