import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError } from '#core/contract/errors.ts';
import type { SequencedEvent } from '#core/contract/events.ts';
import { callLimit, isUpload, uploadLimit } from '#core/contract/uploads.ts';
import type { Clock, Logger, Randomness } from '#core/ports/ports.ts';
import { systemCode } from '#core/store/failures.ts';
import type { Served } from '../console/switcher.ts';
import {
  bearerOf,
  BodyTooLarge,
  checkHost,
  checkJsonPost,
  checkOrigin,
  createFailureLimit,
  readJson,
  type FailureLimit,
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

const heartbeatMs = 15_000;

/** The console on loopback: 127.0.0.1 only, token on every call, one page (models.md D 18 to 21). */
export async function startHttpHost(options: HttpHostOptions): Promise<HttpHost> {
  const tokens = createTokens(options.random, options.clock);
  const guesses = {
    tokens: createFailureLimit(() => options.clock.monotonic()),
    codes: createFailureLimit(() => options.clock.monotonic()),
  };
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
    const refusal = checkHost(request, port);
    if (refusal) return reply(response, refusal);
    const pathname = pathOf(request.url ?? '/');
    if (pathname === undefined) return reply(response, { status: 400, sentence: 'This is no address.' });
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
    const session = pathname === '/api/session';
    const allowed = session || (pathname === '/api/code' ? tokens.isAdmin(bearerOf(request)) : tokens.isPage(bearerOf(request)));
    if (!allowed) return refuseGuess(response, guesses.tokens, 'The token is not good.');
    if (session && guesses.codes.blocked()) return refuseGuess(response, guesses.codes, '');
    let body: unknown;
    try {
      body = await readJson(request, pathname === '/api/upload' ? uploadLimit : callLimit);
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
      case '/api/upload':
        return isUpload(body) ? call(response, body) : reply(response, { status: 413, sentence: 'The request is too large.' });
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
    return refuseGuess(response, guesses.codes, 'This link was used already or is too old. Run: npm run -s quayside -- open');
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
    const send = (event: SequencedEvent): void => {
      response.write(`data: ${JSON.stringify(event)}\n\n`);
      // A page that does not read (a frozen tab) asks again from its last event when it wakes up.
      if (response.writableLength > callLimit) response.destroy();
    };
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

/** A wrong token or code: told so, and after too many of them in a minute told to wait. */
function refuseGuess(response: ServerResponse, limit: FailureLimit, sentence: string): void {
  if (limit.blocked()) return reply(response, { status: 429, sentence: 'Too many wrong guesses. Wait a minute.' });
  limit.failed();
  return reply(response, { status: 401, sentence });
}

/** The path of a request as it was sent; nothing for what is no path (an absolute address of a proxy request, garbage). */
function pathOf(target: string): string | undefined {
  if (!target.startsWith('/') || target.startsWith('//')) return undefined;
  try {
    return new URL(target, 'http://page').pathname;
  } catch {
    return undefined;
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (thrown) => reject(portFailure(port, thrown)));
    server.listen(port, '127.0.0.1', resolve);
  });
}

/** Why a server could not listen, as a sentence; anything else passes through. */
export function portFailure(port: number, thrown: unknown): unknown {
  const code = systemCode(thrown);
  const why = { EADDRINUSE: 'is in use by another program', EACCES: 'is not for this account' }[code];
  if (why === undefined) return thrown;
  return new AppError({
    code: 'configuration',
    message: `Port ${port} ${why}. Name another one, or leave --port out.`,
    cause: thrown,
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
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      ...safeHeaders,
      // A body that nobody reads would be taken for the next request.
      ...(response.req.complete ? {} : { connection: 'close' }),
    })
    .end(JSON.stringify({ error: sentence }));
}
