import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tab, TabList } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { attentionKinds, type AttentionRow } from '#core/contract/views.ts';
import { useList } from '../../api/ApiContext.tsx';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { openWork } from '../../lib/openWork.ts';
import { useReturnPoints } from '../../lib/ReturnPoints.tsx';
import { attentionWords } from '../../lib/words.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { AttentionDetail } from './AttentionDetail.tsx';
import { AttentionList } from './AttentionList.tsx';
import styles from './Attention.module.css';

const pageRows = 200;
const place = 'attention';

/** Everything that waits for a person, grouped by the fix that frees it, with the fix beside it. */
export function AttentionScreen(): ReactNode {
  const { kind, group } = useSearch({ from: '/attention' });
  const navigate = useNavigate({ from: '/attention' });
  const points = useReturnPoints();
  const list = useList('attention.list', { ...(kind === undefined ? {} : { kind }), limit: pageRows });
  const rows = useMemo(() => rowsOf(list.data?.pages ?? [], kind), [list.data, kind]);
  const [returned] = useState(() => points.get(place)?.key);
  const [chosen, setChosen] = useState<string | undefined>(returned);
  const [lastIndex, setLastIndex] = useState(0);
  const index = indexOf(rows, chosen, group, lastIndex);
  const row = rows[index];
  const { isFetchingNextPage, fetchNextPage } = list;
  const hasNextPage = list.hasNextPage && !(kind === undefined && list.data?.pages.at(-1)?.rows.at(-1)?.kind === 'waiting');
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);

  // A group that Today named may lie on a later page.
  const missing = chosen === undefined && group !== undefined && !rows.some((candidate) => candidate.group === group);
  useEffect(() => {
    if (missing) onEnd();
  }, [missing, onEnd]);

  function open(target: AttentionRow): void {
    if (target.threadId === undefined) return;
    points.set(place, { key: target.key, offset: 0 });
    void navigate({
      to: '/orders/$threadId',
      params: { threadId: String(target.threadId) },
      search: { document: target.documentId, path: target.hold?.path },
      state: { fromList: true },
    });
  }

  return (
    <Page title="Needs a hand" layout="fill">
      <KindTabs
        kind={kind}
        onKind={(next) => {
          setChosen(undefined);
          setLastIndex(0);
          void navigate({ search: { kind: next }, replace: true });
        }}
      />
      {list.data === undefined ? (
        list.error ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Loading rows={10} />
        )
      ) : rows.length === 0 || row === undefined ? (
        <div className={styles['none']}>
          <NothingHere kind={kind} />
        </div>
      ) : (
        <div className={styles['split']}>
          <AttentionList
            rows={rows}
            more={hasNextPage}
            index={index}
            focusFirst={returned !== undefined}
            onIndex={(next) => {
              setLastIndex(next);
              setChosen(rows[next]?.key);
            }}
            onOpen={open}
            onEnd={onEnd}
          />
          <AttentionDetail key={row.key} row={row} onOpen={() => open(row)} />
        </div>
      )}
    </Page>
  );
}

/** What waits for a person. What goes on by itself comes last in the list and has a tab of its own. */
function rowsOf(
  pages: readonly { readonly rows: readonly AttentionRow[] }[],
  kind: AttentionRow['kind'] | undefined,
): readonly AttentionRow[] {
  const rows = pages.flatMap((page) => page.rows);
  return kind === undefined ? rows.filter((row) => row.kind !== 'waiting') : rows;
}

/** The chosen row; where it is gone (answered), the one that took its place. */
function indexOf(rows: readonly AttentionRow[], chosen: string | undefined, group: string | undefined, last: number): number {
  const at = rows.findIndex((row) => (chosen === undefined ? row.group === group : row.key === chosen));
  return at >= 0 ? at : Math.max(0, Math.min(last, rows.length - 1));
}

interface KindTabsProps {
  readonly kind: AttentionRow['kind'] | undefined;
  readonly onKind: (kind: AttentionRow['kind'] | undefined) => void;
}

function KindTabs({ kind, onKind }: KindTabsProps): ReactNode {
  const { attention } = useStatus();
  const format = useFormat();
  const counted = (count: number): string => (count > 0 ? `(${format.count(count)})` : '');
  return (
    <TabList
      size="small"
      aria-label="Kind"
      className={styles['kinds'] ?? ''}
      selectedValue={kind ?? 'all'}
      onTabSelect={(_, { value }) => onKind(attentionKinds.find((known) => known === value))}
    >
      <Tab value="all">Open {counted(openWork(attention))}</Tab>
      {attentionKinds.map((name) => (
        <Tab key={name} value={name}>
          {attentionWords[name].many} {counted(attention[name])}
        </Tab>
      ))}
    </TabList>
  );
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function NothingHere({ kind }: { readonly kind: AttentionRow['kind'] | undefined }): ReactNode {
  return (
    <EmptyState icon={<CheckmarkCircleRegular />} title={kind === undefined ? 'Nothing needs a hand' : attentionWords[kind].none}>
      {kind === undefined
        ? 'Everything that arrived went its way by itself. What needs you appears here by itself.'
        : `What would stand here: ${lowerFirst(attentionWords[kind].meaning)}`}
    </EmptyState>
  );
}
