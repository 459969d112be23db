import { Tab, TabList } from '@fluentui/react-components';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { datedKinds } from '#core/contract/views/mappingRows.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { partnerParts } from '../../lib/addressSearch.ts';
import { kindWords } from '../../lib/mappingWords.ts';
import { useBack } from '../../lib/useBack.ts';
import { Card } from '../../ui/Card.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { MappingHistory } from '../mappings/MappingHistory.tsx';
import { MappingsList, type MappingsFilter } from '../mappings/MappingsList.tsx';
import { useIncoming } from '../mappings/useIncoming.tsx';
import { MasterAge } from '../master/MasterAge.tsx';
import type { PartnerEntry } from '../missing/usePartner.ts';
import { SheetPart } from '../sheets/SheetPart.tsx';
import { healthOf } from './health.ts';
import { PartnerFacts } from './PartnerFacts.tsx';
import styles from './Partners.module.css';

const partWords: Readonly<Record<(typeof partnerParts)[number], string>> = {
  facts: 'Facts',
  sheet: 'Documents',
  locations: kindWords.locations.many,
  items: kindWords.items.many,
  units: kindWords.units.many,
  history: 'History',
};

/** One partner: what differs for it, its map, and its story. */
export function PartnerScreen(): ReactNode {
  const { id } = useParams({ from: '/partners/$id' });
  const detail = useAnswer('mappings.get', { kind: 'partners', id: Number(id) });
  useBack('/partners');
  return (
    <Shown
      answer={detail}
      loading={
        <Page title="Partner">
          <Loading rows={8} />
        </Page>
      }
    >
      {({ entry, history }) => (entry.kind === 'partners' ? <PartnerPage entry={entry} history={history} /> : null)}
    </Shown>
  );
}

type Detail = Parameters<typeof MappingHistory>[0]['events'];

function PartnerPage({ entry, history }: { readonly entry: PartnerEntry; readonly history: Detail }): ReactNode {
  const { part = 'facts' } = useSearch({ from: '/partners/$id' });
  const navigate = useNavigate({ from: '/partners/$id' });
  const coverage = useAnswer('mappings.coverage', { partnerId: entry.row.partnerId });
  const incoming = useIncoming();
  const [filter, setFilter] = useState<MappingsFilter>({});
  const covered = coverage.data?.rows[0];
  const kind = datedKinds.find((known) => known === part);
  if (incoming.screen) return incoming.screen;
  const { partnerId, vendor, name } = entry.row;
  return (
    <Page
      title={name}
      heading={
        <span className={styles['heading']}>
          {name} <StatusBadge state={healthOf(entry.row, covered)} />
        </span>
      }
      note={`${partnerId}${vendor === '' ? '' : `, vendor number ${vendor}`}`}
      layout={kind === undefined ? 'scroll' : 'fill'}
      actions={<MasterAge />}
    >
      <TabList
        size="small"
        aria-label="Part"
        selectedValue={part}
        onTabSelect={(_, { value }) => {
          setFilter({});
          void navigate({ search: { part: partnerParts.find((known) => known === value) }, replace: true });
        }}
      >
        {partnerParts.map((known) => (
          <Tab key={known} value={known}>
            {partWords[known]}
          </Tab>
        ))}
      </TabList>
      {kind === undefined ? null : (
        <MappingsList
          kind={kind}
          ofPartner
          filter={{ ...filter, partner: partnerId }}
          onFilter={setFilter}
          onPreview={incoming.onPreview}
        />
      )}
      {part === 'facts' ? <PartnerFacts key={entry.changedAt} entry={entry} coverage={covered} /> : null}
      {part === 'sheet' ? <SheetPart partnerId={partnerId} vendor={vendor} /> : null}
      {part === 'history' ? (
        <Card title="History">
          <MappingHistory events={history} />
        </Card>
      ) : null}
    </Page>
  );
}
