import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from '@fluentui/react-components';
import { BoxMultipleRegular } from '@fluentui/react-icons/svg/box-multiple';
import { useCallback, useMemo, type ReactNode } from 'react';
import { orderSorts, type OrderFilter, type OrderRow } from '#core/contract/views/orders.ts';
import type { ThreadState } from '#core/domain/states.ts';
import { useAnswer, useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { ordersSearch } from '../../lib/addressSearch.ts';
import { plural } from '../../lib/format.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { ListView } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { orderColumns } from './columns.tsx';
import { OrderFilters } from './OrderFilters.tsx';
import { OrderPeek } from './OrderPeek.tsx';

const pageRows = 200;

/** All orders: filtered and sorted by the address, of any number. */
export function OrdersScreen(): ReactNode {
  const search = useSearch({ from: '/orders' });
  const navigate = useNavigate({ from: '/orders' });
  const format = useFormat();
  const now = useNow(60_000);
  const { state, partner, since, until } = search;
  const spanned = since !== undefined || until !== undefined;
  const sort = spanned ? 'received' : (search.sort ?? 'received');
  const { descending = sort === 'received' } = search;
  const filter = useMemo(
    () => ({
      ...(state === undefined ? {} : { state }),
      ...(partner === undefined ? {} : { partnerId: partner }),
      ...(since === undefined ? {} : { receivedFrom: since }),
      ...(until === undefined ? {} : { receivedTo: until }),
    }),
    [state, partner, since, until],
  );
  const list = useRows(useList('orders.list', { filter, sort, descending, limit: pageRows }));
  const columns = useMemo(() => orderColumns(format, now, spanned), [format, now, spanned]);
  const onOpen = useCallback(
    (row: OrderRow) =>
      void navigate({ to: '/orders/$threadId', params: { threadId: String(row.threadId) }, state: { fromList: true } }),
    [navigate],
  );

  return (
    <Page title="Orders" layout="fill" note={<OrderCount filter={filter} />}>
      <ListView
        name="orders"
        label="Orders"
        columns={columns}
        list={list}
        rowKey={keyOf}
        panel={(panel) => <OrderPeek {...panel} onOpen={() => onOpen(panel.row)} />}
        filter={search}
        onFilter={(saved) => void navigate({ search: ordersSearch.parse(saved), replace: true })}
        filters={
          <OrderFilters
            search={search}
            onChange={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
          />
        }
        empty={
          <NoOrders
            filtered={Object.keys(filter).length > 0}
            {...(state === undefined ? {} : { state })}
            onAll={() => void navigate({ search: {}, replace: true })}
          />
        }
        sorting={{
          by: sort,
          descending,
          onSort: (by, down) => {
            const wanted = orderSorts.find((known) => known === by);
            void navigate({ search: (before) => ({ ...before, sort: wanted, descending: down }), replace: true });
          },
        }}
      />
    </Page>
  );
}

const keyOf = (row: OrderRow): string => String(row.threadId);

function OrderCount({ filter }: { readonly filter: OrderFilter }): ReactNode {
  const format = useFormat();
  const count = useAnswer('orders.count', { filter }, { keepPrevious: true });
  if (count.data === undefined) return ' ';
  const { value, capped } = count.data;
  return `${capped ? 'more than ' : ''}${format.count(value)} ${plural(value, 'order')}`;
}

interface NoOrdersProps {
  readonly filtered: boolean;
  readonly state?: ThreadState;
  readonly onAll: () => void;
}

function NoOrders({ filtered, state, onAll }: NoOrdersProps): ReactNode {
  if (!filtered) {
    return (
      <EmptyState icon={<BoxMultipleRegular />} title="No orders yet">
        They appear here by themselves when the next run finds them at SPS.
      </EmptyState>
    );
  }
  const helped = state === 'attention';
  return (
    <EmptyState
      icon={<BoxMultipleRegular />}
      title={helped ? 'No order needs a hand' : 'No order matches these filters'}
      action={
        <Button size="small" onClick={onAll}>
          Show all orders
        </Button>
      }
    >
      {helped ? 'Every order of this list went its way by itself.' : 'Choose another state, partner or time.'}
    </EmptyState>
  );
}
