import { Link } from '@tanstack/react-router';
import type { CoverageRow } from '#core/contract/views/mappings.ts';
import type { Format } from '../../lib/format.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Column } from '../../ui/table/columns.ts';
import type { PartnerEntry } from '../missing/usePartner.ts';
import { healthOf } from './health.ts';
import { Share } from './Share.tsx';

/** A partner, where it stands, and how much of what it orders is mapped. */
export function partnerColumns(coverage: ReadonlyMap<string, CoverageRow>, format: Format): readonly Column<PartnerEntry>[] {
  const of = ({ row }: PartnerEntry): CoverageRow | undefined => coverage.get(row.partnerId);
  return [
    {
      id: 'name',
      header: 'Partner',
      width: 160,
      grow: 2,
      names: true,
      text: ({ row }) => row.name,
      cell: ({ row }) => <b>{row.name}</b>,
    },
    {
      id: 'health',
      header: 'Health',
      width: 124,
      text: (entry) => healthOf(entry.row, of(entry)).word,
      cell: (entry) => <StatusBadge state={healthOf(entry.row, of(entry))} />,
    },
    {
      id: 'gaps',
      header: 'Open gaps',
      width: 92,
      align: 'end',
      text: (entry) => String(gapsOf(of(entry))),
      cell: (entry) => <Gaps partnerId={entry.row.partnerId} gaps={gapsOf(of(entry))} format={format} />,
    },
    ...(['items', 'locations', 'units'] as const).map((kind): Column<PartnerEntry> => ({
      id: kind,
      header: { items: 'Items', locations: 'Locations', units: 'Units' }[kind],
      width: 112,
      text: (entry) => shareText(of(entry)?.[kind].percent),
      cell: (entry) => <Share percent={of(entry)?.[kind].percent} />,
    })),
    {
      id: 'documents',
      header: 'Orders (90 days)',
      width: 140,
      align: 'end',
      text: (entry) => {
        const documents = of(entry)?.documents;
        return documents === undefined ? '' : `${documents.capped ? 'more than ' : ''}${format.count(documents.value)}`;
      },
    },
    { id: 'company', header: 'Company', width: 84, text: ({ row }) => row.company },
    { id: 'customer', header: 'Customer', width: 100, text: ({ row }) => row.customer },
    { id: 'review', header: 'Review', width: 80, text: ({ row }) => (row.review ? 'yes' : 'no') },
    { id: 'partnerId', header: 'Partner id', width: 150, extra: true, text: ({ row }) => row.partnerId },
    { id: 'vendor', header: 'Vendor no.', width: 96, text: ({ row }) => row.vendor },
    { id: 'site', header: 'Site', width: 70, extra: true, text: ({ row }) => row.site },
    { id: 'warehouse', header: 'Warehouse', width: 90, extra: true, text: ({ row }) => row.warehouse },
  ];
}

function gapsOf(row: CoverageRow | undefined): number {
  return row === undefined ? 0 : row.items.missing + row.locations.missing + row.units.missing;
}

function shareText(percent: number | undefined): string {
  return percent === undefined ? '' : `${percent} %`;
}

function Gaps({ partnerId, gaps, format }: { readonly partnerId: string; readonly gaps: number; readonly format: Format }) {
  if (gaps === 0) return '–';
  return (
    <Link to="/missing" search={{ partner: partnerId }} title="Show what is missing">
      {format.count(gaps)}
    </Link>
  );
}
