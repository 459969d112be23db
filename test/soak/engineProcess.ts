import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { connectionSchema } from '#core/contract/connection.ts';
import type { App } from '#core/host/app.types.ts';
import { createApp } from '#core/host/createApp.ts';
import { createSecrets } from '#core/host/adapters/secrets.ts';
import { hostPorts } from '#core/host/ports.ts';
import { workers } from '#core/host/places.ts';
import type { Ports } from '#core/ports/ports.ts';
import { people } from './people.ts';
import type { SessionReport } from './session.ts';

/**
 * The engine and the people before it, in a process of their own: runs, lets people act, says what came of it. It kills
 * itself where the input says. The one argument is a JSON file.
 */
const inputSchema = z.object({
  connection: connectionSchema,
  control: z.string(),
  folder: z.string(),
  maps: z.array(z.enum(['partners', 'locations', 'items', 'units'])),
  seed: z.number(),
  cycles: z.number(),
  kill: z
    .discriminatedUnion('by', [
      z.object({ by: z.literal('checkpoint'), name: z.string(), nth: z.number() }),
      z.object({ by: z.literal('request'), nth: z.number(), when: z.enum(['before', 'after']) }),
      z.object({ by: z.literal('time'), ms: z.number() }),
    ])
    .optional(),
});
type Input = z.output<typeof inputSchema>;

async function die(): Promise<void> {
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => undefined);
}

/** What ends the process on the way: nothing of it is known to the engine. */
function deadly(kill: Input['kill'], base: Ports): Ports {
  let passed = 0;
  let asked = 0;
  return {
    ...base,
    checkpoint: async (name) => {
      if (kill?.by !== 'checkpoint' || name !== kill.name) return;
      passed += 1;
      if (passed === kill.nth) await die();
    },
    fetch: async (url, init) => {
      asked += 1;
      const now = kill?.by === 'request' && asked === kill.nth;
      if (now && kill.when === 'before') await die();
      const response = await base.fetch(url, init);
      if (now) await die();
      return response;
    },
  };
}

async function main(): Promise<void> {
  const input = inputSchema.parse(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
  const { connection, kill } = input;
  if (kill?.by === 'time') setTimeout(() => void die(), kill.ms);
  const secrets = createSecrets({ env: {}, file: {}, connection, now: () => new Date().toISOString() });
  const ports = deadly(kill, hostPorts({ secrets, log: () => undefined, level: 'error', timeZone: 'America/Chicago' }));
  const app = await createApp({
    ports,
    folder: input.folder,
    connection,
    workspace: { name: 'soak', word: 'Soak', colour: 'test' },
    version: '0.0.0-soak',
    storeWorker: workers.store,
  });
  const report = await work(app, input);
  await app.stop();
  process.stdout.write(`${JSON.stringify(report)}\n`);
}

async function work(app: App, input: Input): Promise<SessionReport> {
  const staff = people(app, input);
  await staff.prepare();
  const messages: string[] = [];
  let acts = 0;
  let milliseconds = 0;
  for (let cycle = 0; cycle < input.cycles; cycle += 1) {
    const { outcome, message, summary } = await app.engine.runOnce('command');
    milliseconds += summary.durationMs;
    if (message !== undefined) messages.push(`${outcome}: ${message}`);
    acts = await staff.act();
  }
  return { messages, acts, milliseconds, ...(await staff.figures()) };
}

await main();
