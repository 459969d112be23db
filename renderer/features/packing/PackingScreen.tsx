import { Input, Tab, TabList } from '@fluentui/react-components';
import { BoxRegular } from '@fluentui/react-icons/svg/box';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { packingStates, type PackingRow } from '#core/contract/views/packing.ts';
import { useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { packingSearch } from '../../lib/addressSearch.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { ListView } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { DocumentParts } from '../outbound/DocumentParts.tsx';
import { packingWords, slipColumns } from './columns.tsx';
import { ImportPacking } from './ImportPacking.tsx';
import { NumbersNote } from './NumbersNote.tsx';
import { SlipPeek } from './SlipPeek.tsx';

const all = 'all';
const keyOf = ({ slipId }: PackingRow): string => String(slipId);

/** Packing slips whose goods stand in cartons: those that wait, and how the others are packed. */
export function PackingScreen(): ReactNode {
  const { state, number } = useSearch({ from: '/documents/packing' });
  const navigate = useNavigate({ from: '/documents/packing' });
  const filter = useMemo(
    () => ({ ...(state === undefined ? {} : { state }), ...(number === undefined || number === '' ? {} : { number }) }),
    [state, number],
  );
  const format = useFormat();
  const now = useNow(60_000);
  const columns = useMemo(() => slipColumns(format, now), [format, now]);
  const list = useRows(useList('packing.list', { ...filter, limit: 200 }));
  const open = ({ slipId }: PackingRow): void =>
    void navigate({ to: '/documents/packing/$slipId', params: { slipId: String(slipId) }, state: { fromList: true } });
  return (
    <Page
      title="Packing"
      layout="fill"
      note="What Dynamics cannot tell: cartons, pallets, what is in them, and their numbers"
      actions={
        <>
          <ImportPacking />
          <DocumentParts />
        </>
      }
    >
      <NumbersNote />
      <ListView
        name="packing"
        label="Packing slips"
        columns={columns}
        list={list}
        rowKey={keyOf}
        panel={(panel) => <SlipPeek key={panel.row.slipId} {...panel} onOpen={() => open(panel.row)} />}
        filter={filter}
        onFilter={(saved) => void navigate({ search: packingSearch.parse(saved), replace: true })}
        filters={
          <>
            <TabList
              size="small"
              aria-label="State"
              selectedValue={state ?? all}
              onTabSelect={(_, { value }) =>
                void navigate({
                  search: (before) => ({ number: before.number, state: packingStates.find((known) => known === value) }),
                  replace: true,
                })
              }
            >
              <Tab value={all}>All</Tab>
              {packingStates.map((known) => (
                <Tab key={known} value={known}>
                  {packingWords[known].word}
                </Tab>
              ))}
            </TabList>
            <Input
              size="small"
              aria-label="Slip number"
              placeholder="Slip number"
              value={number ?? ''}
              maxLength={40}
              onChange={(_, { value }) =>
                void navigate({ search: (before) => ({ state: before.state, number: value || undefined }), replace: true })
              }
            />
          </>
        }
        empty={
          <EmptyState icon={<BoxRegular />} title={state === 'waiting' ? 'Nothing waits to be packed' : 'No packing slip yet'}>
            Slips come when Dynamics posts them for partners that want cartons on their ship notices.
          </EmptyState>
        }
      />
    </Page>
  );
}
