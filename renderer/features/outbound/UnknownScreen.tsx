import { Button } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { SearchRegular } from '@fluentui/react-icons/svg/search';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import type { UnknownRow } from '#core/contract/views/outbound.ts';
import { useAnswer, useCommand, useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import type { Format } from '../../lib/format.ts';
import { unknownSearch } from '../../lib/addressSearch.ts';
import { unknownWords } from '../../lib/outboundWords.ts';
import { Facts } from '../../ui/Details.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PartnerSelect } from '../../ui/PartnerSelect.tsx';
import { PanelPart, SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { ListView, type PanelProps } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { useToast } from '../../ui/useToast.tsx';
import { DocumentParts } from './DocumentParts.tsx';
import { Evidence } from './Evidence.tsx';
import { useActing, type Acting } from './useActing.tsx';
import styles from './Outbound.module.css';

const pageRows = 200;
const keyOf = (row: UnknownRow): string => String(row.sendId);

/** The desk of lost answers: what nobody can know yet, what was looked at, and what a person may decide. */
export function UnknownScreen(): ReactNode {
  const format = useFormat();
  const now = useNow();
  const { partner } = useSearch({ from: '/documents/unknown' });
  const navigate = useNavigate({ from: '/documents/unknown' });
  const partners = useAnswer('orders.partners', {});
  const list = useRows(
    useList('outbound.unknown', { limit: pageRows, ...(partner === undefined ? {} : { partnerId: partner }) }),
  );
  const filter = useMemo(() => ({ partner }), [partner]);
  const columns = useMemo(() => unknownColumns(format, now), [format, now]);
  const acting = useActing();
  return (
    <Page
      title="Lost answers"
      layout="fill"
      note="SPS was sent something and its answer was lost. Listing and history are looked through by themselves; what they cannot show, you decide."
      actions={<DocumentParts />}
    >
      <ListView
        name="unknown"
        label="Lost answers"
        columns={columns}
        list={list}
        rowKey={keyOf}
        opened
        filter={filter}
        onFilter={(saved) => void navigate({ search: unknownSearch.parse(saved), replace: true })}
        filters={
          <PartnerSelect
            partners={partners.data?.partners ?? []}
            value={partner}
            onChange={(next) => void navigate({ search: { partner: next }, replace: true })}
          />
        }
        tools={<LookAgain />}
        panel={(panel) => <UnknownPanel key={panel.row.sendId} {...panel} acting={acting} />}
        actions={(rows) => <Decide rows={rows} acting={acting} />}
        empty={
          <EmptyState icon={<CheckmarkCircleRegular />} title="No answer is lost">
            {partner === undefined
              ? 'Of every document it is known whether SPS has it.'
              : 'Of every document of this partner it is known whether SPS has it.'}
          </EmptyState>
        }
      />
      {acting.dialog}
    </Page>
  );
}

function unknownColumns(format: Format, now: number): readonly Column<UnknownRow>[] {
  return [
    {
      id: 'document',
      header: 'Document',
      width: 150,
      grow: 1,
      names: true,
      text: (row) => `${row.kind} ${row.number}`,
      cell: (row) => (
        <b>
          {row.kind} {row.number}
        </b>
      ),
    },
    { id: 'partner', header: 'Partner', width: 150, grow: 1, text: (row) => row.partnerName },
    { id: 'order', header: 'Order', width: 110, text: (row) => row.purchaseOrder },
    {
      id: 'since',
      header: `Unknown since (${format.zone(now)})`,
      width: 160,
      text: (row) => row.attemptedAt,
      cell: (row) => <span title={format.exact(row.attemptedAt)}>{format.moment(row.attemptedAt, now)}</span>,
    },
    {
      id: 'state',
      header: 'State',
      width: 150,
      text: (row) => unknownWords[row.state].word,
      cell: (row) => <StatusBadge state={unknownWords[row.state]} />,
    },
    { id: 'known', header: 'What is known', width: 180, grow: 3, text: (row) => row.known },
  ];
}

function LookAgain(): ReactNode {
  const look = useCommand('outbound.look');
  const say = useToast();
  return (
    <>
      <Button
        size="small"
        icon={<SearchRegular />}
        disabledFocusable={look.isPending}
        onClick={() => look.mutate({}, { onSuccess: ({ found, left }) => say(`${found} found at SPS`, `${left} still unknown`) })}
      >
        {look.isPending ? 'Looking…' : 'Look now'}
      </Button>
      {look.error ? <ErrorState error={look.error} doing="look at SPS" /> : null}
    </>
  );
}

function Decide({ rows, acting }: { readonly rows: readonly UnknownRow[]; readonly acting: Acting }): ReactNode {
  const ids = rows.map((row) => row.outboundId);
  return (
    <>
      <Button size="small" onClick={() => acting.ask('send-same-bytes', ids)}>
        Send the same bytes {ids.length}…
      </Button>
      <Button size="small" onClick={() => acting.ask('arrived', ids)}>
        It arrived {ids.length}…
      </Button>
    </>
  );
}

function UnknownPanel({ row, focused, onClose, acting }: PanelProps<UnknownRow> & { readonly acting: Acting }): ReactNode {
  const format = useFormat();
  const now = useNow();
  return (
    <SidePanel
      title={`${row.kind} ${row.number}`}
      badge={<StatusBadge state={unknownWords[row.state]} />}
      note={`${row.partnerName}, order ${row.purchaseOrder}`}
      focused={focused}
      onClose={onClose}
      footer={
        <div className={styles['acts']}>
          <Button
            {...(row.state === 'not-found' ? { 'data-first': true } : {})}
            disabledFocusable={row.state !== 'not-found'}
            title={row.state === 'not-found' ? '' : row.nextStep}
            onClick={() => acting.ask('send-same-bytes', [row.outboundId])}
          >
            Send the same bytes…
          </Button>
          <Button
            {...(row.state === 'not-found' ? {} : { 'data-first': true })}
            onClick={() => acting.ask('arrived', [row.outboundId])}
          >
            It arrived…
          </Button>
        </div>
      }
    >
      <p className={styles['next']}>{row.known}</p>
      <p>{row.nextStep}</p>
      <Facts
        entries={[
          ['Sent', format.stamp(row.attemptedAt, now)],
          ['What came back', row.message],
          [
            'File',
            <span key="file" className={styles['file']}>
              {row.remotePath}
            </span>,
          ],
        ]}
      />
      <PanelPart title="What was looked at">
        <Evidence evidence={row.evidence} />
      </PanelPart>
      <p>
        <Link to="/documents/$outboundId" params={{ outboundId: String(row.outboundId) }} state={{ fromList: true }}>
          The document with all its attempts
        </Link>
      </p>
    </SidePanel>
  );
}
