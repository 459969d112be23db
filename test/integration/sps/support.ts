import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '#core/contract/errors.ts';
import { nodeFetch } from '#core/host/adapters/nodeFetch.ts';
import { createSpsClient } from '#core/sps/client.ts';
import type { SpsClient } from '#core/sps/client.types.ts';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes out as JSON. */
  readonly body?: unknown;
}

/** What the server does with a request; `undefined` when the script took the connection into its own hands. */
export type Script = (asked: Asked, response: ServerResponse) => Reply | undefined;

export interface ScriptedSps {
  readonly base: string;
  /** Every request but those for tokens. */
  readonly asked: Asked[];
  readonly tokens: Asked[];
  readonly counts: Map<string, number>;
  readonly client: SpsClient;
  /** Moves the clock that tokens grow old by, in milliseconds. */
  pass(ms: number): void;
  close(): Promise<void>;
}

export const secret = 'the-client-secret';

/** A server on loopback that answers as a test wants, and a client that talks to it. */
export async function scriptedSps(script: Script, token: Script = goodToken): Promise<ScriptedSps> {
  const asked: Asked[] = [];
  const tokens: Asked[] = [];
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('latin1');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const one: Asked = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
      const isToken = one.path === '/oauth/token';
      (isToken ? tokens : asked).push(one);
      const reply = (isToken ? token : script)(one, response);
      if (!reply) return;
      const text = typeof reply.body === 'string' ? reply.body : reply.body === undefined ? '' : JSON.stringify(reply.body);
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let elapsed = 0;
  let ids = 0;
  const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const client = createSpsClient({
    connection: {
      apiBase: base,
      tokenUrl: `${base}/oauth/token`,
      audience: 'https://spscommerce.com',
      clientId: 'app',
      inbound: ['out/'],
    },
    secret: async () => secret,
    fetch: nodeFetch(),
    clock: { now: () => '2026-03-02T15:00:00.000Z', monotonic: () => elapsed, sleep: async () => undefined },
    random: { fraction: () => 0, id: () => `request-${(ids += 1)}`, bytes: (count) => new Uint8Array(count) },
    log: quiet,
    counter: { count: (operation) => counts.set(operation, (counts.get(operation) ?? 0) + 1) },
  });
  return {
    base,
    asked,
    tokens,
    counts,
    client,
    pass: (ms) => {
      elapsed += ms;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

let issued = 0;

/** A token of its own for every request, good for an hour. */
export function goodToken(): Reply {
  issued += 1;
  return { body: { access_token: `token-${issued}`, expires_in: 3600, token_type: 'Bearer' } };
}

/** The AppError of work that must fail; anything else fails the test. */
export async function failure(work: Promise<unknown>): Promise<AppError> {
  const thrown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) throw new Error(`expected an AppError, got ${String(thrown)}`);
  if (JSON.stringify([thrown.message, thrown.details]).match(/the-client-secret|token-\d/))
    throw new Error('a secret in an error');
  return thrown;
}
