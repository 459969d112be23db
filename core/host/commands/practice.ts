import { resolve } from 'node:path';
import type { PracticeWorld } from '#core/practice/world.ts';
import { systemCode } from '#core/store/failures.ts';
import { makeFolder } from '#core/store/folder.ts';
import { hostZone } from '../adapters/timeZone.ts';
import { portFailure } from '../http/server.ts';
import { ended, exitCodes, readArgs, UsageError, wholeNumber, type Command } from './command.ts';

/** `practice`: the practice world alone, for programs that drive it. */
export const practice: Command = {
  name: 'practice',
  usage: 'practice [--port P] [--seed N] [--orders N] [--maps DIR]',
  help: `Starts a second SPS and a second Dynamics on loopback and stays. Prints {"connection": …, "control": URL} in one line.
  --orders N   orders that wait in the mailbox at the start
  --maps DIR   writes partners.csv, locations.csv, items.csv and units.csv that fit this world`,
  async run(args, terminal) {
    const { values } = readArgs(args, {
      port: { type: 'string' },
      seed: { type: 'string' },
      orders: { type: 'string' },
      maps: { type: 'string' },
    });
    const timeZone = hostZone(terminal.env['QUAYSIDE_TIME_ZONE']);
    const port = wholeNumber(values.port, 'port', { min: 0, max: 65_535 }) ?? 0;
    const { startPractice } = await import('#core/practice/world.ts');
    const world = await startPractice({
      port,
      timeZone,
      seed: wholeNumber(values.seed, 'seed', { min: 0, max: 4_294_967_295 }) ?? 1,
      orders: wholeNumber(values.orders, 'orders', { min: 0, max: 100_000 }) ?? 0,
    }).catch((thrown: unknown) => {
      throw portFailure(port, thrown);
    });
    try {
      if (values.maps !== undefined) await writeMaps(world, resolve(terminal.cwd, values.maps));
      terminal.out(`${JSON.stringify({ connection: world.connection, control: world.control })}\n`);
      await ended(terminal.signal);
      return exitCodes.good;
    } finally {
      await world.close();
    }
  },
};

async function writeMaps(world: PracticeWorld, folder: string): Promise<void> {
  try {
    makeFolder(folder);
    await world.writeMaps(folder);
  } catch (thrown) {
    throw new UsageError(
      `The maps cannot be written to ${folder} (${systemCode(thrown)}). Name a folder that this account may write.`,
    );
  }
}
