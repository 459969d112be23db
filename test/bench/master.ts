import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createClient } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import type { FixView } from '#core/contract/views/fix.ts';
import type { ProductRow } from '#core/contract/views/master.ts';
import { percentile, row, startApp, startWorld, watchTurns, type BenchRow } from './support.ts';

const products = 200_000;
const missing = 500;
/** As many missing mappings as a screen asks about at once. */
const page = 50;

/** A whole sync of a large company, and suggestions for many missing items out of it. */
export async function masterBench(): Promise<readonly BenchRow[]> {
  const world = await startWorld('--products', String(products));
  const started = await startApp(world.connection);
  const { app } = started;
  const client = createClient(
    directTransport({ dispatch: app.dispatch, listen: (after, onEvent) => app.events.listen(after, onEvent) }),
  );
  // What the first request to Dynamics loads (the login library) is there in an app that runs.
  await world.post('orders', { count: 1 });
  await app.engine.runOnce('command');
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const again = monitorEventLoopDelay({ resolution: 1 });
  const first = await timed(delay, () => app.master.syncOnce());
  const second = await timed(again, () => app.master.syncOnce());
  const state = await client.call('master.state', {});
  const found = state.sets.find(({ set }) => set === 'products');
  if (found?.rows !== products || state.message !== undefined) throw new Error(JSON.stringify(state));
  const { rows } = await client.call('master.products', { company: 'usmf', text: 'E05', limit: 500 });
  const fixes = rows.slice(0, missing).map(missingItem);
  const begun = performance.now();
  let suggested = 0;
  for (let from = 0; from < fixes.length; from += page) {
    const { lists } = await client.call('master.suggest', { fixes: fixes.slice(from, from + page) });
    suggested += lists.filter(({ suggestions }) => suggestions.length > 0).length;
  }
  const took = performance.now() - begun;
  const searches = await searching((text) => client.call('master.products', { company: 'usmf', text, limit: 50 }));
  await started.stop();
  world.stop();
  if (fixes.length !== missing) throw new Error(`only ${fixes.length} missing items`);
  return [
    syncRow(`master data of ${products.toLocaleString('en')} products, first sync`, first, delay),
    syncRow('the same again, every row there already', second, again),
    row(
      `suggestions for ${missing} missing items among them, ${page} a call`,
      `${(took / 1000).toFixed(2)} s, ${suggested} with any`,
      'under 2 s',
      took < 2_000 && suggested === missing,
    ),
    row('a search by words, number or barcode, 95th percentile', `${searches.toFixed(1)} ms`, 'under 30 ms', searches < 30),
  ];
}

type Delay = ReturnType<typeof monitorEventLoopDelay>;

interface Synced {
  readonly took: number;
  readonly own: number;
}

async function timed(delay: Delay, work: () => Promise<boolean>): Promise<Synced> {
  const begun = performance.now();
  const turns = watchTurns();
  delay.enable();
  const whole = await work();
  delay.disable();
  const { own } = turns.stop();
  if (!whole) throw new Error('the sync did not get through');
  return { took: performance.now() - begun, own };
}

function syncRow(what: string, { took, own }: Synced, delay: Delay): BenchRow {
  const [p99, max] = [delay.percentile(99) / 1e6, delay.max / 1e6];
  const figure = `${(took / 1000).toFixed(0)} s, main thread p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms (${own.toFixed(1)} ms its own work)`;
  return row(what, figure, 'p99 under 16 ms, max under 50 ms', p99 < 16 && max < 50);
}

/** A third each: by its barcode, by the code of its case, and by nothing but words in another order. */
function missingItem(product: ProductRow, index: number): FixView {
  const code = (unit: string): string => product.barcodes.find((barcode) => barcode.unit === unit)?.barcode ?? '';
  const [upc, gtin] = [index % 3 === 0 ? code('ea') : '', index % 3 === 1 ? code('cs') : ''];
  return {
    fix: 'item',
    partnerId: '7QAALLCONTOSOUS',
    vendor: '0088123',
    identifiers: { buyerPart: `NW-${index}`, vendorPart: `V-${index}`, ...(upc ? { upc } : {}), ...(gtin ? { gtin } : {}) },
    description: product.name.split(/[ ,]+/).toReversed().join(' ').toUpperCase(),
    unit: 'EA',
    price: product.salesPrice,
    pack: '12',
  };
}

async function searching(find: (text: string) => Promise<unknown>): Promise<number> {
  const texts = [
    'lamp',
    'desk la',
    'black floor lamp 12',
    'E0001',
    'E19999',
    '810000012',
    'picnic blanket herringbone',
    'no such',
  ];
  const figures: number[] = [];
  for (let round = 0; round < 10; round += 1)
    for (const text of texts) {
      const begun = performance.now();
      await find(text);
      figures.push(performance.now() - begun);
    }
  return percentile(figures, 0.95);
}
