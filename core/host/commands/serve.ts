import { rmSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#core/contract/errors.ts';
import { readOwner } from '#core/store/lock.ts';
import { startHttpHost } from '../http/server.ts';
import { hostPorts } from '../ports.ts';
import { rendererFolder } from '../places.ts';
import { openBrowser } from '../openBrowser.ts';
import { userDataFolder } from '../adapters/folders.ts';
import { createSecrets } from '../adapters/secrets.ts';
import { exitCodes, readArgs, wholeNumber, type Command, type Terminal } from './command.ts';
import { openApp } from './openApp.ts';
import { ensurePracticeMaps } from './practiceMaps.ts';
import { openWhere, whereOptions, whereUsage, type Where } from './where.ts';

const hostFile = 'host.json';

/** `serve`: engine and console on loopback until it is told to stop. */
export const serve: Command = {
  name: 'serve',
  usage: `serve ${whereUsage} [--port P] [--open] [--json]`,
  help: `Runs the engine by its schedule and serves the console on 127.0.0.1. The printed address carries a one-time code,
good for ten minutes and one use; "open" makes a new one.
  --port P   a fixed port instead of a free one
  --open     opens the address in the browser`,
  async run(args, terminal) {
    const { values } = readArgs(args, { ...whereOptions, port: { type: 'string' }, open: { type: 'boolean' } });
    const where = await openWhere(values, terminal, { practiceOrders: 8 });
    try {
      await serveWorkspace(where, terminal, {
        port: wholeNumber(values.port, 'port', { min: 0, max: 65_535 }) ?? 0,
        open: values.open === true,
        json: values.json === true,
      });
      return exitCodes.good;
    } finally {
      await where.close();
    }
  },
};

export interface ServeOptions {
  readonly port: number;
  readonly open: boolean;
  readonly json: boolean;
}

/** Serves an open workspace until the terminal's signal aborts. */
export async function serveWorkspace(where: Where, terminal: Terminal, options: ServeOptions): Promise<void> {
  const app = await openApp(where, terminal);
  const secrets = createSecrets({ env: {}, file: {}, connection: where.connection, now: () => '' });
  const { clock, random, log } = hostPorts({ secrets, log: terminal.err, level: 'warn' });
  try {
    if (where.practice) await ensurePracticeMaps(app.store);
    const host = await startHttpHost({ app, pages: rendererFolder(), port: options.port, clock, random, log });
    const file = join(where.folder, hostFile);
    try {
      writeFileSync(file, JSON.stringify({ port: host.port, pid: process.pid, key: host.tokens.adminKey }), { mode: 0o600 });
      await app.start();
      const url = host.url();
      const control = where.practice?.control;
      terminal.out(
        options.json
          ? `${JSON.stringify({ url, port: host.port, ...(control === undefined ? {} : { control }) })}\n`
          : `Quayside, ${where.word} workspace: ${url}\n`,
      );
      if (options.open && !openBrowser(url)) terminal.err('No browser was found; open the address above yourself.\n');
      await ended(terminal.signal);
    } finally {
      rmSync(file, { force: true });
      await host.close();
    }
  } finally {
    await app.stop();
  }
}

/** Resolves when the terminal's signal aborts. */
export function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** `open`: a new address for a console that is running. */
export const open: Command = {
  name: 'open',
  usage: `open ${whereUsage} [--json]`,
  help: 'Asks the running "serve" of a workspace for a new one-time address, prints it and opens it in the browser.',
  async run(args, terminal) {
    const { values } = readArgs(args, { ...whereOptions });
    const folder = values.data ?? join(userDataFolder(terminal.env), values.workspace ?? 'practice');
    const url = await addressOf(folder);
    terminal.out(values.json === true ? `${JSON.stringify({ url })}\n` : `${url}\n`);
    openBrowser(url);
    return exitCodes.good;
  },
};

/** A new one-time address of the console that runs for a folder; throws `not-found` where none answers. */
export async function addressOf(folder: string): Promise<string> {
  let host: { readonly port: number; readonly key: string };
  try {
    host = JSON.parse(readFileSync(join(folder, hostFile), 'utf8')) as typeof host;
  } catch (cause) {
    const owner = readOwner(folder);
    const hint = owner ? ` The last engine there was process ${owner.pid} since ${owner.since}.` : '';
    throw new AppError({
      code: 'not-found',
      message: `No console runs for ${folder}. Start it with: npm run -s quayside -- serve.${hint}`,
      cause,
    });
  }
  const response = await fetch(`http://127.0.0.1:${host.port}/api/code`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${host.key}` },
    body: '{}',
  }).catch((cause: unknown) => {
    throw new AppError({
      code: 'not-found',
      message: `The console of ${folder} does not answer any more. Start it again with: npm run -s quayside -- serve`,
      cause,
    });
  });
  const { url } = (await response.json()) as { readonly url: string };
  return url;
}
