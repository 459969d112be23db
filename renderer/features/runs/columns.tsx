import type { RunRow } from '#core/contract/views/runs.ts';
import type { RunSubject } from '#core/contract/views/records.ts';
import type { Format } from '../../lib/format.ts';
import { processingWords, sagaWords } from '../../lib/words/orders.ts';
import { outcomeWords, triggerWords } from '../../lib/words/engine.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Column } from '../../ui/table/columns.ts';

type Figures = NonNullable<RunRow['summary']>;

/** What the list shows of a run. */
export function runColumns(format: Format, now: number): readonly Column<RunRow>[] {
  const figure = (id: string, header: string, value: (figures: Figures) => number, extra = false): Column<RunRow> => ({
    id,
    header,
    width: 72,
    align: 'end',
    text: ({ summary }) => (summary ? String(value(summary)) : ''),
    cell: ({ summary }) => (summary ? (value(summary) === 0 ? '–' : format.count(value(summary))) : ''),
    ...(extra ? { extra: true } : {}),
  });
  return [
    {
      id: 'started',
      header: `Started (${format.zone(now)})`,
      width: 128,
      names: true,
      text: (run) => run.startedAt,
      cell: (run) => <b title={format.exact(run.startedAt)}>{format.moment(run.startedAt, now)}</b>,
    },
    {
      id: 'outcome',
      header: 'Outcome',
      width: 108,
      text: (run) => outcomeWords[run.outcome].word,
      cell: (run) => <StatusBadge state={outcomeWords[run.outcome]} plain />,
    },
    { id: 'trigger', header: 'Began', width: 118, text: (run) => triggerWords[run.trigger] },
    figure('files', 'Files', ({ files }) => files.stored),
    figure('made', 'Made', ({ orders }) => orders.created + orders.resumed),
    figure('parked', 'Parked', ({ documents }) => documents.parked),
    figure('held', 'Held', ({ documents }) => documents.held),
    figure('failed', 'Failed', ({ orders }) => orders.failed),
    figure('sent', 'Sent', ({ outbound }) => sum(Object.values(outbound?.sent ?? {}))),
    { ...figure('requests', 'Requests', ({ requests }) => requests.sps + requests.dynamics), width: 88 },
    {
      id: 'took',
      header: 'Took',
      width: 104,
      align: 'end',
      text: ({ summary }) => (summary ? String(summary.durationMs) : ''),
      cell: ({ summary }) => (summary ? format.duration(summary.durationMs) : ''),
    },
    {
      id: 'said',
      header: 'It said',
      width: 160,
      grow: 2,
      text: (run) => run.message ?? '',
      cell: (run) => <span title={run.message}>{run.message}</span>,
    },
    { id: 'number', header: 'Run', width: 64, extra: true, align: 'end', text: (run) => String(run.id) },
  ];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** What the list behind a number shows of a file, a document or a sales order. */
export function subjectColumns(kind: RunSubject['kind']): readonly Column<RunSubject>[] {
  const order: Column<RunSubject> = {
    id: 'order',
    header: 'Order',
    width: 130,
    grow: 1,
    text: (row) => row.purchaseOrder,
    cell: (row) => <b>{row.purchaseOrder}</b>,
  };
  const path: Column<RunSubject> = { id: 'path', header: 'File', width: 200, grow: 2, names: true, text: (row) => row.path };
  const partner: Column<RunSubject> = { id: 'partner', header: 'Partner id', width: 140, text: (row) => row.partnerId };
  const message: Column<RunSubject> = {
    id: 'message',
    header: 'Now',
    width: 180,
    grow: 3,
    text: (row) => row.message ?? '',
    cell: (row) => <span title={row.message}>{row.message}</span>,
  };
  const state: Column<RunSubject> = {
    id: 'state',
    header: 'State now',
    width: 122,
    text: (row) => stateText(row),
    cell: stateCell,
  };
  if (kind === 'file') return [path, state, order, partner, message];
  const salesOrder: Column<RunSubject> = {
    id: 'salesOrder',
    header: 'Sales order',
    width: 120,
    text: (row) => row.salesOrderNumber ?? '',
  };
  return kind === 'document' ? [order, state, partner, path, message] : [order, salesOrder, state, partner, path, message];
}

/** Shortly in a column, in full beside it. */
const fileWords: Readonly<Record<NonNullable<RunSubject['fileState']>, readonly [string, string]>> = {
  stored: ['Stored', 'Stored here, not yet deleted at SPS'],
  deleted: ['Deleted at SPS', 'Stored here, deleted at SPS'],
  kept: ['Kept at SPS', 'Stored here, kept at SPS'],
  incomplete: ['Incomplete', 'Incomplete: fetched again'],
  quarantined: ['Quarantined', 'Quarantined: nobody can read it'],
  'too-large': ['Too large', 'Too large to be fetched'],
  gone: ['Gone', 'Not at SPS any more'],
};

/** How a subject of a run stands now, in words. */
export function stateText(row: RunSubject, full = false): string {
  if (row.sagaState) return sagaWords[row.sagaState].word;
  if (row.processing) return processingWords[row.processing].word;
  return row.fileState ? fileWords[row.fileState][full ? 1 : 0] : 'Listed, not fetched';
}

function stateCell(row: RunSubject) {
  if (row.sagaState) return <StatusBadge state={sagaWords[row.sagaState]} plain />;
  if (row.processing) return <StatusBadge state={processingWords[row.processing]} plain />;
  return <span title={stateText(row, true)}>{stateText(row)}</span>;
}
