import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { practise } from '../support/console.ts';
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
  await expect((await first.page()).getByRole('heading', { level: 1 })).toContainText('2 are sales orders');
  await practise(world.control, 'confirm', { orders: 'all' });
  // SPS takes its time for each request, so that one can be seen on its way.
  await practise(world.control, 'faults', { target: 'sps', kind: 'slow', times: 8 });
  await pressTray(first, 'Run now');
  const database = new BetterSqlite(join(account, 'data', 'test', 'quayside.db'), { readonly: true });
  const pending = database.prepare("SELECT count(*) FROM send_attempts WHERE outcome = 'pending'").pluck();
  await expect.poll(() => Number(pending.get()), { intervals: [50] }).toBeGreaterThan(0);
  database.close();
  first.kill('SIGKILL');
  expect(await first.ended).toBeNull();

  const second = await start();
  const page = await second.page();
  const idle = async (): Promise<number> => {
    const { engine, lastRun } = await call(page, 'app.status', {});
    return engine === 'idle' ? (lastRun?.id ?? 0) : 0;
  };
  // The run of the start looks for what was on its way; one more would send what is to be sent.
  await expect.poll(idle).toBeGreaterThan(0);
  const looked = await idle();
  await call(page, 'engine.runNow', {});
  await expect.poll(idle).toBeGreaterThan(looked);
  // Each document has left, or nobody knows of it; none is drafted to go once more.
  const { rows: unknown } = await call(page, 'outbound.unknown', {});
  const { rows: left } = await call(page, 'outbound.list', { filter: { place: 'sent' } });
  expect(unknown.length + left.filter(({ kind }) => kind === '855').length).toBe(2);
  const orders = await acknowledged();
  expect(new Set(orders).size).toBe(orders.length);
});
