import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectionSchema, type Connection } from '#core/contract/connection.ts';
import type { App } from '#core/host/app.types.ts';
import { createApp } from '#core/host/createApp.ts';
import { ensurePracticeMaps } from '#core/host/commands/practiceMaps.ts';
import { hostPorts } from '#core/host/ports.ts';
import { workers } from '#core/host/places.ts';
import { createSecrets } from '#core/host/adapters/secrets.ts';
import type { Ports } from '#core/ports/ports.ts';

/** A practice world in a process of its own. */
export interface BenchWorld {
  readonly connection: Connection;
  /** Where its controls are. */
  readonly control: string;
  post(action: string, body: unknown): Promise<unknown>;
  stop(): void;
}

/** `options` as the practice process takes them, e.g. `--products 200000`. */
export async function startWorld(...options: readonly string[]): Promise<BenchWorld> {
  const entry = fileURLToPath(new URL('../../core/practice/process.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [entry, '--seed', '3', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text);
    });
  });
  const { connection, control } = JSON.parse(line) as { readonly connection: unknown; readonly control: string };
  return {
    connection: connectionSchema.parse(connection),
    control,
    post: async (action, body) => {
      const response = await fetch(`${control}/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return response.json();
    },
    stop: () => void child.kill('SIGTERM'),
  };
}

/** An app on a new folder (or one that is kept), with its store on threads as in production. */
export async function startApp(
  connection: Connection,
  change: { readonly ports?: Partial<Ports>; readonly folder?: string } = {},
): Promise<{ readonly app: App; readonly folder: string; stop(): Promise<void> }> {
  const folder = change.folder ?? (await mkdtemp(join(tmpdir(), 'quayside-bench-')));
  const secrets = createSecrets({ env: {}, file: {}, connection, now: () => '' });
  const app = await createApp({
    ports: { ...hostPorts({ secrets, log: () => undefined, level: 'error', timeZone: 'UTC' }), ...change.ports },
    folder,
    connection,
    workspace: { name: 'bench', word: 'Bench', colour: 'test' },
    version: '0.0.0-bench',
    storeWorker: workers.store,
  });
  await ensurePracticeMaps(app.store);
  return {
    app,
    folder,
    stop: async () => {
      await app.stop();
      if (change.folder === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The middle of some figures. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The value that all but a share of them stay below. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export interface BenchRow {
  readonly what: string;
  readonly figure: string;
  readonly target: string;
  readonly holds: boolean;
}

export function row(what: string, figure: string, target: string, holds: boolean): BenchRow {
  return { what, figure, target, holds };
}

/** How long the event loop of this thread was kept, by the clock and by its own CPU. */
export interface LongestTurn {
  /** With everything that other programs took of the core meanwhile. */
  readonly clock: number;
  /** What this thread worked in it, in milliseconds: on a shared machine the figure that says something of the program. */
  readonly own: number;
}

/** Watches the turns of the event loop until `stop`. */
export function watchTurns(): { stop(): LongestTurn } {
  let longest: LongestTurn = { clock: 0, own: 0 };
  let at = performance.now();
  let used = process.threadCpuUsage();
  const timer = setInterval(() => {
    const now = performance.now();
    const taken = process.threadCpuUsage(used);
    longest = {
      clock: Math.max(longest.clock, now - at),
      own: Math.max(longest.own, (taken.user + taken.system) / 1000),
    };
    at = now;
    used = process.threadCpuUsage();
  }, 1);
  return {
    stop: () => {
      clearInterval(timer);
      return longest;
    },
  };
}
