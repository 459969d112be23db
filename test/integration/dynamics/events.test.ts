import { spawn, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DynamicsConnection } from '#core/contract/connection.ts';
import { createEventReader } from '#core/dynamics/events/reader.ts';
import type { EventReader, EventTrigger } from '#core/dynamics/events/events.types.ts';
import { amqpPeer, type AmqpPeer } from './amqpPeer.ts';
import { journalBench, type JournalBench } from './journalBench.ts';
import { errorOf, fakeClock } from './support.ts';

const signal = new AbortController().signal;
const triggers: EventTrigger[] = [];
const seen: string[] = [];
const warnings: string[] = [];
let failing = 0;
let reader: EventReader | undefined;

function readerOf(events: NonNullable<DynamicsConnection['events']>, secret: string | undefined): EventReader {
  const log = (message: string, fields?: Readonly<Record<string, unknown>>): void =>
    void warnings.push(`${message} ${JSON.stringify(fields)}`);
  reader = createEventReader({
    connection: { environmentUrl: 'https://erp.example', tenantId: 't', clientId: 'c', companies: ['usmf'], events },
    secret: () => Promise.resolve(secret),
    clock: fakeClock(),
    random: { fraction: () => 0, id: () => '', bytes: (count) => new Uint8Array(count) },
    log: { debug: log, info: log, warn: log, error: log },
    onTrigger: (trigger) => {
      if (failing-- > 0) throw new Error('the store is busy');
      triggers.push(trigger);
    },
    onSeen: ({ document, fate }) => {
      seen.push(`${fate} ${document}`);
      return Promise.resolve();
    },
  });
  if (!reader) throw new Error('no events in the connection');
  return reader;
}

let bench: JournalBench;
let events: readonly Readonly<Record<string, unknown>>[];
beforeAll(async () => {
  bench = await journalBench();
  const order = await bench.order('PO1');
  await bench.control('ship', { orders: [order] });
  await bench.control('invoice', { orders: [order], share: 0.5 });
  await bench.control('invoice', { orders: [order] });
  events = await bench.look('events');
});
afterAll(() => bench.close());
afterEach(async () => {
  await reader?.close();
  triggers.length = 0;
  seen.length = 0;
  warnings.length = 0;
  failing = 0;
});

const testEvent = { BusinessEventId: 'BusinessEventsTestEndpoint', EventId: 'test-1', BusinessEventLegalEntity: 'USMF' };
const documents = (): readonly string[] => triggers.map(({ document }) => document);

describe('a Service Bus queue', () => {
  let peer: AmqpPeer;
  const queue = { kind: 'service-bus', queue: 'quayside' } as const;
  const put = (id: string, event: unknown): void => peer.put(id, JSON.stringify(event));
  beforeAll(async () => {
    peer = await amqpPeer('quayside');
  });
  afterEach(() => {
    peer.messages.length = 0;
    peer.cbsStatus = 202;
  });
  afterAll(() => peer.close());

  it('gives each event once, in any order, and what is no event goes to the dead letters', async () => {
    put('m2', events[1]);
    put('m1', events[0]);
    put('m1 again', events[0]);
    put('test', testEvent);
    put('bad', 'hello');
    const totals = await readerOf(queue, peer.connectionString).pull(signal);
    expect(documents()).toEqual(['CIV-000002', 'CIV-000001']);
    expect(totals).toEqual({ triggered: 2, duplicates: 1, late: 0, ignored: 1, malformed: 1 });
    expect(seen).toEqual(['read CIV-000002', 'read CIV-000001', 'duplicate CIV-000001', 'test ', 'unreadable bad']);
    await expect
      .poll(() => peer.messages.map(({ id, state }) => [id, state]))
      .toEqual([
        ['m2', 'completed'],
        ['m1', 'completed'],
        ['m1 again', 'completed'],
        ['test', 'completed'],
        ['bad', 'dead-lettered'],
      ]);
    expect(peer.messages[4]?.reason).toBe('it is no JSON object');
    expect(warnings.join()).toContain('put aside');
  });

  it('brings an event again whose read could not be begun', async () => {
    put('m1', events[0]);
    failing = 1;
    const pulling = readerOf(queue, peer.connectionString);
    await expect(pulling.pull(signal)).rejects.toThrow('the store is busy');
    expect(peer.messages[0]?.state).not.toBe('completed');
    peer.unlock();
    peer.messages.forEach((message) => (message.state = 'waiting'));
    await pulling.pull(signal);
    expect(documents()).toEqual(['CIV-000001']);
  });

  it('says that the key is wrong, that the queue is missing, that nothing answers; never the key', async () => {
    peer.cbsStatus = 401;
    const refused = await errorOf(readerOf(queue, peer.connectionString).pull(signal));
    expect([refused.code, refused.message]).toEqual(['configuration', expect.stringContaining('refuses the key')]);
    peer.cbsStatus = 202;
    const missing = await errorOf(readerOf({ ...queue, queue: 'other' }, peer.connectionString).pull(signal));
    expect([missing.code, missing.message]).toEqual([
      'configuration',
      expect.stringContaining('There is no Service Bus queue other'),
    ]);
    const gone = await errorOf(readerOf(queue, peer.connectionString.replace(/:\d+;/, ':9;')).pull(signal));
    expect(gone.code).toBe('dynamics-unreachable');
    const none = await errorOf(readerOf(queue, undefined).pull(signal));
    expect(none.code).toBe('secret-missing');
    const away = await errorOf(readerOf(queue, peer.connectionString.replace('127.0.0.1', 'bus.example.com')).pull(signal));
    expect(away.message).toContain('without TLS');
    expect(JSON.stringify([refused, missing, gone, away].map(({ message, details }) => [message, details]))).not.toContain(
      'cHJhY3RpY2U',
    );
  });

  it('listens again after the connection broke, and logs the failure once', async () => {
    const stop = new AbortController();
    peer.cbsStatus = 401;
    const listening = readerOf(queue, peer.connectionString);
    const end = listening.listen(stop.signal);
    await expect.poll(() => listening.state().problem?.error.code).toBe('configuration');
    peer.cbsStatus = 202;
    put('m1', events[0]);
    await expect.poll(documents, { timeout: 60_000 }).toEqual(['CIV-000001']);
    await expect.poll(() => listening.state().problem).toBeUndefined();
    expect(warnings.filter((line) => line.includes('polling goes on'))).toHaveLength(1);
    stop.abort();
    await end;
  });
});

describe('a Blob container', () => {
  let azurite: ChildProcess | undefined;
  let connectionString = '';
  const blob = { kind: 'blob', container: 'events' } as const;
  const container = () => BlobServiceClient.fromConnectionString(connectionString).getContainerClient('events');
  const upload = (name: string, body: unknown): Promise<unknown> => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return container().getBlockBlobClient(name).upload(text, Buffer.byteLength(text));
  };
  beforeAll(async () => {
    azurite = spawnAzurite();
    connectionString = await connectionStringOf(azurite);
    await container().create();
  });
  afterAll(() => {
    azurite?.kill('SIGKILL');
  });
  afterEach(async () => {
    for await (const { name } of container().listBlobsFlat()) await container().deleteBlob(name);
  });

  it('gives each event once, whatever its name, and leaves the container as it is', async () => {
    await upload('z/1.json', events[0]);
    await upload('a/2.json', testEvent);
    const pulling = readerOf(blob, connectionString);
    await pulling.pull(signal);
    await upload('a/1.json', events[1]);
    await upload('b/again.json', events[0]);
    await upload('c/bad.json', 'hello');
    const totals = await pulling.pull(signal);
    expect(await pulling.pull(signal)).toEqual(totals);
    expect(documents()).toEqual(['CIV-000001', 'CIV-000002']);
    expect(totals).toEqual({ triggered: 2, duplicates: 1, late: 0, ignored: 1, malformed: 1 });
    const names: string[] = [];
    for await (const { name } of container().listBlobsFlat()) names.push(name);
    expect(names).toHaveLength(5);
  });

  it('reads a prefix only, and again what is written anew', async () => {
    await upload('other/1.json', events[0]);
    await upload('mine/1.json', testEvent);
    const pulling = readerOf({ ...blob, prefix: 'mine/' }, connectionString);
    await pulling.pull(signal);
    await upload('mine/1.json', events[1]);
    await pulling.pull(signal);
    expect(documents()).toEqual(['CIV-000002']);
  });

  it('reads what lies beside a blob that cannot be read', async () => {
    await upload('1.json', events[0]);
    await container().getBlockBlobClient('1.json').setAccessTier('Archive');
    await upload('2.json', '');
    await upload('3.json', events[1]);
    const totals = await readerOf(blob, connectionString).pull(signal);
    expect(documents()).toEqual(['CIV-000002']);
    expect(totals).toMatchObject({ triggered: 1, malformed: 2 });
    expect(await reader?.pull(signal)).toEqual(totals);
  });

  it('says what is wrong with the place, the key or the string', async () => {
    const missing = await errorOf(readerOf({ ...blob, container: 'nothing' }, connectionString).pull(signal));
    expect([missing.code, missing.message]).toEqual([
      'configuration',
      expect.stringContaining('There is no Blob container nothing'),
    ]);
    const wrongKey = connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${Buffer.from('wrong').toString('base64')}`);
    const refused = await errorOf(readerOf(blob, wrongKey).pull(signal));
    expect([refused.code, refused.message]).toEqual(['configuration', expect.stringContaining('refuses the key')]);
    const plain = await errorOf(
      readerOf(blob, 'BlobEndpoint=http://storage.example.com/a;AccountName=a;AccountKey=eA==').pull(signal),
    );
    expect(plain.message).toContain('without TLS');
  });
});

const account = 'devstoreaccount1';

const key = Buffer.from('an azurite that lives for one test').toString('base64');

/** Azurite in memory on a free port, with an account key of its own. Whoever starts it ends it, also where it never says its port. */
function spawnAzurite(): ChildProcess {
  const main = createRequire(import.meta.url).resolve('azurite/dist/src/blob/main.js');
  return spawn(
    process.execPath,
    [main, '--blobHost', '127.0.0.1', '--blobPort', '0', '--inMemoryPersistence', '--skipApiVersionCheck'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, AZURITE_ACCOUNTS: `${account}:${key}` },
    },
  );
}

/** Waits until it says where it listens. */
async function connectionStringOf(azurite: ChildProcess): Promise<string> {
  const port = await new Promise<string>((resolve, reject) => {
    let text = '';
    azurite.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const found = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    azurite.once('exit', () => reject(new Error(`azurite ended: ${text}`)));
  });
  const endpoint = `BlobEndpoint=http://127.0.0.1:${port}/${account};`;
  return `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};${endpoint}`;
}
