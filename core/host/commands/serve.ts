import { ensureBuilt } from '../build.ts';
import { startHttpHost } from '../http/server.ts';
import { hostPorts } from '../ports.ts';
import { packageFolder, rendererFolder } from '../places.ts';
import { openBrowser } from '../openBrowser.ts';
import { createSecrets } from '../adapters/secrets.ts';
import { ended, exitCodes, readArgs, wholeNumber, type Command, type Terminal } from './command.ts';
import { announceHost } from './open.ts';
import { openApp } from './openApp.ts';
import { whereOptions, whereUsage } from './place.ts';
import { ensurePracticeMaps } from './practiceMaps.ts';
import { openWhere, type Where } from './where.ts';

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
    const port = wholeNumber(values.port, 'port', { min: 0, max: 65_535 }) ?? 0;
    const where = await openWhere(values, terminal, { practiceOrders: 8 });
    try {
      await ensureBuilt(packageFolder(), terminal.err, terminal.signal);
      await serveWorkspace(where, terminal, {
        port,
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
    let unannounce = (): void => undefined;
    try {
      unannounce = announceHost(where.folder, { port: host.port, pid: process.pid, key: host.tokens.adminKey });
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
      unannounce();
      await host.close();
    }
  } finally {
    await app.stop();
  }
}
