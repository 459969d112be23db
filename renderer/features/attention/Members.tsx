import { useMemo, type ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { TriageGroup, TriageMember } from '#core/contract/views/triage.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import type { Format } from '../../lib/format.ts';
import { waitedForWords } from '../../lib/words/attention.ts';
import { PanelPart } from '../../ui/SidePanel.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { DataTable } from '../../ui/table/DataTable.tsx';
import type { ListRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { Due } from './columns.tsx';
import styles from './Attention.module.css';

export interface MembersProps {
  readonly group: TriageGroup;
  readonly members: ListRows<TriageMember>;
  readonly onChoose: (member: TriageMember) => void;
}

const keyOf = (row: TriageMember): string => row.key;
const rowHeight = 34;
const fewestRows = 3.6;
const mostRows = 5;

/** Everything that one fix frees; the arrow keys lead from one to the next, Enter opens the order. */
export function Members({ group, members, onChoose }: MembersProps): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const navigate = useNavigate();
  const columns = useMemo(() => memberColumns(format, now, group), [format, now, group]);
  const height = (Math.max(fewestRows, Math.min(mostRows, members.rows.length)) + 1) * rowHeight + 4;
  return (
    <PanelPart title={`All ${format.count(group.members)} that wait for it`}>
      <div className={styles['members']} style={{ height }}>
        <DataTable
          label="All that wait for it"
          place={`members ${group.key}`}
          columns={columns}
          rows={members.rows}
          rowKey={keyOf}
          hasMore={members.hasMore}
          onEnd={members.onEnd}
          onActive={(row) => row && onChoose(row)}
          onOpen={(row, by) => {
            if (by === 'key' && row.threadId !== undefined)
              void navigate({
                to: '/orders/$threadId',
                params: { threadId: String(row.threadId) },
                search: { document: row.documentId, path: row.hold?.path },
                state: { fromList: true },
              });
          }}
        />
      </div>
    </PanelPart>
  );
}

function memberColumns(format: Format, now: number, group: TriageGroup): readonly Column<TriageMember>[] {
  return [
    group.kind === 'quarantined'
      ? { id: 'name', header: 'File', width: 210, grow: 1, names: true, text: (row) => row.title }
      : { id: 'name', header: 'Order', width: 120, grow: 1, names: true, text: (row) => row.purchaseOrder || row.title },
    ...(group.partnerCount > 1
      ? [{ id: 'partner', header: 'Partner', width: 110, grow: 1, text: (row: TriageMember) => row.partner }]
      : []),
    { id: 'cause', header: 'What is wrong', width: 140, grow: 3, text: (row) => row.cause },
    // A file that nobody could read has neither.
    ...(group.kind === 'quarantined' ? [] : worthAndDay(format, now)),
    {
      id: 'note',
      header: 'Waiting on',
      width: 92,
      text: ({ note }) => (note?.waitingOn === undefined ? (note?.owner ?? '') : waitedForWords[note.waitingOn]),
    },
  ];
}

function worthAndDay(format: Format, now: number): readonly Column<TriageMember>[] {
  return [
    {
      id: 'amount',
      header: 'Amount',
      width: 110,
      align: 'end',
      text: (row) => row.amount ?? '',
      cell: (row) => (row.amount === undefined ? '' : format.money(row.amount, row.currency)),
    },
    {
      id: 'shipBy',
      header: 'Ship by',
      width: 132,
      text: (row) => row.shipBy ?? '',
      cell: (row) => <Due day={row.shipBy} format={format} now={now} />,
    },
  ];
}
