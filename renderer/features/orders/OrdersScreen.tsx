import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from '@fluentui/react-components';
import { BoxMultipleRegular } from '@fluentui/react-icons/svg/box-multiple';
import { useCallback, useMemo, type ReactNode } from 'react';
import { orderSorts, type OrderFilter, type OrderRow } from '#core/contract/views.ts';
import type { ThreadState } from '#core/domain/states.ts';
import { useAnswer, useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { usePreferences } from '../../lib/PreferencesContext.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { DataTable } from '../../ui/table/DataTable.tsx';
import { useNow } from '../../ui/useNow.ts';
import { orderColumns } from './columns.tsx';
import { OrderFilters } from './OrderFilters.tsx';
import { OrderTools } from './OrderTools.tsx';
import styles from './OrdersScreen.module.css';

const pageRows = 200;

/** All orders: filtered and sorted by the address, of any number. */
export function OrdersScreen(): ReactNode {
  const search = useSearch({ from: '/orders' });
  const navigate = useNavigate({ from: '/orders' });
  const [{ hiddenColumns }] = usePreferences();
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
  const list = useList('orders.list', { filter, sort, descending, limit: pageRows });
  const columns = useMemo(() => orderColumns(format, now, spanned), [format, now, spanned]);
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.rows) ?? [], [list.data]);
  const { fetchNextPage, isFetchingNextPage } = list;
  const onEnd = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const onOpen = useCallback(
    (row: OrderRow) =>
      void navigate({ to: '/orders/$threadId', params: { threadId: String(row.threadId) }, state: { fromList: true } }),
    [navigate],
  );

  return (
    <Page
      title="Orders"
      layout="fill"
      note={<OrderCount filter={filter} />}
      actions={<OrderTools columns={columns} rows={rows} more={list.hasNextPage} />}
    >
      <OrderFilters
        search={search}
        onChange={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
      />
      {list.data === undefined ? (
        list.error ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <Loading rows={12} />
        )
      ) : rows.length === 0 ? (
        <div className={styles['empty']}>
          <NoOrders
            filtered={Object.keys(filter).length > 0}
            {...(state === undefined ? {} : { state })}
            onAll={() => void navigate({ search: {}, replace: true })}
          />
        </div>
      ) : (
        <DataTable
          key={JSON.stringify({ filter, sort, descending })}
          label="Orders"
          place={`orders ${JSON.stringify({ filter, sort, descending })}`}
          columns={columns}
          hidden={hiddenColumns}
          rows={rows}
          rowKey={keyOf}
          onOpen={onOpen}
          old={list.isPlaceholderData}
          hasMore={list.hasNextPage}
          onEnd={onEnd}
          sorting={{
            by: sort,
            descending,
            onSort: (by, down) => {
              const wanted = orderSorts.find((known) => known === by);
              void navigate({ search: (before) => ({ ...before, sort: wanted, descending: down }), replace: true });
            },
          }}
        />
      )}
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
