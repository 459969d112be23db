import { resolve } from 'node:path';
import { startPractice } from '#core/practice/world.ts';
import { exitCodes, readArgs, wholeNumber, type Command } from './command.ts';

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
    const world = await startPractice({
      port: wholeNumber(values.port, 'port', { min: 0, max: 65_535 }) ?? 0,
      seed: wholeNumber(values.seed, 'seed', { min: 0, max: 4_294_967_295 }) ?? 1,
      orders: wholeNumber(values.orders, 'orders', { min: 0, max: 100_000 }) ?? 0,
    });
    if (values.maps !== undefined) await world.writeMaps(resolve(terminal.cwd, values.maps));
    terminal.out(`${JSON.stringify({ connection: world.connection, control: world.control })}\n`);
    await new Promise<void>((end) => {
      if (terminal.signal.aborted) end();
      else terminal.signal.addEventListener('abort', () => end(), { once: true });
    });
    await world.close();
    return exitCodes.good;
  },
};
