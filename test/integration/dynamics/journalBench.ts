import { randomUUID } from 'node:crypto';
import { createDynamicsClient } from '#core/dynamics/client.ts';
import type { DynamicsClient } from '#core/dynamics/client.types.ts';
import type { JournalClient } from '#core/dynamics/journals.types.ts';
import type { SalesOrderPlan } from '#core/domain/salesOrder.ts';
import type { DynamicsConnection } from '#core/contract/connection.ts';
import { nodeFetch } from '#core/host/adapters/nodeFetch.ts';
import { startPractice, type PracticeWorld } from '#core/practice/world.ts';
import { fakeClock, plan, planLine, type FakeClock } from './support.ts';

/** The practice company and a client that reads its journals, both at one standing clock. */
export interface JournalBench {
  readonly world: PracticeWorld;
  readonly client: DynamicsClient;
  readonly journals: JournalClient;
  readonly counts: Map<string, number>;
  /** When the world began. */
  readonly start: string;
  /** Makes an order of these lines and gives its number. */
  order(reference: string, over?: Partial<SalesOrderPlan>): Promise<string>;
  control<T = Readonly<Record<string, unknown>>>(action: string, body: unknown): Promise<T>;
  look<T>(action: string): Promise<T>;
  /** Another client of the same environment: it probes for itself. */
  fresh(over?: Partial<DynamicsConnection>, clock?: FakeClock): JournalClient;
  close(): Promise<void>;
}

export async function journalBench(over: Partial<DynamicsConnection> = {}): Promise<JournalBench> {
  const at = Date.UTC(2026, 1, 1, 9);
  const world = await startPractice({ clock: () => at });
  const counts = new Map<string, number>();
  const quiet = (): void => undefined;
  const { clientSecret, settleSeconds: _settle, ...connection } = world.connection.dynamics as Readonly<Record<string, never>>;
  const create = (more: Partial<DynamicsConnection>, clock = fakeClock()): DynamicsClient =>
    createDynamicsClient({
      connection: { ...(connection as unknown as DynamicsConnection), ...over, ...more },
      secret: () => Promise.resolve(clientSecret as unknown as string),
      fetch: nodeFetch(),
      clock,
      random: { fraction: () => 0, id: randomUUID, bytes: (count) => new Uint8Array(count) },
      log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
      counter: { count: (operation) => counts.set(operation, (counts.get(operation) ?? 0) + 1) },
    });
  const client = create({});
  const send = async (action: string, init?: RequestInit): Promise<never> => {
    const response = await fetch(`${world.control}/${action}`, init);
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(JSON.stringify(answer));
    return answer as never;
  };
  return {
    world,
    client,
    journals: client.journals,
    counts,
    start: new Date(at).toISOString(),
    async order(reference, more = {}) {
      const wanted = plan({
        customer: 'US-101',
        invoiceAccount: 'US-101',
        reference,
        requisition: reference,
        origin: '',
        address: { kind: 'location', locationId: '000002000' },
        lines: [planLine(1), planLine(2, { quantity: '10', price: '7.25' })],
        ...more,
      });
      const header = await client.createHeader(wanted, randomUUID());
      if (header.result !== 'created') throw new Error(JSON.stringify(header));
      const lines = await client.createLines(wanted, header.salesOrderNumber, wanted.lines, randomUUID());
      if (lines.result !== 'created') throw new Error(JSON.stringify(lines));
      return header.salesOrderNumber;
    },
    control: (action, body) =>
      send(action, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    look: (action) => send(action),
    fresh: (more = {}, clock = fakeClock()) => create(more, clock).journals,
    close: () => world.close(),
  };
}
