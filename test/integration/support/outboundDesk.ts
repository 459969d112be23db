import { once } from 'node:events';
import { connect } from 'node:net';
import { createClient, type Client } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import type { App } from '#core/host/app.types.ts';
import type { Answer, Asked } from '#core/ports/http/fetch.ts';
import type { Ports } from '#core/ports/ports.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { Bench } from './fixture.ts';

export interface Received {
  readonly path: string;
  readonly body: string;
  readonly collected: boolean;
  readonly overwritten: boolean;
}

/** Every upload that the practice SPS accepted, in order. */
export async function received(bench: Bench): Promise<readonly Received[]> {
  return (await (await fetch(`${bench.world.control}/received`)).json()) as readonly Received[];
}

/** The texts of what SPS accepted, in order: each document of these tests says its own number. */
export async function said(bench: Bench): Promise<readonly string[]> {
  return (await received(bench)).map(({ body }) => />([^<]*)</.exec(body)?.[1] ?? body);
}

/** SPS leaves everything where it is, and its history does not lag, unless told otherwise. */
export const stillSps = async (bench: Bench, change: object = {}): Promise<void> =>
  void (await bench.control('settings', { sps: { collectAfterMinutes: null, historyLagMinutes: 0, ...change } }));

export const advance = async (bench: Bench, minutes: number): Promise<void> => void (await bench.control('advance', { minutes }));

/** Orders of the practice world that were taken in: the rows of their threads. */
export async function threadsOf(app: App, bench: Bench, count: number): Promise<readonly number[]> {
  bench.world.place({ count, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 2 });
  await app.engine.runOnce('command');
  const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: false, limit: 100 });
  return rows.map(({ threadId }) => threadId);
}

export function clientOf(app: App): Client {
  return createClient(directTransport({ dispatch: app.dispatch, listen: (after, onEvent) => app.events.listen(after, onEvent) }));
}

export async function rowOf(app: App, outboundId: number): Promise<OutboundRow> {
  const row = await app.store.outbound({ outboundId });
  if (!row) throw new Error(`no document ${outboundId}`);
  return row;
}

export type Mishap = (pass: () => Promise<Answer>, request: Asked & { readonly url: string }) => Promise<Answer>;

/** What happens to uploads and to questions to history; each test sets it as it goes. */
export interface Mishaps {
  upload: Mishap | undefined;
  history: Mishap | undefined;
}

/** A fetch of which parts go wrong on request. */
export function mishaps(): { readonly happens: Mishaps; readonly ports: Pick<Ports, 'fetch'> } {
  const happens: Mishaps = { upload: undefined, history: undefined };
  return {
    happens,
    ports: {
      fetch: (url, init) => {
        const pass = (): Promise<Answer> => fetch(url, init);
        if (init.method === 'POST' && url.includes('/data/in/') && happens.upload) return happens.upload(pass, { url, ...init });
        return url.includes('/history') && happens.history ? happens.history(pass, { url, ...init }) : pass();
      },
    },
  };
}

const reset = (): TypeError =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });

/** The connection breaks before anything arrived, and nobody here can tell. */
export const lostOnTheWay: Mishap = () => Promise.reject(reset());

/** SPS stored it, and its answer was lost. */
export const lostAnswer: Mishap = async (pass) => {
  await (await pass()).body?.cancel();
  throw reset();
};

/** The connection breaks while the body goes out: half of it is all that SPS ever sees. */
export const brokenHalfway: Mishap = async (_pass, { url, method, headers, body = '' }) => {
  const { hostname, port, pathname } = new URL(url);
  const bytes = Buffer.from(body);
  const head = Object.entries({ ...headers, host: `${hostname}:${port}`, 'content-length': String(bytes.length) });
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(`${method} ${pathname} HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`);
  await new Promise((written) => socket.write(bytes.subarray(0, bytes.length / 2), written));
  socket.destroy();
  throw reset();
};

export const answering =
  (status: number, text = ''): Mishap =>
  () =>
    Promise.resolve(new Response(text, { status, headers: { date: new Date().toUTCString() } }));
