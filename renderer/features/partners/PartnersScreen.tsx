import { Button } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { BuildingShopRegular } from '@fluentui/react-icons/svg/building-shop';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import type { CoverageRow } from '#core/contract/views/mappings.ts';
import { useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { partnersSearch } from '../../lib/addressSearch.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FindField } from '../../ui/FindField.tsx';
import { Page } from '../../ui/Page.tsx';
import { ListView } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { ImportTools } from '../mappings/ImportTools.tsx';
import { useIncoming } from '../mappings/useIncoming.tsx';
import { MasterAge } from '../master/MasterAge.tsx';
import type { PartnerEntry } from '../missing/usePartner.ts';
import { AddPartner } from './AddPartner.tsx';
import { partnerColumns } from './columns.tsx';
import { PartnerPeek } from './PartnerPeek.tsx';

const keyOf = (entry: PartnerEntry): string => String(entry.id);
const none: readonly PartnerEntry[] = [];

/** Every partner with how well its map covers what it orders. */
export function PartnersScreen(): ReactNode {
  const navigate = useNavigate({ from: '/partners' });
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  const incoming = useIncoming();
  const { text } = useSearch({ from: '/partners' });
  const filter = useMemo(() => ({ text }), [text]);
  const pages = useRows(useList('mappings.list', { kind: 'partners', limit: 100, ...(text === undefined ? {} : { text }) }));
  const covered = useRows(useList('mappings.coverage', { limit: 100 }));
  const coverage = useMemo(() => new Map<string, CoverageRow>(covered.rows.map((row) => [row.partnerId, row])), [covered.rows]);
  const rows = useMemo(
    () => (pages.rows.length === 0 ? none : pages.rows.filter((entry): entry is PartnerEntry => entry.kind === 'partners')),
    [pages.rows],
  );
  const columns = useMemo(() => partnerColumns(coverage, format), [coverage, format]);
  function onEnd(): void {
    pages.onEnd();
    if (covered.hasMore) covered.onEnd();
  }
  if (incoming.screen) return incoming.screen;
  const open = (entry: PartnerEntry): void =>
    void navigate({ to: '/partners/$id', params: { id: String(entry.id) }, state: { fromList: true } });
  return (
    <Page title="Partners" layout="fill" actions={<MasterAge />}>
      <ListView
        name="partners"
        label="Partners"
        columns={columns}
        list={{ ...pages, rows, onEnd }}
        rowKey={keyOf}
        filter={filter}
        onFilter={(saved) => void navigate({ search: partnersSearch.parse(saved), replace: true })}
        filters={
          <FindField
            label="Find partners"
            placeholder="Name, id, customer"
            value={text ?? ''}
            onChange={(value) => void navigate({ search: { text: value === '' ? undefined : value }, replace: true })}
          />
        }
        tools={
          <>
            <Button size="small" appearance="primary" icon={<AddRegular />} onClick={() => setAdding(true)}>
              Add partner
            </Button>
            <ImportTools kind="partners" onPreview={incoming.onPreview} />
          </>
        }
        panel={(panel) => (
          <PartnerPeek {...panel} coverage={coverage.get(panel.row.row.partnerId)} onOpen={() => open(panel.row)} />
        )}
        empty={
          <EmptyState icon={<BuildingShopRegular />} title={text === undefined ? 'No partners yet' : 'No partners fit'}>
            {text === undefined
              ? 'Add one, import them, or wait for the first order: what it needs appears under Missing.'
              : 'Look for another name, id, company or customer.'}
          </EmptyState>
        }
      />
      {adding ? <AddPartner like={rows} onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
