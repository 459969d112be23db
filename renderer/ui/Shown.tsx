import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from './ErrorState.tsx';
import { Loading } from './Loading.tsx';

export interface ShownProps<T> {
  readonly answer: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>;
  readonly loading?: ReactNode;
  readonly children: (value: T) => ReactNode;
}

/**
 * An answer in its four states. An error beside an answer that is already here is not shown in its place: the frame
 * says that the link is lost, and what is on screen stays readable.
 */
export function Shown<T>({ answer, loading, children }: ShownProps<T>): ReactNode {
  if (answer.data !== undefined) return children(answer.data);
  if (answer.error) return <ErrorState error={answer.error} onRetry={() => void answer.refetch()} />;
  return loading ?? <Loading />;
}
