import { Tab, TabList } from '@fluentui/react-components';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import type { MissingMapping } from '#core/contract/views/mappings.ts';
import { mappingKinds, type MappingKind } from '#core/domain/mapping.ts';
import { useAnswer, useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { missingSearch } from '../../lib/addressSearch.ts';
import { plural } from '../../lib/format.ts';
import { kindWords } from '../../lib/mappingWords.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { PartnerSelect } from '../../ui/PartnerSelect.tsx';
import { ListView } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { MasterAge } from '../master/MasterAge.tsx';
import { missingColumns } from './columns.tsx';
import { MissingPanel } from './MissingPanel.tsx';

const pageRows = 100;
const keyOf = (row: MissingMapping): string => row.key;

/** What the map lacks, by what waits for it; the fix stands beside it. */
export function MissingScreen(): ReactNode {
  const search = useSearch({ from: '/missing' });
  const navigate = useNavigate({ from: '/missing' });
  const format = useFormat();
  const now = useNow(60_000);
  const { kind, partner } = search;
  const list = useList('mappings.missing', {
    limit: pageRows,
    ...(kind === undefined ? {} : { kind }),
    ...(partner === undefined ? {} : { partnerId: partner }),
  });
  const total = list.data?.pages[0]?.total;
  const rows = useRows(list);
  const columns = useMemo(() => missingColumns(format, now), [format, now]);
  const partners = useAnswer('orders.partners', {});
  const filter = useMemo(() => ({ kind, partner }), [kind, partner]);
  const narrow = (change: Partial<typeof filter>): void =>
    void navigate({ search: (before) => ({ ...before, ...change, key: undefined }), replace: true });

  return (
    <Page
      title="Missing mappings"
      layout="fill"
      note={
        total === undefined || total === 0 ? ' ' : `${format.count(total)} ${plural(total, 'gap')}, the earliest deadline first`
      }
      actions={<MasterAge />}
    >
      <ListView
        name="missing"
        label="Missing mappings"
        columns={columns}
        list={rows}
        rowKey={keyOf}
        opened
        start={search.key}
        panel={(props) => <MissingPanel {...props} />}
        filter={filter}
        onFilter={(saved) => void navigate({ search: missingSearch.parse(saved), replace: true })}
        filters={
          <>
            <KindTabs kind={kind} onKind={(next) => narrow({ kind: next })} />
            <PartnerSelect
              partners={partners.data?.partners ?? []}
              value={partner}
              onChange={(next) => narrow({ partner: next })}
            />
          </>
        }
        empty={
          <EmptyState icon={<CheckmarkCircleRegular />} title="Nothing is missing">
            {kind === undefined && partner === undefined
              ? 'Every order found its partner, location, items and units. What is missing appears here by itself.'
              : 'Nothing is missing that fits these filters.'}
          </EmptyState>
        }
      />
    </Page>
  );
}

interface KindTabsProps {
  readonly kind: MappingKind | undefined;
  readonly onKind: (kind: MappingKind | undefined) => void;
}

function KindTabs({ kind, onKind }: KindTabsProps): ReactNode {
  return (
    <TabList
      size="small"
      aria-label="Kind"
      selectedValue={kind ?? 'all'}
      onTabSelect={(_, { value }) => onKind(mappingKinds.find((known) => known === value))}
    >
      <Tab value="all">All</Tab>
      {mappingKinds.map((known) => (
        <Tab key={known} value={known}>
          {kindWords[known].many}
        </Tab>
      ))}
    </TabList>
  );
}
