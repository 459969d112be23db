import type { ReactNode } from 'react';
import type { OrderRow } from '#core/contract/views/orders.ts';
import { daysInWords, type Format } from '../../lib/format.ts';
import { threadWords } from '../../lib/words/orders.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Column } from '../../ui/table/columns.ts';
import styles from './OrdersScreen.module.css';

/** The order's number as people say it: with release, store and copy only where they distinguish it. */
export function orderName(row: Pick<OrderRow, 'purchaseOrder' | 'release' | 'store' | 'copy'>): string {
  const parts = [row.purchaseOrder, row.release && `/${row.release}`, row.store && `/${row.store}`];
  return parts.join('') + (row.copy > 1 ? ` #${row.copy}` : '');
}

/** The columns; the orders of a span of time stand in order of arrival and sort by nothing else. */
export function orderColumns(format: Format, now: number, spanned: boolean): readonly Column<OrderRow>[] {
  const columns = allColumns(format, now);
  return spanned ? columns.map(({ sort, ...column }) => (sort === 'received' ? { ...column, sort } : column)) : columns;
}

/** Everything that the list can show of an order. */
function allColumns(format: Format, now: number): readonly Column<OrderRow>[] {
  const day = (value: string | undefined): string => (value === undefined ? '' : value);
  return [
    {
      id: 'number',
      header: 'Order',
      width: 112,
      grow: 1.2,
      sort: 'number',
      names: true,
      text: orderName,
      cell: (row) => <b>{orderName(row)}</b>,
    },
    { id: 'partner', header: 'Partner', width: 146, grow: 1.6, text: (row) => row.partnerName },
    { id: 'vendor', header: 'Vendor no.', width: 90, extra: true, text: (row) => row.vendor },
    {
      id: 'state',
      header: 'State',
      width: 130,
      text: (row) => threadWords[row.state].word,
      cell: (row) => <StatusBadge state={threadWords[row.state]} />,
    },
    { id: 'salesOrders', header: 'Sales order', width: 104, grow: 1, text: (row) => row.salesOrders.join(', ') },
    { id: 'company', header: 'Company', width: 80, extra: true, text: (row) => row.company },
    { id: 'lines', header: 'Lines', width: 66, align: 'end', text: (row) => String(row.lines) },
    {
      id: 'amount',
      header: 'Amount',
      width: 130,
      align: 'end',
      text: (row) => row.amount ?? '',
      cell: (row) => (row.amount === undefined ? '' : format.money(row.amount, row.currency)),
    },
    {
      id: 'shipBy',
      header: 'Ship by',
      width: 146,
      sort: 'shipBy',
      text: (row) => day(row.shipBy),
      cell: (row) => <ShipBy row={row} format={format} now={now} />,
    },
    {
      id: 'cancelAfter',
      header: 'Cancel after',
      width: 96,
      extra: true,
      text: (row) => day(row.cancelAfter),
      cell: (row) => (row.cancelAfter === undefined ? '' : format.day(row.cancelAfter, now)),
    },
    {
      id: 'received',
      header: `Arrived (${format.zone(now)})`,
      width: 128,
      sort: 'received',
      descendingFirst: true,
      text: (row) => row.receivedAt,
      cell: (row) => <span title={format.exact(row.receivedAt)}>{format.moment(row.receivedAt, now)}</span>,
    },
    {
      id: 'problem',
      header: 'Problem',
      width: 140,
      grow: 3,
      text: (row) => row.problem ?? '',
      cell: (row) => <span title={row.problem}>{row.problem}</span>,
    },
  ];
}

/** The day by which it ships; how near it is counts only while it is not in Dynamics. */
function ShipBy({ row, format, now }: { readonly row: OrderRow; readonly format: Format; readonly now: number }): ReactNode {
  if (row.shipBy === undefined) return '';
  const days = format.daysTo(row.shipBy, now);
  const open = row.state === 'open' || row.state === 'attention';
  if (!open || days > 7) return format.day(row.shipBy, now);
  return (
    <span className={days < 1 ? styles['late'] : undefined}>
      {format.day(row.shipBy, now)} <small>({daysInWords(days)})</small>
    </span>
  );
}
