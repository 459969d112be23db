import { Select, Tab, TabList } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { outboundKinds } from '#core/domain/outbound.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import type { DocumentsSearch } from '../../lib/addressSearch.ts';
import { outboundKindWords, placesInOrder, placeWords } from '../../lib/outboundWords.ts';
import { PartnerSelect } from '../../ui/PartnerSelect.tsx';
import styles from './Outbound.module.css';

interface PlaceTabsProps {
  readonly search: DocumentsSearch;
  readonly onChange: (change: DocumentsSearch) => void;
}

/** Where documents stand, as tabs with how many; it stands in the address. */
export function PlaceTabs({ search, onChange }: PlaceTabsProps): ReactNode {
  const format = useFormat();
  const counts = useAnswer('outbound.counts', {});
  return (
    <TabList
      size="small"
      aria-label="State"
      className={styles['tabs'] ?? ''}
      selectedValue={search.place ?? 'all'}
      onTabSelect={(_, { value }) => onChange({ ...search, place: placesInOrder.find((place) => place === value) })}
    >
      <Tab value="all">All</Tab>
      {placesInOrder.map((place) => {
        const count = counts.data?.places[place];
        const said = !count || count.value === 0 ? '' : ` (${format.count(count.value)}${count.capped ? '+' : ''})`;
        return (
          <Tab key={place} value={place} title={placeWords[place].meaning}>
            {placeWords[place].word}
            {said}
          </Tab>
        );
      })}
    </TabList>
  );
}

/** Which kind and whose; beside the tools of the list. */
export function KindAndPartner({ search, onChange }: PlaceTabsProps): ReactNode {
  const partners = useAnswer('orders.partners', {});
  return (
    <>
      <Select
        size="small"
        aria-label="Kind"
        value={search.kind ?? ''}
        onChange={(_, { value }) => onChange({ ...search, kind: outboundKinds.find((kind) => kind === value) })}
      >
        <option value="">All kinds</option>
        {outboundKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kind} {outboundKindWords[kind]}
          </option>
        ))}
      </Select>
      <PartnerSelect
        partners={partners.data?.partners ?? []}
        value={search.partner}
        onChange={(partner) => onChange({ ...search, partner })}
      />
    </>
  );
}
