import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tab, TabList } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useMemo, type ReactNode } from 'react';
import { attentionKinds, type AttentionRow } from '#core/contract/views/attention.ts';
import type { TriageGroup } from '#core/contract/views/triage.ts';
import { useList } from '../../api/ApiContext.tsx';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { attentionSearch } from '../../lib/addressSearch.ts';
import { openWork } from '../../lib/openWork.ts';
import { attentionWords } from '../../lib/words/attention.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { ListView } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { groupColumns } from './columns.tsx';
import { GroupPanel } from './GroupPanel.tsx';

const pageRows = 100;
const keyOf = (row: TriageGroup): string => row.key;

/** Everything that waits for a person, one row a fix, the most urgent first, with the fix beside it. */
export function AttentionScreen(): ReactNode {
  const { kind, group } = useSearch({ from: '/attention' });
  const navigate = useNavigate({ from: '/attention' });
  const format = useFormat();
  const now = useNow(60_000);
  const list = useRows(useList('triage.groups', { ...(kind === undefined ? {} : { kind }), limit: pageRows }));
  const columns = useMemo(() => groupColumns(format, now), [format, now]);
  const filter = useMemo(() => ({ kind }), [kind]);
  const start = group === undefined ? undefined : list.rows.find((row) => row.group === group)?.key;

  return (
    <Page title="Needs a hand" layout="fill">
      <ListView
        // A group that Today named is where the list begins, as soon as it is known which row that is.
        key={start === undefined ? 'list' : `list at ${start}`}
        name="attention"
        label="What needs a hand"
        columns={columns}
        list={list}
        rowKey={keyOf}
        opened
        wide
        start={start}
        panel={(props) => <GroupPanel key={props.row.key} {...props} />}
        filter={filter}
        onFilter={(saved) => void navigate({ search: attentionSearch.parse(saved), replace: true })}
        filters={<KindTabs kind={kind} onKind={(next) => void navigate({ search: { kind: next }, replace: true })} />}
        empty={<NothingHere kind={kind} />}
      />
    </Page>
  );
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
