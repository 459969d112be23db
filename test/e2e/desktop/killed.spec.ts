import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { practise } from '../support/console.ts';
import { restsAfter } from '../support/call.ts';
import { startRemoteWorld, type RemoteWorld } from '../support/world.ts';
import { call } from './support/bridge.ts';
import { expect, test } from './support/test.ts';
import { leaveTestWorkspace } from './support/testWorkspace.ts';
import { pressTray } from './support/tray.ts';

let world: RemoteWorld;
test.beforeAll(async () => {
  world = await startRemoteWorld(2);
});
test.afterAll(() => world.stop());

interface Received {
  readonly path: string;
  readonly body: string;
}

/** The purchase orders of the acknowledgments that SPS got, one an entry. */
async function acknowledged(): Promise<readonly string[]> {
  const received = (await (await fetch(`${world.control}/received`)).json()) as readonly Received[];
  return received.flatMap(({ body }) => /<OrderAck[\s\S]*?<PurchaseOrderNumber>([^<]+)</.exec(body)?.[1] ?? []);
}

test('killed while a document is on its way, it looks for it at the next start and sends nothing twice', async ({
  start,
  account,
}) => {
  leaveTestWorkspace(account, world);
  const first = await start();
  const opened = await first.page();
  await expect(opened.getByRole('heading', { level: 1 })).toContainText('2 are sales orders');
  // The heading counts while a run goes on; that run would send the answers before SPS takes its time, or use that up.
  await restsAfter(() => call(opened, 'app.status', {}), 0);
  await practise(world.control, 'confirm', { orders: 'all' });
  // SPS takes its time for each request of the next run, so that a document can be seen on its way.
  await practise(world.control, 'faults', { target: 'sps', kind: 'slow', times: 8 });
  await pressTray(first, 'Run now');
  const database = new BetterSqlite(join(account, 'data', 'test', 'quayside.db'), { readonly: true });
  const pending = database.prepare("SELECT count(*) FROM send_attempts WHERE outcome = 'pending'").pluck();
  await expect.poll(() => Number(pending.get()), { intervals: [50] }).toBeGreaterThan(0);
  first.kill('SIGKILL');
  expect(await first.ended).toBeNull();
  const killed = Number(database.prepare('SELECT max(id) FROM runs').pluck().get());
  database.close();

  const second = await start();
  const page = await second.page();
  // The run of the start looks for what was on its way; one more would send what is to be sent. Before the first the last
  // run is the killed one, or the one before it.
  const status = () => call(page, 'app.status', {});
  const looked = await restsAfter(status, killed);
  await call(page, 'engine.runNow', {});
  await restsAfter(status, looked);
  // Each document has left, or nobody knows of it; none is drafted to go once more.
  const { rows: unknown } = await call(page, 'outbound.unknown', {});
  const { rows: left } = await call(page, 'outbound.list', { filter: { place: 'sent' } });
  expect(unknown.length + left.filter(({ kind }) => kind === '855').length).toBe(2);
  const orders = await acknowledged();
  expect(new Set(orders).size).toBe(orders.length);
});
