import type { Ports } from '#core/ports/ports.ts';
import type { Terminal } from './commands/command.ts';
import { openApp } from './commands/openApp.ts';
import { ensurePracticeMaps } from './commands/practiceMaps.ts';
import { openWhere, type Where } from './commands/where.ts';
import type { App } from './createApp.ts';

/** Opens the workspace that a console starts with and its engine; what was opened is closed again when a step fails. */
export async function openWorkspace(terminal: Terminal, change: Partial<Ports> = {}): Promise<App> {
  const where = await openWhere({}, terminal, { practiceOrders: 8 });
  try {
    return await openEngine(where, terminal, change);
  } catch (thrown) {
    await where.close();
    throw thrown;
  }
}

async function openEngine(where: Where, terminal: Terminal, change: Partial<Ports>): Promise<App> {
  const app = await openApp(where, terminal, change);
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
