import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { AppError } from '#core/contract/errors.ts';

const askAgainMs = 3_000;

/** What ends without anybody pressing anything here: another process stops, a disk gets room, Quayside is back. */
const passes: ReadonlySet<string> = new Set(['engine-not-running', 'folder-locked', 'folder-not-writable', 'disk-full']);

/**
 * Server data by the rules of this project: answers stay fresh until the engine says otherwise, loopback is not "the
 * network", and only a failure inside the engine is tried again by itself.
 */
export function createQueryClient(onSessionExpired: () => void): QueryClient {
  const onError = (error: unknown): void => {
    if (error instanceof AppError && error.code === 'session-expired') onSessionExpired();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 30 * 60_000,
        networkMode: 'always',
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        // A page that got no answer asks again by itself; nobody has to press anything when Quayside is back.
        refetchInterval: ({ state }) => (state.error instanceof AppError && passes.has(state.error.code) ? askAgainMs : false),
        retry: (failures, error) => error instanceof AppError && error.code === 'internal' && failures < 1,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
