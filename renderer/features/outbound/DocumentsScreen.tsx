import { Button } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { outboundSorts, type OutboundListRow } from '#core/contract/views/outbound.ts';
import type { OutboundPlace } from '#core/domain/outbound.ts';
import { useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { documentsSearch, type DocumentsSearch } from '../../lib/addressSearch.ts';
import { placeWords } from '../../lib/outboundWords.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { ListView } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { BulkActs } from './BulkActs.tsx';
import { documentColumns } from './columns.tsx';
import { DocumentPanel } from './DocumentPanel.tsx';
import { DocumentParts } from './DocumentParts.tsx';
import { KindAndPartner, PlaceTabs } from './PlaceTabs.tsx';
import { ReconcileNote } from './ReconcileNote.tsx';
import { useActing } from './useActing.tsx';

const pageRows = 200;
const keyOf = (row: OutboundListRow): string => String(row.outboundId);

/** Every document on its way to SPS: where it stands, what is next, and what a person can do with one or many. */
export function DocumentsScreen(): ReactNode {
  const search = useSearch({ from: '/documents' });
  const navigate = useNavigate({ from: '/documents' });
  const format = useFormat();
  const now = useNow(60_000);
  const { place, kind, partner, sort = 'newest' } = search;
  const filter = useMemo(
    () => ({
      ...(place === undefined ? {} : { place }),
      ...(kind === undefined ? {} : { kind }),
      ...(partner === undefined ? {} : { partnerId: partner }),
    }),
    [place, kind, partner],
  );
  const list = useRows(useList('outbound.list', { filter, sort, limit: pageRows }));
  const columns = useMemo(() => documentColumns(format, now), [format, now]);
  const acting = useActing();
  const show = (next: DocumentsSearch): void => void navigate({ search: next, replace: true });
  return (
    <Page title="Documents" layout="fill" actions={<DocumentParts />}>
      <ReconcileNote />
      <PlaceTabs search={search} onChange={show} />
      <ListView
        name="documents"
        label="Documents"
        columns={columns}
        list={list}
        rowKey={keyOf}
        wide
        panel={(panel) => <DocumentPanel key={panel.row.outboundId} {...panel} />}
        filter={search}
        onFilter={(saved) => void navigate({ search: documentsSearch.parse(saved), replace: true })}
        filters={<KindAndPartner search={search} onChange={show} />}
        actions={(rows) => <BulkActs rows={rows} acting={acting} />}
        empty={<NoDocuments place={place} onAll={() => void navigate({ search: {}, replace: true })} />}
        sorting={{
          by: sort,
          descending: sort === 'newest',
          onSort: (by) => {
            const wanted = outboundSorts.find((known) => known === by);
            void navigate({ search: (before) => ({ ...before, sort: wanted }), replace: true });
          },
        }}
      />
      {acting.dialog}
    </Page>
  );
}

function NoDocuments({ place, onAll }: { readonly place: OutboundPlace | undefined; readonly onAll: () => void }): ReactNode {
  if (place === undefined) {
    return (
      <EmptyState icon={<SendRegular />} title="No documents yet">
        They appear here by themselves when an order is confirmed, shipped or invoiced in Dynamics.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<SendRegular />}
      title={`No documents: ${placeWords[place].word.toLowerCase()}`}
      action={
        <Button size="small" onClick={onAll}>
          Show all documents
        </Button>
      }
    >
      “{placeWords[place].word}” means: {placeWords[place].meaning}
    </EmptyState>
  );
}
