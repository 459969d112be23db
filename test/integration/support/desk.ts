import { afterEach, beforeEach } from 'vitest';
import type { Connection } from '#core/contract/connection.ts';
import type { AttentionRow, HoldView } from '#core/contract/views/attention.ts';
import type { HoldChoice } from '#core/domain/states.ts';
import type { App } from '#core/host/app.types.ts';
import type { Ports } from '#core/ports/ports.ts';
import { signInToErp, type Erp } from './erp.ts';
import { importPracticeMaps, startBench, type Bench } from './fixture.ts';

/** The world, the person at Dynamics and the app of the test that runs; live bindings. */
export let bench: Bench;
export let erp: Erp;
export let app: App;

/** A fresh world for each test of a file. */
export function useDesk(seed: number): void {
  beforeEach(async () => {
    bench = await startBench({ seed });
    erp = await signInToErp(bench.connection);
  });
  afterEach(() => bench.close());
}

export const using =
  (change: Partial<Connection['dynamics']>) =>
  (connection: Connection): Connection => ({ ...connection, dynamics: { ...connection.dynamics, ...change } });
export const settled = using({ settleSeconds: 0 });

export async function open(connection = settled, ports: Partial<Ports> = {}, folder = bench.folder): Promise<void> {
  app = await bench.open({ connection, ports, folder });
  await importPracticeMaps(app.store);
}

/** Opens the same folder again, with what it has. */
export async function reopen(connection = settled, ports: Partial<Ports> = {}): Promise<void> {
  app = await bench.open({ connection, ports });
}

/** What a run asks Dynamics where nothing is to be done: one read a journal, over all companies. */
export const journalReads = 3;

export const run = () => app.engine.runOnce('command');
export const ordersThere = async () => (await bench.state()).dynamics.orders;
export const dropped = async (target: 'dynamics', kind: string): Promise<void> =>
  void (await bench.control('faults', { target, kind, times: 1 }));

/** Does something the first time that the engine passes a step. */
export function once(step: string, act: () => Promise<unknown>): Partial<Ports> {
  let passed = false;
  return {
    checkpoint: async (name) => {
      if (name !== step || passed) return;
      passed = true;
      await act();
    },
  };
}

/** The first POST to a path is lost on the way: nobody can know whether it arrived. */
export function losing(path: string): Partial<Ports> {
  let lost = false;
  return {
    fetch: async (url, init) => {
      if (lost || init.method !== 'POST' || !url.endsWith(path)) return fetch(url, init);
      lost = true;
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
    },
  };
}

export async function only(): Promise<AttentionRow & { readonly hold: HoldView }> {
  const { rows } = await app.store.attentionList({ limit: 10 });
  const row = rows[0];
  if (rows.length !== 1 || !row?.hold) throw new Error(`one hold expected: ${JSON.stringify(rows)}`);
  return { ...row, hold: row.hold };
}

export const answer = async (choice: HoldChoice) =>
  app.dispatch({ id: '1', method: 'holds.answer', input: { holdId: (await only()).hold.id, choice, reason: 'looked at it' } });

export const cancel = (number: string | undefined): Promise<void> => setStatus(number, 'Canceled');

/** Somebody cancels a sales order in Dynamics, or opens it again. */
export async function setStatus(number: string | undefined, status: 'Canceled' | 'Backorder'): Promise<void> {
  await erp.send('PATCH', `SalesOrderHeadersV2(dataAreaId='usmf',SalesOrderNumber='${number}')`, { SalesOrderStatus: status });
}

export const theOrder = async () =>
  (await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 10 })).rows[0];
export const numbered = (xml: string, number: string): string =>
  xml.replace(/<PurchaseOrderNumber>[^<]*</, `<PurchaseOrderNumber>${number}<`);
