import { createContext, use, useState, type ReactNode } from 'react';

/** Where a person was in a list when they opened one of its rows. */
export interface ReturnPoint {
  readonly key: string;
  readonly offset: number;
}

const Context = createContext<Map<string, ReturnPoint> | undefined>(undefined);

/** Remembers the row of every list for as long as the page lives, so that Escape leads back to it. */
export function ReturnPoints({ children }: { readonly children: ReactNode }): ReactNode {
  const [points] = useState(() => new Map<string, ReturnPoint>());
  return <Context value={points}>{children}</Context>;
}

export function useReturnPoints(): Map<string, ReturnPoint> {
  const points = use(Context);
  if (!points) throw new Error('ReturnPoints is missing');
  return points;
}
