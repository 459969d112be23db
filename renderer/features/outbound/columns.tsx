import type { ReactNode } from 'react';
import type { OutboundListRow } from '#core/contract/views/outbound.ts';
import { dueWords } from '../../lib/due.ts';
import type { Format } from '../../lib/format.ts';
import { outboundKindWords, outboundName, placeWords } from '../../lib/outboundWords.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Column } from '../../ui/table/columns.ts';
import styles from './Outbound.module.css';

/** Everything that the list can show of a document on its way to SPS. */
export function documentColumns(format: Format, now: number): readonly Column<OutboundListRow>[] {
  const moment = (at: string | undefined): string => (at === undefined ? '' : format.moment(at, now));
  return [
    {
      id: 'document',
      header: 'Document',
      width: 152,
      grow: 0.8,
      names: true,
      text: outboundName,
      cell: (row) => (
        <span title={outboundKindWords[row.kind]}>
          <b>{outboundName(row)}</b>
        </span>
      ),
    },
    { id: 'partner', header: 'Partner', width: 150, grow: 1, text: (row) => row.partnerName },
    {
      id: 'orders',
      header: 'Order',
      width: 112,
      grow: 0.6,
      text: (row) => (row.orders > 1 ? `${row.purchaseOrder} and ${row.orders - 1} more` : row.purchaseOrder),
    },
    {
      id: 'place',
      header: 'State',
      width: 110,
      text: (row) => placeWords[row.place].word,
      cell: (row) => <StatusBadge state={placeWords[row.place]} />,
    },
    {
      id: 'next',
      header: 'What is next',
      width: 220,
      grow: 3,
      text: (row) => row.problem ?? row.nextStep,
      cell: (row) => <span title={row.nextStep}>{row.problem ?? row.nextStep}</span>,
    },
    {
      id: 'due',
      header: 'Due',
      width: 168,
      sort: 'due',
      text: (row) => row.dueBy ?? '',
      cell: (row) => <Due row={row} format={format} now={now} />,
    },
    {
      id: 'amount',
      header: 'Amount',
      width: 112,
      align: 'end',
      text: (row) => row.amount ?? '',
      cell: (row) => (row.amount === undefined ? '' : format.money(row.amount, row.currency)),
    },
    {
      id: 'created',
      header: `Drafted (${format.zone(now)})`,
      width: 124,
      sort: 'newest',
      descendingFirst: true,
      text: (row) => row.createdAt,
      cell: (row) => moment(row.createdAt),
    },
    { id: 'sent', header: 'Sent', width: 110, extra: true, text: (row) => row.sentAt ?? '', cell: (row) => moment(row.sentAt) },
    {
      id: 'collected',
      header: 'Collected',
      width: 110,
      extra: true,
      text: (row) => row.collectedAt ?? '',
      cell: (row) => moment(row.collectedAt),
    },
    { id: 'vendor', header: 'Vendor no.', width: 90, extra: true, text: (row) => row.vendor },
    { id: 'file', header: 'File at SPS', width: 160, extra: true, text: (row) => row.remotePath ?? '' },
  ];
}

/** When it should have left; how late that is counts only while it has not. */
export function Due({
  row,
  format,
  now,
}: {
  readonly row: OutboundListRow;
  readonly format: Format;
  readonly now: number;
}): ReactNode {
  const { dueBy } = row;
  if (dueBy === undefined) return '';
  const { said, distance, late } = dueWords(dueBy, format, now);
  const open = row.transport === 'none' || row.transport === 'refused' || row.transport === 'unknown';
  if (!open || row.draft === 'set-aside' || row.draft === 'superseded') return said;
  return (
    <span className={late ? styles['late'] : undefined}>
      {said} <small>({late ? 'late' : distance})</small>
    </span>
  );
}
