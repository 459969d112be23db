import type { UseQueryResult } from '@tanstack/react-query';
import type { ListRows } from '../../ui/table/useRows.ts';

const none: readonly never[] = [];
const noEnd = (): void => undefined;

/** A list that comes in one answer, as a table takes it. */
export function useAllRows<Row>(
  answer: Pick<UseQueryResult<{ readonly rows: readonly Row[] }>, 'data' | 'error' | 'refetch' | 'isPlaceholderData'>,
): ListRows<Row> {
  return {
    rows: answer.data?.rows ?? none,
    state: answer.data === undefined ? (answer.error ? 'error' : 'loading') : 'ready',
    error: answer.error,
    retry: () => void answer.refetch(),
    hasMore: false,
    onEnd: noEnd,
    old: answer.isPlaceholderData,
  };
}
