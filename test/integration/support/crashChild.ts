import { readFileSync } from 'node:fs';
import { connectionSchema } from '#core/contract/connection.ts';
import { createApp } from '#core/host/createApp.ts';
import { hostPorts } from '#core/host/ports.ts';
import { createSecrets } from '#core/host/adapters/secrets.ts';

/**
 * One run in a process of its own, ended by SIGKILL at the n-th time that it passes a checkpoint. Prints the summary
 * when it comes to its end alive. Arguments: a JSON file with {connection, folder, killAt?, nth?}.
 */
interface Input {
  readonly connection: unknown;
  readonly folder: string;
  readonly killAt?: string;
  readonly nth?: number;
}

const input = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Input;
const connection = connectionSchema.parse(input.connection);
const secrets = createSecrets({ env: {}, file: {}, connection, now: () => new Date().toISOString() });
let passed = 0;
const ports = {
  ...hostPorts({ secrets, log: () => undefined, level: 'error' as const, timeZone: 'UTC' }),
  checkpoint: async (name: string): Promise<void> => {
    if (name !== input.killAt) return;
    passed += 1;
    if (passed !== (input.nth ?? 1)) return;
    process.kill(process.pid, 'SIGKILL');
    await new Promise(() => undefined);
  },
};
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
