import { z } from 'zod';
import { AppError } from '#core/contract/errors.ts';
import type { SpsConnection } from '#core/contract/connection.ts';
import { instant, type Instant } from '#core/domain/time.ts';
import type { OperationCounter } from '#core/ports/http/counter.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import type { Clock, Logger, Randomness } from '#core/ports/ports.ts';
import { failureOf } from './failures.ts';
import { onOurHost } from './paths.ts';
import { createTokenSource } from './token.ts';
import { createSpsWire, type SpsAnswer, type SpsRequest, type SpsWire } from './wire.ts';

export interface SpsPorts {
  readonly connection: SpsConnection;
  /** The client secret as it is kept now. */
  readonly secret: () => Promise<string | undefined>;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly log: Logger;
  /** Books every request except those for tokens. */
  readonly counter: OperationCounter;
}

const timeoutMs = 30_000;
/** More pages than any mailbox has: a listing that never ends is an error, not a loop. */
const mostPages = 10_000;

/** How an answer names its next page: a whole address, or a cursor for the same one. */
export const nextPage = z.object({ url: z.string().nullish(), cursor: z.string().nullish() }).nullish();
type Paged = { readonly paging?: { readonly next?: z.infer<typeof nextPage> } | null | undefined };

/** What a call asks for; its token and its request id come later. */
export interface Asked {
  readonly operation: string;
  readonly method?: SpsRequest['method'];
  readonly url: string;
  readonly path: string;
  readonly body?: Uint8Array;
  readonly timeoutMs?: number;
  readonly signal: AbortSignal | undefined;
}

/** Requests with a token: what every call of the mailbox is made of. All throw AppError. */
export interface SpsRequests {
  /** Any status but a 401 (or the 403 of an expired token) that a new token mends. The body has not been read. */
  readonly send: (asked: Asked) => Promise<{ readonly answer: SpsAnswer; readonly request: SpsRequest }>;
  /** What an answer other than the wanted one means. */
  readonly failed: (answer: SpsAnswer, request: SpsRequest, asked: Asked) => Promise<AppError>;
  /** Every page from the first on. */
  readonly pages: <T extends Paged>(first: Asked, shape: z.ZodType<T>) => AsyncGenerator<T>;
  /** The newest Date header of SPS. */
  readonly serverDate: () => Instant | undefined;
}

/** @see SpsRequests */
export function createSpsRequests(ports: SpsPorts): SpsRequests {
  const { clock, random } = ports;
  const wire: SpsWire = createSpsWire(ports.fetch, ports.counter);
  const tokens = createTokenSource({ ...ports, wire });

  function requestOf(asked: Asked, token: string): SpsRequest {
    return {
      operation: asked.operation,
      method: asked.method ?? 'GET',
      url: asked.url,
      headers: {
        Authorization: `Bearer ${token}`,
        Accept: 'application/json, */*',
        'X-Request-ID': random.id(),
        ...(asked.body === undefined ? {} : { 'Content-Type': 'application/octet-stream' }),
      },
      ...(asked.body === undefined ? {} : { body: asked.body }),
      timeoutMs: asked.timeoutMs ?? timeoutMs,
      signal: asked.signal,
      counted: true,
    };
  }

  let serverDate: Instant | undefined;

  async function timed(request: SpsRequest): Promise<SpsAnswer> {
    const answer = await wire.send(request);
    serverDate = dateOf(answer) ?? serverDate;
    return answer;
  }

  /** A new token that got a 403 as well: it was not the token, and the next 403 costs no other one. */
  let forbidden: string | undefined;

  /**
   * Sends with a token; once more with a new one where the answer may mean that the token is no good any more: a 401,
   * and a 403, which some of SPS's addresses say of an expired one (sps.md 1.6).
   */
  async function send(asked: Asked): Promise<{ readonly answer: SpsAnswer; readonly request: SpsRequest }> {
    const token = await tokens.token(asked.signal);
    const request = requestOf(asked, token);
    const answer = await timed(request);
    if (answer.status !== 401 && (answer.status !== 403 || token === forbidden)) return { answer, request };
    await answer.body.cancel();
    const fresh = await tokens.renew(token, asked.signal);
    const again = requestOf(asked, fresh);
    const second = await timed(again);
    if (second.status === 403) forbidden = fresh;
    return { answer: second, request: again };
  }

  async function failed(answer: SpsAnswer, request: SpsRequest, asked: Asked): Promise<AppError> {
    const text = await wire.text(answer, request).catch(() => '');
    const requestId = request.headers['X-Request-ID'] ?? '';
    const write = asked.method === 'POST';
    const { status, headers } = answer;
    const { operation, path } = asked;
    const { host } = new URL(request.url);
    return failureOf({ status, headers, text, requestId, host, operation, path, write }, clock.now());
  }

  async function json<T>(asked: Asked, shape: z.ZodType<T>): Promise<T> {
    const { answer, request } = await send(asked);
    if (answer.status !== 200) throw await failed(answer, request, asked);
    const text = await wire.text(answer, request);
    try {
      return shape.parse(JSON.parse(text));
    } catch (cause) {
      throw new AppError({
        code: 'sps-unreadable-answer',
        message: `SPS gave an answer that cannot be read (${asked.operation}). A proxy in between may have sent a page of its own.`,
        retry: 'later',
        details: { requestId: request.headers['X-Request-ID'] ?? '', operation: asked.operation },
        cause,
      });
    }
  }

  /** Follows `next` until there is none: a short page is no last page (sps.md 1.3). */
  async function* pages<T extends Paged>(first: Asked, shape: z.ZodType<T>): AsyncGenerator<T> {
    const seen = new Set<string>();
    let url = first.url;
    while (!seen.has(url) && seen.size < mostPages) {
      seen.add(url);
      const page = await json({ ...first, url }, shape);
      yield page;
      const link = page.paging?.next;
      if (!link?.url && !link?.cursor) return;
      url = link.url ? onOurHost(link.url, first.url) : withCursor(first.url, link.cursor);
    }
    throw new AppError({
      code: 'sps-unreadable-answer',
      message: `The pages of ${first.path || 'the history'} at SPS never end.`,
      retry: 'later',
    });
  }

  return { send, failed, pages, serverDate: () => serverDate };
}

/** When SPS answered, by its own clock. */
export function dateOf({ headers }: SpsAnswer): Instant | undefined {
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(date) ? undefined : instant(date);
}

function withCursor(url: string, cursor: string | null | undefined): string {
  const target = new URL(url);
  if (cursor) target.searchParams.set('cursor', cursor);
  return target.href;
}
