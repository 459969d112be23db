import { Select, Tab, TabList } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { threadStates, type ThreadState } from '#core/domain/states.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import type { OrdersSearch } from '../../lib/addressSearch.ts';
import { threadWords } from '../../lib/words.ts';
import styles from './OrdersScreen.module.css';

export interface OrderFiltersProps {
  readonly search: OrdersSearch;
  readonly onChange: (change: Partial<Record<keyof OrdersSearch, string | undefined>> & OrdersSearch) => void;
}

const all = 'all';

/** State and partner; both stand in the address. */
export function OrderFilters({ search, onChange }: OrderFiltersProps): ReactNode {
  const partners = useAnswer('orders.partners', {});
  return (
    <div className={styles['filters']}>
      <TabList
        size="small"
        aria-label="State"
        selectedValue={search.state ?? all}
        onTabSelect={(_, { value }) => onChange({ state: threadStates.find((state) => state === value) })}
      >
        <Tab value={all}>All</Tab>
        {threadStates.map((state: ThreadState) => (
          <Tab key={state} value={state}>
            {threadWords[state].word}
          </Tab>
        ))}
      </TabList>
      <Select
        size="small"
        aria-label="Partner"
        value={search.partner ?? ''}
        onChange={(_, { value }) => onChange({ partner: value === '' ? undefined : value })}
      >
        <option value="">All partners</option>
        {partners.data?.partners.map(({ partnerId, name }) => (
          <option key={partnerId} value={partnerId}>
            {name}
          </option>
        ))}
      </Select>
    </div>
  );
}
