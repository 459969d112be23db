import { Select } from '@fluentui/react-components';
import { BuildingFactoryRegular } from '@fluentui/react-icons/svg/building-factory';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import type { BackOfficeOrder } from '#core/contract/views/backoffice.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { backOfficeSearch } from '../../lib/addressSearch.ts';
import type { Format } from '../../lib/format.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { ListView } from '../../ui/table/ListView.tsx';
import { OfficeOrderPanel } from './OfficeOrderPanel.tsx';
import { PostButtons } from './PostButtons.tsx';
import { PostDialog, type Posting } from './PostDialog.tsx';
import { useAllRows } from './useAllRows.ts';

const keyOf = (row: BackOfficeOrder): string => row.number;

/** The sales orders of the practice Dynamics with how far each went; one or many are confirmed, shipped, billed. */
export function OfficeOrders(): ReactNode {
  const { customer } = useSearch({ from: '/backoffice' });
  const navigate = useNavigate({ from: '/backoffice' });
  const all = useAllRows(useAnswer('backoffice.orders', {}, { keepPrevious: true }));
  const customers = useMemo(() => [...new Set(all.rows.map((row) => row.customer))].toSorted(), [all.rows]);
  const rows = useMemo(
    () => (customer === undefined ? all.rows : all.rows.filter((row) => row.customer === customer)),
    [all.rows, customer],
  );
  const filter = useMemo(() => ({ customer }), [customer]);
  const format = useFormat();
  const columns = useMemo(() => officeColumns(format), [format]);
  const [asked, setAsked] = useState<Posting>();
  return (
    <>
      <ListView
        name="backoffice"
        label="Sales orders of the practice company"
        columns={columns}
        list={{ ...all, rows }}
        rowKey={keyOf}
        filter={filter}
        onFilter={(saved) => void navigate({ search: { customer: backOfficeSearch.parse(saved).customer }, replace: true })}
        filters={
          <Select
            size="small"
            aria-label="Customer"
            value={customer ?? ''}
            onChange={(_, { value }) => void navigate({ search: { customer: value === '' ? undefined : value }, replace: true })}
          >
            <option value="">All customers</option>
            {customers.map((known) => (
              <option key={known} value={known}>
                {known}
              </option>
            ))}
          </Select>
        }
        panel={(panel) => <OfficeOrderPanel key={panel.row.number} {...panel} onPost={setAsked} />}
        actions={(rows) => <PostButtons orders={rows} onPost={setAsked} />}
        empty={
          <EmptyState icon={<BuildingFactoryRegular />} title="No sales orders yet">
            They appear when the first practice orders were made in Dynamics. Send some from Today.
          </EmptyState>
        }
      />
      {asked ? <PostDialog key={asked.what} posting={asked} onClose={() => setAsked(undefined)} /> : null}
    </>
  );
}

function officeColumns(format: Format): readonly Column<BackOfficeOrder>[] {
  return [
    {
      id: 'number',
      header: 'Sales order',
      width: 118,
      grow: 1,
      names: true,
      text: (row) => row.number,
      cell: (row) => <b>{row.number}</b>,
    },
    { id: 'order', header: 'Purchase order', width: 130, grow: 1, text: (row) => row.purchaseOrder },
    { id: 'customer', header: 'Customer', width: 90, text: (row) => row.customer },
    { id: 'status', header: 'Status', width: 100, text: (row) => row.status },
    { id: 'lines', header: 'Lines', width: 60, align: 'end', text: (row) => String(row.lines) },
    { id: 'ordered', header: 'Ordered', width: 84, align: 'end', text: (row) => row.ordered },
    { id: 'confirmed', header: 'Confirmed', width: 96, align: 'end', text: (row) => times(row.confirmations.length) },
    { id: 'shipped', header: 'Shipped', width: 84, align: 'end', text: (row) => row.shipped },
    { id: 'invoiced', header: 'Invoiced', width: 84, align: 'end', text: (row) => row.invoiced },
    {
      id: 'amount',
      header: 'Amount',
      width: 110,
      align: 'end',
      text: (row) => row.amount,
      cell: (row) => format.money(row.amount, row.currency),
    },
  ];
}

const times = (count: number): string => (count === 0 ? 'no' : count === 1 ? 'yes' : `${count} times`);
