import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectionSchema, type Connection } from '#core/contract/connection.ts';
import type { MappingKind } from '#core/domain/mapping.ts';
import type { App, AppOptions } from '#core/host/app.types.ts';
import { createApp } from '#core/host/createApp.ts';
import { hostPorts } from '#core/host/ports.ts';
import { createSecrets } from '#core/host/adapters/secrets.ts';
import { diffMappings } from '#core/mapping/diff.ts';
import { readMappings } from '#core/mapping/files/readMappings.ts';
import { mappingFiles } from '#core/practice/maps.ts';
import { startPractice, type PracticeOptions, type PracticeWorld } from '#core/practice/world.ts';
import type { Ports } from '#core/ports/ports.ts';
import type { Store } from '#core/store/store.types.ts';

export const mappingKinds: readonly MappingKind[] = ['partners', 'locations', 'items', 'units'];

/** Puts the practice world's own maps into a store. */
export async function importPracticeMaps(store: Store, kinds: readonly MappingKind[] = mappingKinds): Promise<void> {
  const files = mappingFiles();
  for (const kind of kinds) {
    const read = await readMappings(kind, `${kind}.csv`, Buffer.from(files[`${kind}.csv`] ?? '', 'utf8'));
    const { changes, errors } = diffMappings(kind, [], read);
    if (errors.length > 0) throw new Error(JSON.stringify(errors[0]));
    await store.applyMappings({
      kind,
      changes,
      who: 'test',
      at: new Date().toISOString(),
      why: 'the test needs them',
      origin: 'practice',
      source: 'practice',
    });
  }
}

/** Rows of a file of mappings as a person imports them, over what is there. */
export async function importRows(store: Store, kind: MappingKind, text: string): Promise<void> {
  const { rows: existing } = await store.mappingPage({ kind, limit: 50 });
  const read = await readMappings(kind, `${kind}.csv`, Buffer.from(text, 'utf8'));
  const { changes, errors } = diffMappings(kind, existing, read);
  if (errors.length > 0) throw new Error(JSON.stringify(errors[0]));
  const at = new Date().toISOString();
  await store.applyMappings({ kind, changes, who: 'test', at, why: 'test', origin: 'file', source: 'test' });
}

/** The partners again with one more column of their sheets. */
export async function setPartnerColumn(store: Store, column: string, value: string): Promise<void> {
  const [head = '', ...rows] = (mappingFiles()['partners.csv'] ?? '').trim().split('\n');
  const columns = head.split(',');
  const at = columns.includes(column) ? columns.indexOf(column) : columns.length;
  const text = [columns.toSpliced(at, 1, column), ...rows.map((row) => row.split(',').toSpliced(at, 1, value))]
    .map((cells) => cells.join(','))
    .join('\n');
  await importRows(store, 'partners', text);
}

/** One more vendor number of the first partner, for the same customer; the company's id may be written in other letters. */
export async function addVendor(store: Store, vendor: string, spelt = (company: string) => company): Promise<void> {
  const [head = '', first = ''] = (mappingFiles()['partners.csv'] ?? '').split('\n');
  const [partnerId, , name, company = '', ...rest] = first.split(',');
  await importRows(store, 'partners', `${head}\n${[partnerId, vendor, name, spelt(company), ...rest].join(',')}\n`);
}

export interface State {
  readonly mailbox: { readonly out: readonly string[]; readonly in: readonly { readonly path: string }[] };
  readonly dynamics: {
    readonly orders: readonly {
      readonly number: string;
      readonly purchaseOrder: string;
      readonly customer: string;
      readonly lines: readonly {
        readonly item: string;
        readonly quantity: number;
        readonly unit: string;
        readonly price: number;
      }[];
    }[];
  };
}

/** A practice world, a data folder and the means to open apps on them. */
export interface Bench {
  readonly world: PracticeWorld;
  readonly folder: string;
  readonly connection: Connection;
  open(change?: {
    readonly ports?: Partial<Ports>;
    readonly connection?: (connection: Connection) => Connection;
    readonly folder?: string;
    readonly room?: AppOptions['room'];
    readonly placeOf?: AppOptions['placeOf'];
    /** What the workspace is connected to; practice unless told otherwise. */
    readonly colour?: 'practice' | 'test' | 'live';
  }): Promise<App>;
  state(): Promise<State>;
  control(action: string, body: unknown): Promise<unknown>;
  /** Puts a file into the mailbox as SPS would, `out/NAME`. */
  drop(name: string, body: string | Uint8Array): Promise<void>;
  /** Puts a file under a path of the mailbox. */
  put(path: string, body: string): Promise<void>;
  /** Takes a file out of the mailbox: its text. */
  take(path: string): Promise<string>;
  /** The text of a fresh bulk order of Northwind with three lines, which is taken out of the mailbox again. */
  sample(): Promise<string>;
  close(): Promise<void>;
}

export async function startBench(options: PracticeOptions = {}): Promise<Bench> {
  const world = await startPractice(options);
  const root = await mkdtemp(join(tmpdir(), 'quayside-test-'));
  const folder = join(root, 'workspace');
  const connection = connectionSchema.parse(world.connection);
  const apps: App[] = [];

  async function mailbox(path: string, method: string, body?: string | Uint8Array): Promise<Response> {
    const { sps } = connection;
    const answer = await fetch(sps.tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        grant_type: 'client_credentials',
        client_id: sps.clientId,
        client_secret: sps.clientSecret,
        audience: sps.audience,
      }),
    });
    const { access_token: token } = (await answer.json()) as { readonly access_token: string };
    return fetch(`${sps.apiBase}/transactions/v5/data/${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      ...(body === undefined ? {} : { body: new Uint8Array(Buffer.from(body)) }),
    });
  }

  async function take(path: string): Promise<string> {
    const text = await (await mailbox(path, 'GET')).text();
    await mailbox(path, 'DELETE');
    return text;
  }

  return {
    world,
    folder,
    connection,
    async open(change = {}) {
      const used = change.connection?.(connection) ?? connection;
      const secrets = createSecrets({ env: {}, file: {}, connection: used, now: () => new Date().toISOString() });
      const ports = {
        ...hostPorts({ secrets, log: () => undefined, level: 'error', timeZone: 'America/Chicago' }),
        ...change.ports,
      };
      const app = await createApp({
        ports,
        folder: change.folder ?? folder,
        connection: used,
        workspace: { name: 'practice', word: 'Practice', colour: change.colour ?? 'practice' },
        version: '0.0.0-test',
        checkOutput: true,
        ...(change.room === undefined ? {} : { room: change.room }),
        ...(change.placeOf === undefined ? {} : { placeOf: change.placeOf }),
        placeOrders: (request) => world.place(request as Parameters<PracticeWorld['place']>[0]),
        backOffice: world.backOffice,
      });
      apps.push(app);
      return app;
    },
    state: async () => (await (await fetch(`${world.control}/state`)).json()) as State,
    control: async (action, body) => {
      const response = await fetch(`${world.control}/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const value: unknown = await response.json();
      if (response.status !== 200) throw new Error(JSON.stringify(value));
      return value;
    },
    put: async (path, body) => {
      const response = await mailbox(path, 'POST', body);
      if (response.status !== 201) throw new Error(`putting ${path}: ${response.status}`);
    },
    drop: async (name, body) => {
      const response = await mailbox(`out/${name}`, 'POST', body);
      if (response.status !== 201) throw new Error(`dropping ${name}: ${response.status}`);
    },
    sample: async () => {
      const before = new Set(((await (await fetch(`${world.control}/state`)).json()) as State).mailbox.out);
      world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 3 });
      const after = ((await (await fetch(`${world.control}/state`)).json()) as State).mailbox.out;
      return take(after.find((candidate) => !before.has(candidate)) ?? '');
    },
    take,
    async close() {
      for (const app of apps) await app.stop().catch(() => undefined);
      await world.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
