import { Button, Select } from '@fluentui/react-components';
import { MailInboxRegular } from '@fluentui/react-icons/svg/mail-inbox';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import type { ReceivedFile } from '#core/contract/views/backoffice.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import type { Format } from '../../lib/format.ts';
import { outboundKinds } from '#core/domain/outbound.ts';
import { backOfficeSearch } from '../../lib/addressSearch.ts';
import { outboundKindWords } from '../../lib/outboundWords.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Column } from '../../ui/table/columns.ts';
import { ListView } from '../../ui/table/ListView.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useToast } from '../../ui/useToast.tsx';
import { AnswerDialog } from './AnswerDialog.tsx';
import { ReceivedPanel } from './ReceivedPanel.tsx';
import { receivedState } from './receivedState.ts';
import { useAllRows } from './useAllRows.ts';

const keyOf = (row: ReceivedFile): string => `${row.path} ${row.at}`;

/** What the practice SPS received, and what the retailers answer to it. */
export function ReceivedFiles(): ReactNode {
  const { kind } = useSearch({ from: '/backoffice' });
  const navigate = useNavigate({ from: '/backoffice' });
  const all = useAllRows(useAnswer('backoffice.received', {}, { keepPrevious: true }));
  const rows = useMemo(() => (kind === undefined ? all.rows : all.rows.filter((row) => row.kind === kind)), [all.rows, kind]);
  const filter = useMemo(() => ({ kind }), [kind]);
  const format = useFormat();
  const now = useNow(60_000);
  const columns = useMemo(() => receivedColumns(format, now), [format, now]);
  const [asked, setAsked] = useState<readonly ReceivedFile[]>();
  return (
    <>
      <ListView
        name="received"
        label="Files that SPS received"
        columns={columns}
        list={{ ...all, rows }}
        rowKey={keyOf}
        filter={filter}
        onFilter={(saved) =>
          void navigate({ search: { part: 'received', kind: backOfficeSearch.parse(saved).kind }, replace: true })
        }
        filters={
          <Select
            size="small"
            aria-label="Kind"
            value={kind ?? ''}
            onChange={(_, { value }) =>
              void navigate({ search: { part: 'received', kind: outboundKinds.find((known) => known === value) }, replace: true })
            }
          >
            <option value="">All kinds</option>
            {outboundKinds.map((known) => (
              <option key={known} value={known}>
                {known} {outboundKindWords[known]}
              </option>
            ))}
          </Select>
        }
        tools={<SpsTools />}
        panel={(panel) => <ReceivedPanel {...panel} onAnswer={() => setAsked([panel.row])} />}
        actions={(rows) => (
          <Button size="small" onClick={() => setAsked(rows)}>
            Answer {rows.length}…
          </Button>
        )}
        empty={
          <EmptyState icon={<MailInboxRegular />} title="SPS has received nothing yet">
            Confirm, ship or invoice a sales order under In Dynamics; its document arrives here when it has left.
          </EmptyState>
        }
      />
      {asked ? <AnswerDialog files={asked} onClose={() => setAsked(undefined)} /> : null}
    </>
  );
}

function receivedColumns(format: Format, now: number): readonly Column<ReceivedFile>[] {
  const said = (row: ReceivedFile): string => (row.kind === undefined ? '' : `${row.kind} ${row.number}`);
  return [
    {
      id: 'document',
      header: 'Document',
      width: 150,
      grow: 1,
      names: true,
      text: said,
      cell: (row) => <b title={row.kind && outboundKindWords[row.kind]}>{said(row)}</b>,
    },
    { id: 'path', header: 'File', width: 220, grow: 3, text: (row) => row.path },
    {
      id: 'at',
      header: `Received (${format.zone(now)})`,
      width: 140,
      text: (row) => row.at,
      cell: (row) => format.moment(row.at, now),
    },
    {
      id: 'state',
      header: 'State',
      width: 120,
      text: (row) => receivedState(row).word,
      cell: (row) => <StatusBadge state={receivedState(row)} plain />,
    },
    { id: 'answered', header: 'Answered by', width: 110, text: (row) => row.answered.join(', ') },
  ];
}

/** What SPS does on request: collect at once, or take the next file and lose its answer. */
function SpsTools(): ReactNode {
  const collect = useCommand('backoffice.collect');
  const lose = useCommand('backoffice.loseAnswers');
  const say = useToast();
  return (
    <>
      <Button
        size="small"
        disabledFocusable={collect.isPending}
        onClick={() =>
          collect.mutate(
            {},
            {
              onSuccess: ({ collected }) =>
                say(`${collected} collected`, 'The clock of the practice world went on; its history shows it.'),
            },
          )
        }
      >
        Collect now
      </Button>
      <Button
        size="small"
        disabledFocusable={lose.isPending}
        onClick={() =>
          lose.mutate(
            { times: 1 },
            { onSuccess: () => say('The next answer is lost', 'SPS stores the next file that is sent, and the line breaks.') },
          )
        }
      >
        Lose the next answer
      </Button>
      {collect.error ? <ErrorState error={collect.error} doing="collect" /> : null}
    </>
  );
}
