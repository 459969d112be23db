import { Tab, TabList } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, type ReactNode } from 'react';
import type { RunSubject, RunView } from '#core/contract/views/records.ts';
import type { RunFigure } from '#core/domain/runFigures.ts';
import { useAnswer, useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { figureWords } from '../../lib/runWords.ts';
import { outcomeWords } from '../../lib/words/engine.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { ListView } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { subjectColumns } from './columns.tsx';
import { SubjectPanel } from './SubjectPanel.tsx';

const pageRows = 200;
const keyOf = (row: RunSubject): string => row.key;

/** What a number of a run counts: exactly so many rows, as they stand now. */
export function RunRowsScreen(): ReactNode {
  const runId = Number(useParams({ from: '/runs/$runId' }).runId);
  const { figure } = useSearch({ from: '/runs/$runId' });
  const format = useFormat();
  const answer = useAnswer('runs.get', { runId });
  return (
    <Page
      title={`Run ${runId}`}
      layout="fill"
      note={
        answer.data === undefined ? (
          ' '
        ) : (
          <>
            <Link to="/runs" search={{ run: runId }}>
              {format.exact(answer.data.run.startedAt)}
            </Link>{' '}
            <StatusBadge state={outcomeWords[answer.data.run.outcome]} plain />
          </>
        )
      }
    >
      <Shown answer={answer}>
        {({ figures }) => {
          const shown = figures.find((entry) => entry.figure === figure)?.figure ?? figures[0]?.figure;
          return shown === undefined ? (
            <EmptyState icon={<HistoryRegular />} title="This run has no numbers">
              There was nothing to do, or it ended before it could write them down.
            </EmptyState>
          ) : (
            <Rows runId={runId} figure={shown} figures={figures} />
          );
        }}
      </Shown>
    </Page>
  );
}

interface RowsProps {
  readonly runId: number;
  readonly figure: RunFigure;
  readonly figures: RunView['figures'];
}

function Rows({ runId, figure, figures }: RowsProps): ReactNode {
  const navigate = useNavigate({ from: '/runs/$runId' });
  const format = useFormat();
  const kind = figure.startsWith('files.') ? 'file' : figure.startsWith('orders.') ? 'order' : 'document';
  const columns = useMemo(() => subjectColumns(kind), [kind]);
  const list = useRows(useList('runs.rows', { runId, figure, limit: pageRows }));
  const openOrder = useCallback(
    (row: RunSubject): void => {
      if (row.threadId === undefined) return;
      void navigate({
        to: '/orders/$threadId',
        params: { threadId: String(row.threadId) },
        search: row.documentId === undefined ? {} : { document: row.documentId },
        state: { fromList: true },
      });
    },
    [navigate],
  );
  return (
    <ListView
      key={figure}
      name={`run-${kind}`}
      label={figureWords[figure].full}
      columns={columns}
      list={list}
      rowKey={keyOf}
      panel={(panel) => <SubjectPanel key={panel.row.key} {...panel} onOpen={() => openOrder(panel.row)} />}
      filters={
        <TabList
          size="small"
          aria-label="Number"
          selectedValue={figure}
          onTabSelect={(_, { value }) =>
            void navigate({
              to: '/runs/$runId',
              params: { runId: String(runId) },
              search: { figure: figures.find((entry) => entry.figure === value)?.figure },
              replace: true,
            })
          }
        >
          {figures.map((entry) => (
            <Tab key={entry.figure} value={entry.figure} title={figureWords[entry.figure].full}>
              {figureWords[entry.figure].word} {format.count(entry.count)}
            </Tab>
          ))}
        </TabList>
      }
      empty={
        <EmptyState icon={<HistoryRegular />} title="Nothing">
          This number counts nothing.
        </EmptyState>
      }
    />
  );
}
