import { useCallback, useMemo } from 'react';

/** The rows of a list as a table takes them. */
export interface ListRows<Row> {
  readonly rows: readonly Row[];
  readonly state: 'loading' | 'error' | 'ready';
  readonly error: unknown;
  readonly retry: () => void;
  readonly hasMore: boolean;
  readonly onEnd: () => void;
  /** True while what is shown belongs to the filter before. */
  readonly old: boolean;
}

/** What a list that comes page by page tells; `useList` gives one. */
export interface Pages<Row> {
  readonly data: { readonly pages: readonly { readonly rows: readonly Row[] }[] } | undefined;
  readonly error: unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isPlaceholderData: boolean;
  readonly fetchNextPage: () => unknown;
  readonly refetch: () => unknown;
}

/** A list that comes page by page. An error beside rows that are here already is the frame's to say. */
export function useRows<Row>(list: Pages<Row>): ListRows<Row> {
  const { data, error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage, refetch } = list;
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const onEnd = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const retry = useCallback(() => void refetch(), [refetch]);
  return {
    rows,
    state: data === undefined ? (error ? 'error' : 'loading') : 'ready',
    error,
    retry,
    hasMore: hasNextPage,
    onEnd,
    old: isPlaceholderData,
  };
}
