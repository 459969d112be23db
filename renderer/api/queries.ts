import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { Client } from '#core/contract/client.ts';
import type { Endpoints, InputOf, Method, OutputOf } from '#core/contract/endpoints.ts';

export type QueryMethod = { [M in Method]: Endpoints[M]['kind'] extends 'query' ? M : never }[Method];
export type CommandMethod = Exclude<Method, QueryMethod>;

/** Lists that come page by page. */
export type ListMethod =
  | 'orders.list'
  | 'orders.timeline'
  | 'packing.list'
  | 'attention.list'
  | 'runs.list'
  | 'runs.rows'
  | 'audit.list'
  | 'prices.desk'
  | 'triage.groups'
  | 'triage.members'
  | 'prices.history'
  | 'master.products'
  | 'master.customers'
  | 'master.addresses'
  | 'master.findings'
  | 'mappings.list'
  | 'mappings.missing'
  | 'mappings.coverage'
  | 'mappings.changes'
  | 'mappings.changeRows'
  | 'mappings.previewRows'
  | 'outbound.list'
  | 'outbound.unknown'
  | 'outbound.versions'
  | 'outbound.pastHolds'
  | 'postings.notOurs'
  | 'sheets.history';

/** The one place where query keys are written: `[method, input]`. */
export function apiQuery<M extends QueryMethod>(client: Client, method: M, input: InputOf<M>) {
  return queryOptions<OutputOf<M>>({
    queryKey: [method, input],
    queryFn: ({ signal }) => client.call(method, input, signal),
  });
}

/** A list by keyset pages; the key is that of the list without its cursor. */
export function apiList<M extends ListMethod>(client: Client, method: M, input: Omit<InputOf<M>, 'cursor'>) {
  return infiniteQueryOptions({
    queryKey: [method, input, 'pages'],
    queryFn: ({ signal, pageParam }): Promise<OutputOf<M>> =>
      client.call(method, { ...input, ...(pageParam === undefined ? {} : { cursor: pageParam }) } as InputOf<M>, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: OutputOf<M>) => last.nextCursor,
  });
}
