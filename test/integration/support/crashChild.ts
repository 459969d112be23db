import { readFileSync, writeFileSync } from 'node:fs';
import { connectionSchema } from '#core/contract/connection.ts';
import { createApp } from '#core/host/createApp.ts';
import { hostPorts } from '#core/host/ports.ts';
import { createSecrets } from '#core/host/adapters/secrets.ts';
import type { Ports } from '#core/ports/ports.ts';

/**
 * One run in a process of its own, ended by SIGKILL at the n-th time that it passes a checkpoint. Prints the summary
 * when it comes to its end alive. Arguments: a JSON file with {connection, folder, killAt?, nth?, onItsWay?}.
 */
interface Input {
  readonly connection: unknown;
  readonly folder: string;
  readonly killAt?: string;
  readonly nth?: number;
  /** Killed while the first POST to such an address is on its way: it is kept in a file, for the network to deliver later. */
  readonly onItsWay?: { readonly address: string; readonly file: string };
}

const input = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Input;
const connection = connectionSchema.parse(input.connection);
const secrets = createSecrets({ env: {}, file: {}, connection, now: () => new Date().toISOString() });
let passed = 0;
const host = hostPorts({ secrets, log: () => undefined, level: 'error' as const, timeZone: 'UTC' });
const ports: Ports = {
  ...host,
  fetch: async (url, asked) => {
    const { onItsWay } = input;
    if (!onItsWay || asked.method !== 'POST' || !new RegExp(onItsWay.address).test(url)) return host.fetch(url, asked);
    const { method, headers, body = '' } = asked;
    writeFileSync(onItsWay.file, JSON.stringify({ url, method, headers, body: Buffer.from(body).toString('utf8') }));
    return die();
  },
  checkpoint: async (name: string): Promise<void> => {
    if (name !== input.killAt) return;
    passed += 1;
    if (passed === (input.nth ?? 1)) await die();
  },
};

/** Ends the process as a power cut does. */
function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
}

const app = await createApp({
  ports,
  folder: input.folder,
  connection,
  workspace: { name: 'test', word: 'Test', colour: 'test' },
  version: '0.0.0-test',
});
const { summary } = await app.engine.runOnce('command');
await app.stop();
process.stdout.write(`${JSON.stringify(summary)}\n`);
