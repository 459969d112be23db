import { parseArgs } from 'node:util';
import { startPractice } from './world.ts';

/** The practice world as a process of its own: prints one line of JSON and stays until it is told to end. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      seed: { type: 'string' },
      orders: { type: 'string' },
      maps: { type: 'string' },
      products: { type: 'string' },
      zone: { type: 'string' },
    },
  });
  const world = await startPractice({
    port: Number(values.port ?? 0),
    seed: Number(values.seed ?? 1),
    orders: Number(values.orders ?? 0),
    ...(values.zone === undefined ? {} : { timeZone: values.zone }),
    ...(values.products === undefined ? {} : { products: Number(values.products) }),
  });
  if (values.maps !== undefined) await world.writeMaps(values.maps);
  process.stdout.write(`${JSON.stringify({ connection: world.connection, control: world.control })}\n`);
  const end = (): void => void world.close().then(() => process.exit(0));
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
}

await main();
