import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import { createBackOfficeDesk, type BackOfficeDesk } from './backOfficeDesk.ts';
import { company, warehouse } from './catalogue.ts';
import { createPracticeClock } from './clock.ts';
import { createControlHandler } from './control.ts';
import { handmadeOrder, type Handmade } from './dynamics/handmade.ts';
import { createJournals, type JournalState } from './dynamics/journals.ts';
import { factsState, masterFacts, type FactsState } from './dynamics/master.ts';
import { allProducts, createMasterData } from './dynamics/masterRows.ts';
import { createSalesOrders, type ErpState } from './dynamics/rows.ts';
import { createDynamicsHandler, dynamicsDefaults } from './dynamics/server.ts';
import { createFaults } from './faults.ts';
import { serve } from './http.ts';
import { writeMaps } from './maps.ts';
import { createGenerator, type GeneratorState, type OrderRequest } from './orders/generator.ts';
import { createRandom } from './random.ts';
import { createSnapshot } from './snapshot.ts';
import { createMailbox, type MailboxState } from './sps/mailbox.ts';
import { createSpsHandler, spsDefaults } from './sps/server.ts';

export interface PracticeOptions {
  /** Port of the SPS half and the controls; 0 takes a free one. The Dynamics half takes the next free one. */
  readonly port?: number;
  readonly seed?: number;
  /** Orders that wait in the mailbox at the start of a new world. */
  readonly orders?: number;
  /** Released products in all; the first 20 are the ones that are ordered. */
  readonly products?: number;
  /** Milliseconds since 1970; real time without it. */
  readonly clock?: () => number;
  /** Zone of the practice company, by whose days it orders and posts; UTC without it. */
  readonly timeZone?: string;
  /** Where the world is kept between starts. */
  readonly snapshotFile?: string;
  /** How SPS set the app up: folders as in sps.md 1.10. */
  readonly profile?: 'sandbox' | 'production' | 'unprovisioned';
}

/** A connection in the shape of the connection file. */
export interface PracticeConnection {
  readonly sps: Readonly<Record<string, unknown>>;
  readonly dynamics: Readonly<Record<string, unknown>>;
  readonly company: Readonly<Record<string, unknown>>;
}

export interface PracticeWorld {
  readonly connection: PracticeConnection;
  readonly control: string;
  writeMaps(folder: string): Promise<void>;
  /** Places orders in the mailbox; returns how many files that were. */
  place(request: OrderRequest): number;
  /** The people at the practice company and the other side at SPS, for a screen. */
  readonly backOffice: BackOfficeDesk;
  /** The company's days are those of this zone from now on. */
  keepZone(zone: string): void;
  close(): Promise<void>;
}

interface WorldState {
  readonly mailbox: MailboxState;
  readonly erp: ErpState;
  /** Absent in a world that was kept before there were journals. */
  readonly journals?: JournalState;
  readonly generator: GeneratorState;
  /** Absent in worlds that were kept before customers could be put on hold. */
  readonly facts?: FactsState;
}

const profiles: Readonly<Record<NonNullable<PracticeOptions['profile']>, readonly string[]>> = {
  sandbox: ['in/', 'out/', 'out/PO/'],
  production: ['in/', 'out/', 'testin/', 'testout/'],
  unprovisioned: [],
};

const spsAccount = { clientId: 'practice-sps-app', clientSecret: 'practice-only', audience: 'https://spscommerce.com' };
const dynamicsAccount = {
  tenantId: '11111111-2222-3333-4444-555555555555',
  clientId: '66666666-7777-8888-9999-000000000000',
  clientSecret: 'practice-only',
};

/** Enough that a search has something to choose from. */
const productsByDefault = 600;

/** A second SPS and a second Dynamics over real HTTP on loopback: to practise on, to certify against and to test with. */
export async function startPractice(options: PracticeOptions = {}): Promise<PracticeWorld> {
  const seed = options.seed ?? 1;
  const clock = createPracticeClock(options.clock ?? Date.now, options.timeZone);
  const random = createRandom(seed);
  const faults = createFaults();
  const snapshot = createSnapshot<WorldState>(options.snapshotFile, () => ({
    mailbox: mailbox.state(),
    erp: orders.state(),
    journals: journals.state(),
    generator: generator.state(),
    facts: factsState(facts),
  }));
  const before = snapshot.before;
  const sps = { ...spsDefaults };
  const mailbox = createMailbox(
    profiles[options.profile ?? 'sandbox'],
    () => clock.now(),
    () => random.hex(16),
    before?.mailbox,
    () => sps.collectAfterMinutes,
  );
  const orders = createSalesOrders(before?.erp);
  const journals = createJournals(before?.journals);
  const generator = createGenerator(seed, clock, before?.generator);
  const sold = allProducts(options.products ?? productsByDefault, seed);
  const facts = masterFacts(sold, before?.facts);
  const master = createMasterData(facts, sold);

  const dynamics = { ...dynamicsDefaults };
  let latency = 0;

  function place(request: OrderRequest): number {
    const files = generator.place(request);
    for (const file of files) mailbox.write(`out/${file.name}`, file.bytes);
    snapshot.changed();
    return files.length;
  }

  function handmade(request: Handmade): string {
    const number = handmadeOrder({ orders, facts, clock }, request);
    snapshot.changed();
    return number;
  }

  const secretPath = `/${randomBytes(16).toString('hex')}`;
  const date = (): string => new Date(clock.now()).toUTCString();
  const wait = (): number => latency;
  const bases = { sps: '', dynamics: '' };
  const control = createControlHandler({
    secretPath,
    place,
    faults,
    clock,
    mailbox,
    orders,
    journals,
    changed: () => snapshot.changed(),
    facts,
    sps,
    dynamics,
    setLatency: (milliseconds) => {
      latency = milliseconds;
    },
    handmade,
  });
  const spsHandler = createSpsHandler({
    account: spsAccount,
    mailbox,
    clock,
    random,
    faults,
    settings: sps,
    base: () => bases.sps,
    changed: () => snapshot.changed(),
  });
  const spsHalf = await serve(
    options.port ?? 0,
    (request) => (request.url.pathname.startsWith(secretPath) ? control(request) : spsHandler(request)),
    date,
    wait,
  );
  bases.sps = spsHalf.base;
  const dynamicsHandler = createDynamicsHandler({
    account: dynamicsAccount,
    orders,
    journals,
    facts,
    master,
    clock,
    random,
    faults,
    settings: dynamics,
    base: () => bases.dynamics,
    changed: () => snapshot.changed(),
  });
  const dynamicsHalf = await serve(0, dynamicsHandler, date, wait);
  bases.dynamics = dynamicsHalf.base;
  if (!before && options.orders !== undefined && options.orders > 0) place({ count: options.orders });
  return {
    connection: connectionOf(bases),
    control: bases.sps + secretPath,
    writeMaps,
    place,
    backOffice: createBackOfficeDesk({ orders, journals, mailbox, clock, faults, sps, changed: () => snapshot.changed() }),
    keepZone: (zone) => clock.keepZone(zone),
    async close() {
      await Promise.all([spsHalf.server, dynamicsHalf.server].map(closeServer));
      snapshot.close();
    },
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function connectionOf(bases: { readonly sps: string; readonly dynamics: string }): PracticeConnection {
  return {
    sps: {
      apiBase: bases.sps,
      tokenUrl: `${bases.sps}/oauth/token`,
      audience: spsAccount.audience,
      clientId: spsAccount.clientId,
      clientSecret: spsAccount.clientSecret,
      inbound: ['out/'],
      recursive: true,
      outbound: { '855': 'in/', '856': 'in/', '810': 'in/', '865': 'in/' },
    },
    dynamics: {
      environmentUrl: bases.dynamics,
      loginBase: bases.dynamics,
      tenantId: dynamicsAccount.tenantId,
      clientId: dynamicsAccount.clientId,
      clientSecret: dynamicsAccount.clientSecret,
      companies: [company],
      settleSeconds: 2,
    },
    company: {
      name: 'Contoso Retail USA',
      gs1Prefix: '0614141',
      ssccExtension: '0',
      ssccFirst: '100000000',
      ssccLast: '199999999',
      shipFrom: {
        name: 'Contoso Warehouse 13',
        code: `WH${warehouse}`,
        address1: '24 Dock Street',
        city: 'Reno',
        state: 'NV',
        postalCode: '89502',
        country: 'USA',
      },
      remitTo: {
        name: 'Contoso Retail USA',
        address1: '500 Remit Lane',
        city: 'Reno',
        state: 'NV',
        postalCode: '89501',
        country: 'USA',
      },
    },
  };
}
