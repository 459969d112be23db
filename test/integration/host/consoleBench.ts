import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endpoints } from '#core/contract/endpoints.ts';
import { createClient, type Client } from '#core/contract/client.ts';
import type { ConnectionDraft } from '#core/contract/connectionDraft.ts';
import { connectionSchema, type Connection } from '#core/contract/connection.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import type { Topic } from '#core/contract/events.ts';
import type { DoctorView, DraftView, SetUpId } from '#core/contract/views/workspaces.ts';
import { createConsole, type Console, type ConsoleOptions } from '#core/host/console/console.ts';
import { draftOf } from '#core/host/connections/draft.ts';
import type { WhereValues } from '#core/host/commands/place.ts';
import { startPractice, type PracticeOptions, type PracticeWorld } from '#core/practice/world.ts';

/** A data folder of its own, a practice world that stands for the real accounts, and consoles over them. */
export interface ConsoleBench {
  readonly world: PracticeWorld;
  readonly connection: Connection;
  readonly data: string;
  readonly env: Record<string, string>;
  /** Everything that was written to standard error: where logs go. */
  readonly log: () => string;
  start(values?: WhereValues, more?: Partial<ConsoleOptions>): Promise<{ readonly console: Console; readonly client: Client }>;
  control(action: string, body: unknown): Promise<void>;
  close(): Promise<void>;
}

export async function startConsoleBench(options: PracticeOptions = {}): Promise<ConsoleBench> {
  const world = await startPractice({ seed: 6, products: 40, ...options });
  const data = await mkdtemp(join(tmpdir(), 'quayside-console-'));
  const env: Record<string, string> = { QUAYSIDE_DATA: data, QUAYSIDE_TIME_ZONE: 'UTC', QUAYSIDE_LOG: 'debug' };
  const consoles: Console[] = [];
  let log = '';
  return {
    world,
    data,
    env,
    connection: connectionSchema.parse(world.connection),
    log: () => log,
    async start(values, more = {}) {
      const terminal = {
        out: () => undefined,
        err: (text: string) => {
          log += text;
        },
        interactive: false,
        env,
        cwd: data,
        signal: new AbortController().signal,
      };
      const console = createConsole({ terminal, ...(values === undefined ? {} : { values }), ...more });
      consoles.push(console);
      const { dispatch, events } = console;
      return {
        console,
        client: checked(createClient(directTransport({ dispatch, listen: (...args) => events.listen(...args) }))),
      };
    },
    async control(action, body) {
      const response = await fetch(`${world.control}/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    async close() {
      for (const console of consoles) await console.stop();
      await world.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** The same client, which takes no answer that has not the shape of the contract. */
function checked(client: Client): Client {
  return {
    listen: client.listen,
    async call(method, input, signal) {
      const value = await client.call(method, input, signal);
      endpoints[method].output.parse(value);
      return value;
    },
  };
}

/** Types the world's own connection and both secrets. */
export async function setUp(
  client: Client,
  workspace: SetUpId,
  connection: Connection,
  change: (draft: ConnectionDraft) => ConnectionDraft = (draft) => draft,
): Promise<DraftView> {
  const { revision } = await client.call('connections.draft', { workspace });
  for (const name of ['sps.clientSecret', 'dynamics.clientSecret'] as const)
    await client.call('connections.setSecret', { workspace, name, value: 'practice-only' });
  return client.call('connections.save', { workspace, seen: revision, draft: change(draftOf(connection)) });
}

/** Resolves as soon as something holds, which is looked at now and after each event of a topic. */
export function until(client: Client, topic: Topic, holds: () => Promise<boolean>): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = async (): Promise<void> => {
    try {
      if (await holds()) resolve();
    } catch (thrown) {
      reject(thrown);
    }
  };
  const end = client.listen(0, ({ event }) => {
    if (event.topic === topic) void look();
  });
  void look();
  return promise.finally(end);
}

/** Runs the doctor to its end. */
export async function examine(client: Client, workspace: SetUpId, writeTest?: string): Promise<DoctorView> {
  const { revision } = await client.call('connections.draft', { workspace });
  await client.call('connections.examine', { workspace, seen: revision, ...(writeTest === undefined ? {} : { writeTest }) });
  await until(client, 'connections', async () => {
    const { state } = await client.call('connections.doctor', { workspace });
    return state === 'ended' || state === 'cancelled';
  });
  return client.call('connections.doctor', { workspace });
}
