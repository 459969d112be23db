import { createApp, type App, type AppOptions } from '../createApp.ts';
import { createOffload } from '../offload.ts';
import { packageVersion, workers } from '../places.ts';
import { hostPorts } from '../ports.ts';
import { createSecrets } from '../adapters/secrets.ts';
import { systemClock } from '../adapters/clock.ts';
import type { Ports } from '#core/ports/ports.ts';
import type { PracticeWorld } from '#core/practice/world.ts';
import type { Terminal } from './command.ts';
import type { Where } from './where.ts';

/** Opens the workspace of a command with this machine's ports (or a host's own), the store on its own threads. */
export async function openApp(where: Where, terminal: Terminal, change: Partial<Ports> = {}): Promise<App> {
  const secrets = createSecrets({
    env: terminal.env,
    file: where.secrets,
    connection: where.connection,
    now: () => systemClock.now(),
  });
  const level = terminal.env['QUAYSIDE_LOG'];
  const ports = {
    ...hostPorts({
      secrets,
      log: terminal.err,
      level: level === 'debug' || level === 'info' || level === 'error' ? level : 'warn',
      timeZone: terminal.env['QUAYSIDE_TIME_ZONE'],
    }),
    ...change,
  };
  const offload = createOffload(workers.task);
  const place = where.practice;
  const options: AppOptions = {
    ports,
    folder: where.folder,
    connection: where.connection,
    workspace: { name: where.name, word: where.word, colour: where.colour },
    version: packageVersion(),
    storeWorker: workers.store,
    offload: (request) => offload.run(request),
    secretsInMemoryOnly: () => secrets.anyInMemory(),
    ...(place === undefined
      ? {}
      : {
          placeOrders: (request: Parameters<NonNullable<AppOptions['placeOrders']>>[0]) =>
            place.place(request as Parameters<PracticeWorld['place']>[0]),
        }),
  };
  const app = await createApp(options);
  return {
    ...app,
    stop: async () => {
      await app.stop();
      await offload.close();
    },
  };
}
