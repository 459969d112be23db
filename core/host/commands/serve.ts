import { createLogger } from '../adapters/logger.ts';
import { systemClock } from '../adapters/clock.ts';
import { systemRandom } from '../adapters/random.ts';
import { ensureBuilt } from '../build.ts';
import { createConsole, type Console } from '../console/console.ts';
import { startHttpHost } from '../http/server.ts';
import { packageFolder, rendererFolder } from '../places.ts';
import { openBrowser } from '../openBrowser.ts';
import { ended, exitCodes, readArgs, wholeNumber, type Command, type Terminal } from './command.ts';
import { announceHost } from './open.ts';
import { whereOptions, whereUsage } from './place.ts';

/** `serve`: engine and console on loopback until it is told to stop. */
export const serve: Command = {
  name: 'serve',
  usage: `serve ${whereUsage} [--port P] [--open] [--json]`,
  help: `Runs the engine by its schedule and serves the console on 127.0.0.1. The printed address carries a one-time code,
good for ten minutes and one use; "open" makes a new one. The console can show the other workspaces too; without a place
it begins with the one that was opened in it last, else practice.
  --port P   a fixed port instead of a free one
  --open     opens the address in the browser`,
  async run(args, terminal) {
    const { values } = readArgs(args, { ...whereOptions, port: { type: 'string' }, open: { type: 'boolean' } });
    const port = wholeNumber(values.port, 'port', { min: 0, max: 65_535 }) ?? 0;
    const console = createConsole({ terminal, values });
    try {
      await console.start();
      await ensureBuilt(packageFolder(), terminal.err, terminal.signal);
      await serveConsole(console, terminal, {
        port,
        open: values.open === true,
        json: values.json === true,
      });
      return exitCodes.good;
    } finally {
      await console.stop();
    }
  },
};

export interface ServeOptions {
  readonly port: number;
  readonly open: boolean;
  readonly json: boolean;
}

/** Serves a console until the terminal's signal aborts. */
export async function serveConsole(console: Console, terminal: Terminal, options: ServeOptions): Promise<void> {
  const { clock, log } = { clock: systemClock, log: createLogger(terminal.err, () => systemClock.now(), 'warn') };
  const host = await startHttpHost({
    app: console,
    pages: rendererFolder(),
    port: options.port,
    clock,
    random: systemRandom,
    log,
  });
  let unannounce = (): void => undefined;
  try {
    // `open` finds the console by the folder of the workspace that it shows.
    console.onShown((opened) => {
      unannounce();
      unannounce = opened
        ? announceHost(opened.where.folder, { port: host.port, pid: process.pid, key: host.tokens.adminKey })
        : () => undefined;
    });
    announce(console, host.url(), host.port, terminal, options);
    await ended(terminal.signal);
  } finally {
    unannounce();
    await host.close();
  }
}

function announce(console: Console, url: string, port: number, terminal: Terminal, options: ServeOptions): void {
  const control = console.current()?.where.practice?.control;
  const word = console.current()?.where.word ?? console.first.word;
  terminal.out(
    options.json
      ? `${JSON.stringify({ url, port, ...(control === undefined ? {} : { control }) })}\n`
      : `Quayside, ${word} workspace: ${url}\n`,
  );
  if (options.open && !openBrowser(url)) terminal.err('No browser was found; open the address above yourself.\n');
}
