import type { App, AppOptions } from '../app.types.ts';
import { createApp } from '../createApp.ts';
import { createOffload } from '../offload.ts';
import { packageVersion, workers } from '../places.ts';
import { hostPorts } from '../ports.ts';
import { createSecrets, type TypedSecrets } from '../adapters/secrets.ts';
import { systemClock } from '../adapters/clock.ts';
import type { WorkspaceDesk } from '#core/api/workspaceDesk.ts';
import type { Ports } from '#core/ports/ports.ts';
import type { PracticeWorld } from '#core/practice/world.ts';
import type { Terminal } from './command.ts';
import type { Where } from './where.ts';

export interface OpenAppOptions {
  /** What a host brings of its own. */
  readonly change?: Partial<Ports>;
  /** Secrets that were typed on screen; they outlive one opening of the workspace. */
  readonly typed?: TypedSecrets;
  /** The console that shows the workspace. */
  readonly desk?: WorkspaceDesk;
}

/** Opens the workspace of a command with this machine's ports (or a host's own), the store on its own threads. */
export async function openApp(where: Where, terminal: Terminal, options: OpenAppOptions = {}): Promise<App> {
  const { change, typed, desk } = options;
  const secrets = createSecrets({
    // The practice world has secrets of its own; those of the environment are meant for real accounts.
    env: where.practice ? {} : terminal.env,
    file: where.secrets,
    connection: where.connection,
    now: () => systemClock.now(),
    ...(typed === undefined ? {} : { typed }),
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
  const appOptions: AppOptions = {
    ports,
    folder: where.folder,
    ...(terminal.placeOf === undefined ? {} : { placeOf: terminal.placeOf }),
    connection: where.connection,
    workspace: { name: where.name, word: where.word, colour: where.colour },
    version: packageVersion(),
    storeWorker: workers.store,
    offload: (request) => offload.run(request),
    timeZoneFixed: (terminal.env['QUAYSIDE_TIME_ZONE'] ?? '') !== '',
    secretsInMemoryOnly: () => secrets.anyInMemory(),
    ...(desk === undefined ? {} : { workspaces: desk }),
    ...(place === undefined
      ? {}
      : {
          placeOrders: (request: Parameters<NonNullable<AppOptions['placeOrders']>>[0]) =>
            place.place(request as Parameters<PracticeWorld['place']>[0]),
          backOffice: place.backOffice,
          // Its company keeps the days of the workspace, or in the evening it would post of tomorrow.
          onTimeZone: (zone: string) => place.keepZone(zone),
        }),
  };
  const app = await createApp(appOptions);
  return {
    ...app,
    stop: async () => {
      await app.stop();
      await offload.close();
    },
  };
}
