import { Select, Tab, TabList } from '@fluentui/react-components';
import { HistoryRegular } from '@fluentui/react-icons/svg/history';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { runOutcomes, runTriggers, type RunRow } from '#core/contract/views/runs.ts';
import { useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { runsSearch } from '../../lib/addressSearch.ts';
import { outcomeWords, triggerWords } from '../../lib/words/engine.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { ListView } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { runColumns } from './columns.tsx';
import { RunPanel } from './RunPanel.tsx';

const pageRows = 200;
const all = 'all';
const keyOf = (run: RunRow): string => String(run.id);

/** Every run that there was: what began it, how it ended, and what it did. */
export function RunsScreen(): ReactNode {
  const { outcome, trigger, run } = useSearch({ from: '/runs' });
  const navigate = useNavigate({ from: '/runs' });
  const format = useFormat();
  const now = useNow(60_000);
  const filter = useMemo(
    () => ({ ...(outcome === undefined ? {} : { outcome }), ...(trigger === undefined ? {} : { trigger }) }),
    [outcome, trigger],
  );
  const list = useRows(useList('runs.list', { filter, limit: pageRows }));
  const columns = useMemo(() => runColumns(format, now), [format, now]);
  return (
    <Page title="Runs" layout="fill" note="Every run, what it did, and what each of its numbers counts">
      <ListView
        name="runs"
        label="Runs"
        columns={columns}
        list={list}
        rowKey={keyOf}
        start={run === undefined ? undefined : String(run)}
        opened={run !== undefined}
        panel={(props) => <RunPanel key={props.row.id} {...props} />}
        filter={filter}
        onFilter={(saved) => void navigate({ search: runsSearch.parse(saved), replace: true })}
        filters={
          <>
            <TabList
              size="small"
              aria-label="Outcome"
              selectedValue={outcome ?? all}
              onTabSelect={(_, { value }) =>
                void navigate({
                  search: (before) => ({ trigger: before.trigger, outcome: runOutcomes.find((known) => known === value) }),
                  replace: true,
                })
              }
            >
              <Tab value={all}>All</Tab>
              {runOutcomes
                .filter((known) => known !== 'running')
                .map((known) => (
                  <Tab key={known} value={known}>
                    {outcomeWords[known].word}
                  </Tab>
                ))}
            </TabList>
            <Select
              size="small"
              aria-label="What began it"
              value={trigger ?? ''}
              onChange={(_, { value }) =>
                void navigate({
                  search: (before) => ({ outcome: before.outcome, trigger: runTriggers.find((known) => known === value) }),
                  replace: true,
                })
              }
            >
              <option value="">Whatever began it</option>
              {runTriggers.map((known) => (
                <option key={known} value={known}>
                  {triggerWords[known]}
                </option>
              ))}
            </Select>
          </>
        }
        empty={
          <EmptyState icon={<HistoryRegular />} title={Object.keys(filter).length > 0 ? 'No run is like this' : 'No run yet'}>
            {Object.keys(filter).length > 0 ? 'Choose another outcome or beginning.' : 'The first one starts by itself.'}
          </EmptyState>
        }
      />
    </Page>
  );
}
