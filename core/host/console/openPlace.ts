import type { WorkspaceDesk } from '#core/api/workspaceDesk.ts';
import type { Ports } from '#core/ports/ports.ts';
import type { TypedSecrets } from '../adapters/secrets.ts';
import type { Terminal } from '../commands/command.ts';
import { openApp } from '../commands/openApp.ts';
import type { WhereValues } from '../commands/place.ts';
import { ensurePracticeMaps } from '../commands/practiceMaps.ts';
import { openWhere, type Where } from '../commands/where.ts';
import type { App } from '../app.types.ts';

/** A workspace that a console shows. */
export interface OpenedPlace {
  readonly where: Where;
  /** Its `stop` also ends the practice world, where it has one. */
  readonly app: App;
}

export interface OpenPlaceOptions {
  readonly change?: Partial<Ports>;
  readonly typed?: TypedSecrets;
  readonly desk?: WorkspaceDesk;
}

/** Opens a workspace and its engine; what was opened is closed again when a step fails. */
export async function openPlace(values: WhereValues, terminal: Terminal, options: OpenPlaceOptions = {}): Promise<OpenedPlace> {
  const where = await openWhere(values, terminal, { practiceOrders: 8 });
  try {
    return { where, app: await openEngine(where, terminal, options) };
  } catch (thrown) {
    await where.close();
    throw thrown;
  }
}

async function openEngine(where: Where, terminal: Terminal, { change, typed, desk }: OpenPlaceOptions): Promise<App> {
  const app = await openApp(where, terminal, {
    ...(change === undefined ? {} : { change }),
    ...(typed === undefined ? {} : { typed }),
    ...(desk === undefined ? {} : { desk }),
  });
  try {
    if (where.practice) await ensurePracticeMaps(app.store);
    await app.start();
  } catch (thrown) {
    await app.stop();
    throw thrown;
  }
  return {
    ...app,
    stop: async () => {
      await app.stop();
      await where.close();
    },
  };
}
