import { Tab, TabList } from '@fluentui/react-components';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { datedKinds } from '#core/contract/views/mappingRows.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { kindWords } from '../../lib/mappingWords.ts';
import { mappingsSearch } from '../../lib/addressSearch.ts';
import { Page } from '../../ui/Page.tsx';
import { MasterAge } from '../master/MasterAge.tsx';
import { ChangesList } from './ChangesList.tsx';
import { FindingsList } from './FindingsList.tsx';
import { MappingsList } from './MappingsList.tsx';
import { useIncoming } from './useIncoming.tsx';

/** Items, locations and units of all partners, and every change that was made to them. */
export function MappingsScreen(): ReactNode {
  const { kind: named } = useParams({ from: '/mappings/$kind' });
  const search = useSearch({ from: '/mappings/$kind' });
  const navigate = useNavigate({ from: '/mappings/$kind' });
  const findings = useAnswer('master.state', {}).data?.openFindings ?? 0;
  const incoming = useIncoming();
  const kind = datedKinds.find((known) => known === named);
  if (incoming.screen) return incoming.screen;
  return (
    <Page title="Mappings" layout="fill" actions={<MasterAge />}>
      <TabList
        size="small"
        aria-label="Kind"
        selectedValue={named}
        onTabSelect={(_, { value }) =>
          void navigate({ to: '/mappings/$kind', params: { kind: String(value) }, search: { partner: search.partner } })
        }
      >
        {datedKinds.map((known) => (
          <Tab key={known} value={known}>
            {kindWords[known].many}
          </Tab>
        ))}
        <Tab value="findings" title="What the mappings say against the newest copy of Dynamics' master data">
          Findings{findings > 0 ? ` (${findings})` : ''}
        </Tab>
        <Tab value="changes">Changes</Tab>
      </TabList>
      {named === 'findings' ? (
        <FindingsList partner={search.partner} onPartner={(partner) => void navigate({ search: { partner }, replace: true })} />
      ) : kind === undefined ? (
        <ChangesList />
      ) : (
        <MappingsList
          kind={kind}
          filter={{ partner: search.partner, text: search.text }}
          start={search.id}
          onFilter={(filter) => void navigate({ search: mappingsSearch.parse(filter), replace: true })}
          onPreview={incoming.onPreview}
        />
      )}
    </Page>
  );
}
