import { Button, Select } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import type { OutputOf } from '#core/contract/endpoints.ts';
import { postingKinds } from '#core/domain/posting.ts';
import { useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import type { Format } from '../../lib/format.ts';
import { notOursSearch } from '../../lib/addressSearch.ts';
import { postingWords } from '../../lib/outboundWords.ts';
import { Facts } from '../../ui/Details.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { ListView } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { AdoptDialog } from './AdoptDialog.tsx';
import { DocumentParts } from './DocumentParts.tsx';
import styles from './Outbound.module.css';

export type NotOurs = OutputOf<'postings.notOurs'>['rows'][number];
const pageRows = 200;
const keyOf = (row: NotOurs): string => String(row.id);

/** What Dynamics posted that belongs to no order of ours: nothing of it is sent until a person says whose it is. */
export function NotOursScreen(): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const { kind } = useSearch({ from: '/documents/not-ours' });
  const navigate = useNavigate({ from: '/documents/not-ours' });
  const list = useRows(useList('postings.notOurs', { limit: pageRows, ...(kind === undefined ? {} : { kind }) }));
  const filter = useMemo(() => ({ kind }), [kind]);
  const columns = useMemo(() => notOursColumns(format, now), [format, now]);
  const [asked, setAsked] = useState<NotOurs>();
  return (
    <Page
      title="Not ours"
      layout="fill"
      note="Dynamics posted these, and no order that came by EDI fits. Nothing of them is sent. Of a customer who is no partner only the first few are listed."
      actions={<DocumentParts />}
    >
      <ListView
        name="not-ours"
        label="Postings that are not ours"
        columns={columns}
        list={list}
        rowKey={keyOf}
        filter={filter}
        onFilter={(saved) => void navigate({ search: notOursSearch.parse(saved), replace: true })}
        filters={
          <Select
            size="small"
            aria-label="Kind"
            value={kind ?? ''}
            onChange={(_, { value }) =>
              void navigate({ search: { kind: postingKinds.find((known) => known === value) }, replace: true })
            }
          >
            <option value="">All kinds</option>
            {postingKinds.map((known) => (
              <option key={known} value={known}>
                {postingWords[known]}
              </option>
            ))}
          </Select>
        }
        panel={({ row, focused, onClose }) => (
          <SidePanel
            title={`${postingWords[row.kind]} ${row.number}`}
            note={row.why}
            focused={focused}
            onClose={onClose}
            footer={
              <Button data-first appearance="primary" onClick={() => setAsked(row)}>
                It belongs to an order of ours…
              </Button>
            }
          >
            <Facts
              entries={[
                ['Customer', row.customer],
                ['Sales orders', row.salesOrders.join(', ')],
                ['Requisition', row.requisition],
                ['Reference', row.reference],
                ['Lines', format.count(row.lines)],
                ...(row.total === undefined ? [] : ([['Total', format.money(row.total, row.currency)]] as const)),
                ['Company', row.company],
                ['Seen first', format.stamp(row.firstSeenAt, now)],
              ]}
            />
            <p className={styles['quiet']}>
              Orders that were typed into Dynamics by hand stand here too; they stay, and nothing is sent of them.
            </p>
          </SidePanel>
        )}
        empty={
          <EmptyState icon={<CheckmarkCircleRegular />} title="Everything that was posted is ours">
            {kind === undefined
              ? 'What Dynamics posted so far belongs to orders that came by EDI.'
              : 'What Dynamics posted of this kind belongs to orders that came by EDI.'}
          </EmptyState>
        }
      />
      {asked ? <AdoptDialog posting={asked} onClose={() => setAsked(undefined)} /> : null}
    </Page>
  );
}

function notOursColumns(format: Format, now: number): readonly Column<NotOurs>[] {
  return [
    {
      id: 'posting',
      header: 'Posting',
      width: 214,
      grow: 1,
      names: true,
      text: (row) => `${postingWords[row.kind]} ${row.number}`,
      cell: (row) => (
        <b>
          {postingWords[row.kind]} {row.number}
        </b>
      ),
    },
    { id: 'customer', header: 'Customer', width: 96, text: (row) => row.customer },
    { id: 'orders', header: 'Sales orders', width: 130, grow: 1, text: (row) => row.salesOrders.join(', ') },
    { id: 'requisition', header: 'Requisition', width: 120, grow: 1, text: (row) => row.requisition },
    { id: 'date', header: 'Posted', width: 86, text: (row) => row.date, cell: (row) => format.day(row.date, now) },
    {
      id: 'total',
      header: 'Total',
      width: 104,
      align: 'end',
      text: (row) => row.total ?? '',
      cell: (row) => (row.total === undefined ? '' : format.money(row.total, row.currency)),
    },
    { id: 'why', header: 'Why', width: 180, grow: 3, text: (row) => row.why },
    { id: 'company', header: 'Company', width: 80, extra: true, text: (row) => row.company },
  ];
}
