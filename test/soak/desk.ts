import { createClient } from '#core/contract/client.ts';
import type { Connection } from '#core/contract/connection.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import type { ThreadView } from '#core/contract/views/orders.ts';
import type { OutboundListRow } from '#core/contract/views/outbound.ts';
import { createApp } from '#core/host/createApp.ts';
import { createSecrets } from '#core/host/adapters/secrets.ts';
import { hostPorts } from '#core/host/ports.ts';

/** The desk after the run, read through its contract as a screen reads it. */
export interface Desk {
  threads(): Promise<readonly ThreadView[]>;
  documents(): Promise<readonly OutboundListRow[]>;
  /** Documents that the desk of lost answers lists. */
  unknown(): Promise<ReadonlySet<number>>;
  /** What is wrong with the database or its audit; nothing. */
  sound(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openDesk({
  connection,
  folder,
}: {
  readonly connection: Connection;
  readonly folder: string;
}): Promise<Desk> {
  const secrets = createSecrets({ env: {}, file: {}, connection, now: () => new Date().toISOString() });
  const app = await createApp({
    ports: hostPorts({ secrets, log: () => undefined, level: 'error', timeZone: 'America/Chicago' }),
    folder,
    connection,
    workspace: { name: 'soak', word: 'Soak', colour: 'test' },
    version: '0.0.0-soak',
  });
  const client = createClient(
    directTransport({ dispatch: app.dispatch, listen: (after, onEvent) => app.events.listen(after, onEvent) }),
  );
  return {
    async threads() {
      const rows = await pages((cursor) => client.call('orders.list', { limit: 200, ...cursor }));
      const threads: ThreadView[] = [];
      for (const { threadId } of rows) threads.push(await client.call('orders.thread', { threadId }));
      return threads;
    },
    documents: () => pages((cursor) => client.call('outbound.list', { limit: 200, ...cursor })),
    unknown: async () =>
      new Set(
        (await pages((cursor) => client.call('outbound.unknown', { limit: 200, ...cursor }))).map(({ outboundId }) => outboundId),
      ),
    async sound() {
      const { brokenAt } = await app.store.checkAudit({});
      const { ok, message } = await app.store.integrity({});
      return [...(brokenAt === undefined ? [] : [`the audit is broken at ${brokenAt}`]), ...(ok ? [] : [message])];
    },
    close: () => app.stop(),
  };
}

interface Page<T> {
  readonly rows: readonly T[];
  readonly nextCursor?: string | undefined;
}

async function pages<T>(ask: (cursor: { readonly cursor?: string }) => Promise<Page<T>>): Promise<readonly T[]> {
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(cursor === undefined ? {} : { cursor });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return rows;
}
