import { useInfiniteQuery, useMutation, useQuery, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import { createContext, use, useCallback, useSyncExternalStore, type ReactNode } from 'react';
import type { Client } from '#core/contract/client.ts';
import type { InputOf, OutputOf } from '#core/contract/endpoints.ts';
import type { Live, LinkState } from './live.ts';
import { apiList, apiQuery, type CommandMethod, type ListMethod, type QueryMethod } from './queries.ts';

interface Api {
  readonly client: Client;
  readonly live: Live;
  readonly host: 'desktop' | 'browser';
}

const ApiContext = createContext<Api | undefined>(undefined);

export function ApiProvider({ api, children }: { readonly api: Api; readonly children: ReactNode }): ReactNode {
  return <ApiContext value={api}>{children}</ApiContext>;
}

function useApi(): Api {
  const api = use(ApiContext);
  if (!api) throw new Error('ApiProvider is missing');
  return api;
}

export interface QueryChoice {
  readonly enabled?: boolean;
  /** Shows the last answer while the next one is on its way, so that nothing jumps. */
  readonly keepPrevious?: boolean;
}

/** An answer of the engine that stays true by itself. */
export function useAnswer<M extends QueryMethod>(
  method: M,
  input: InputOf<M>,
  choice: QueryChoice = {},
): UseQueryResult<OutputOf<M>> {
  const { client } = useApi();
  return useQuery({
    ...apiQuery(client, method, input),
    enabled: choice.enabled ?? true,
    ...(choice.keepPrevious ? { placeholderData: (previous: OutputOf<M> | undefined) => previous } : {}),
  } as ReturnType<typeof apiQuery<M>>);
}

/** A long list, page by page. */
export function useList<M extends ListMethod>(method: M, input: Omit<InputOf<M>, 'cursor'>) {
  const { client } = useApi();
  return useInfiniteQuery({ ...apiList(client, method, input), placeholderData: (previous) => previous });
}

/** A command. What it changed arrives as an event; nothing is refreshed by hand. */
export function useCommand<M extends CommandMethod>(method: M): UseMutationResult<OutputOf<M>, Error, InputOf<M>> {
  const { client } = useApi();
  return useMutation({ mutationFn: (input: InputOf<M>) => client.call(method, input) });
}

/** A query that is asked once, when a person presses something (a file to save); nothing is kept of it. */
export function useAsk(): <M extends QueryMethod>(method: M, input: InputOf<M>) => Promise<OutputOf<M>> {
  const { client } = useApi();
  return useCallback((method, input) => client.call(method, input), [client]);
}

/** Whether the engine's events reach this page. */
export function useLink(): LinkState {
  const { live } = useApi();
  return useSyncExternalStore(live.subscribe, live.state);
}

export function useHost(): 'desktop' | 'browser' {
  return useApi().host;
}
