import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SequencedEvent } from '#core/contract/events.ts';
import type { Clock, Logger, Randomness } from '#core/ports/ports.ts';
import type { Served } from '../reopening.ts';
import {
  bearerOf,
  BodyTooLarge,
  checkHost,
  checkJsonPost,
  checkOrigin,
  createFailureLimit,
  readJson,
  type Refusal,
} from './guards.ts';
import { safeHeaders, servePage } from './page.ts';
import { createTokens, type Tokens } from './tokens.ts';

export interface HttpHostOptions {
  readonly app: Pick<Served, 'dispatch' | 'events'>;
  /** The built renderer. */
  readonly pages: string;
  readonly port: number;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly log: Logger;
}

export interface HttpHost {
  readonly port: number;
  readonly tokens: Tokens;
  /** An address that opens the console once: its code is in the fragment, which no server log sees. */
  url(): string;
  close(): Promise<void>;
}

const bodyLimit = 1024 * 1024;
const heartbeatMs = 15_000;

/** The console on loopback: 127.0.0.1 only, token on every call, one page (models.md D 18 to 21). */
export async function startHttpHost(options: HttpHostOptions): Promise<HttpHost> {
  const tokens = createTokens(options.random, options.clock);
  const limit = createFailureLimit(() => options.clock.monotonic());
  let port = options.port;
  const server = createServer((request, response) => {
    void handle(request, response).catch((thrown: unknown) => {
      options.log.error('a request failed', { message: thrown instanceof Error ? thrown.message : String(thrown) });
      if (!response.headersSent) reply(response, { status: 500, sentence: 'Something went wrong.' });
      response.destroy();
    });
  });
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = 30_000;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://page');
    const refusal = checkHost(request, port);
    if (refusal) return reply(response, refusal);
    if (!pathname.startsWith('/api/')) return page(request, response, pathname);
    return api(request, response, pathname);
  }

  async function page(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    if (request.method !== 'GET') return reply(response, { status: 405, sentence: 'Pages are read with GET.' });
    const nonce = Buffer.from(options.random.bytes(16)).toString('base64');
    const { status, headers, body } = await servePage(options.pages, pathname, nonce);
    response.writeHead(status, { ...headers }).end(body);
  }

  async function api(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    const refusal = checkJsonPost(request) ?? checkOrigin(request, port);
    if (refusal) return reply(response, refusal);
    if (limit.blocked()) return reply(response, { status: 429, sentence: 'Too many wrong tokens. Wait a minute.' });
    const session = pathname === '/api/session';
    const allowed = session || (pathname === '/api/code' ? tokens.isAdmin(bearerOf(request)) : tokens.isPage(bearerOf(request)));
    if (!allowed) {
      limit.failed();
      return reply(response, { status: 401, sentence: 'The token is not good.' });
    }
    let body: unknown;
    try {
      body = await readJson(request, bodyLimit);
    } catch (thrown) {
      const large = thrown instanceof BodyTooLarge;
      return reply(response, {
        status: large ? 413 : 400,
        sentence: large ? 'The request is too large.' : 'The request is no JSON.',
      });
    }
    switch (pathname) {
      case '/api/session':
        return exchange(response, body);
      case '/api/code':
        return json(response, { url: url() });
      case '/api/call':
        return call(response, body);
      case '/api/events':
        return events(response, body);
      default:
        return reply(response, { status: 404, sentence: 'There is no such path.' });
    }
  }

  function exchange(response: ServerResponse, body: unknown): void {
    const code = typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : '';
    const token = tokens.exchange(code);
    if (token !== undefined) return json(response, { token });
    limit.failed();
    return reply(response, {
      status: 401,
      sentence: 'This link was used already or is too old. Run: npm run -s quayside -- open',
    });
  }

  async function call(response: ServerResponse, body: unknown): Promise<void> {
    const abort = new AbortController();
    response.once('close', () => abort.abort());
    json(response, await options.app.dispatch(body, abort.signal));
  }

  function events(response: ServerResponse, body: unknown): void {
    const after = typeof body === 'object' && body !== null && 'after' in body && typeof body.after === 'number' ? body.after : 0;
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', ...safeHeaders });
    response.write(`: ${options.app.events.last()}\n\n`);
    const send = (event: SequencedEvent): void => void response.write(`data: ${JSON.stringify(event)}\n\n`);
    const unlisten = options.app.events.listen(after, send);
    const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs);
    response.once('close', () => {
      clearInterval(heartbeat);
      unlisten();
    });
  }

  const url = (): string => `http://127.0.0.1:${port}/#code=${tokens.newCode()}`;
  await listen(server, options.port);
  port = (server.address() as AddressInfo).port;
  return { port, tokens, url, close: () => closeServer(server) };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function json(response: ServerResponse, value: unknown): void {
  response
    .writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...safeHeaders })
    .end(JSON.stringify(value));
}

function reply(response: ServerResponse, { status, sentence }: Refusal): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...safeHeaders })
    .end(JSON.stringify({ error: sentence }));
}
