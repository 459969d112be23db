import { Button, Tab, TabList } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { ReactNode } from 'react';
import { threadStates, type ThreadState } from '#core/domain/states.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import type { OrdersSearch } from '../../lib/addressSearch.ts';
import { threadWords } from '../../lib/words/orders.ts';
import { PartnerSelect } from '../../ui/PartnerSelect.tsx';
import { useNow } from '../../ui/useNow.ts';
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
      <Span search={search} onAll={() => onChange({ since: undefined, until: undefined })} />
      <PartnerSelect
        partners={partners.data?.partners ?? []}
        value={search.partner}
        onChange={(partner) => onChange({ partner })}
      />
    </div>
  );
}

/** The span of time that Today or a run led to; pressing it shows all orders again. */
function Span({ search: { since, until }, onAll }: { readonly search: OrdersSearch; readonly onAll: () => void }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  if (since === undefined && until === undefined) return null;
  const said = (word: string, at: string | undefined): string => (at === undefined ? '' : `${word} ${format.moment(at, now)} `);
  return (
    <Button
      size="small"
      className={styles['span'] ?? ''}
      icon={<DismissRegular />}
      iconPosition="after"
      title="Show the orders of all days"
      onClick={onAll}
    >
      Arrived {said('from', since)}
      {said('to', until)}
      {format.zone(now)}
    </Button>
  );
}
