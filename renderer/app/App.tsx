import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import type { Connection } from '../api/connect.ts';
import { ApiProvider } from '../api/ApiContext.tsx';
import { createLive } from '../api/live.ts';
import { createQueryClient } from '../api/queryClient.ts';
import { forgetSession } from '../api/session.ts';
import { PreferencesProvider } from '../lib/PreferencesContext.tsx';
import type { Preferences } from '../lib/preferences.ts';
import { ReturnPoints } from '../lib/ReturnPoints.tsx';
import { createAppRouter } from './router.tsx';
import { SessionScreen } from './SessionScreen.tsx';
import { Themed } from './Themed.tsx';

export interface AppProps {
  readonly connection: Connection;
  readonly preferences: Preferences;
}

/** The whole page: signed in with its screens, or one screen that says how to sign in. */
export function App({ connection, preferences }: AppProps): ReactNode {
  const [expired, setExpired] = useState(false);
  return (
    <PreferencesProvider preferences={preferences}>
      <Themed>
        {connection.state === 'connected' && !expired ? (
          <Connected
            connection={connection}
            onExpired={() => {
              forgetSession(window);
              setExpired(true);
            }}
          />
        ) : (
          <SessionScreen why={whyOf(connection)} />
        )}
      </Themed>
    </PreferencesProvider>
  );
}

function whyOf(connection: Connection): 'expired' | 'none' | 'used' | 'no-answer' {
  if (connection.state === 'connected') return 'expired';
  return connection.state === 'no-answer' ? 'no-answer' : connection.why;
}

interface ConnectedProps {
  readonly connection: Extract<Connection, { state: 'connected' }>;
  readonly onExpired: () => void;
}

function Connected({ connection, onExpired }: ConnectedProps): ReactNode {
  const [parts] = useState(() => {
    const queries = createQueryClient(onExpired);
    const { client, host } = connection;
    const router = createAppRouter();
    const live = createLive(client, queries, (path) => router.history.push(path));
    return { queries, router, api: { client, host, live } };
  });
  useEffect(() => parts.api.live.start(), [parts]);
  return (
    <QueryClientProvider client={parts.queries}>
      <ApiProvider api={parts.api}>
        <ReturnPoints>
          <RouterProvider router={parts.router} />
        </ReturnPoints>
      </ApiProvider>
    </QueryClientProvider>
  );
}
