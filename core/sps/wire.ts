import axios, { type AxiosAdapter, type AxiosInstance, type AxiosResponse } from 'axios';
import { AppError } from '#core/contract/errors.ts';
import { connectionReason, neverSent } from '#core/ports/http/connectionFailure.ts';
import type { OperationCounter } from '#core/ports/http/counter.ts';
import type { Answer, AnswerBody, Fetch } from '#core/ports/http/fetch.ts';
import { limitRequest, type RequestLimit } from '#core/ports/http/limit.ts';
import { megabytes, readTextUpTo, readUpTo } from '#core/ports/http/readUpTo.ts';

/** One request to SPS, complete with its token. */
export interface SpsRequest {
  readonly operation: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Counted by what it was for; requests for tokens are not. */
  readonly counted: boolean;
}

export interface SpsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AnswerBody;
}

/** Carries requests to SPS. Throws AppError `sps-unreachable` (outcome by whether a byte can have been sent) or `cancelled`. */
export interface SpsWire {
  send(request: SpsRequest): Promise<SpsAnswer>;
  /**
   * The body as text: of a success all of it, of any other answer no more than explains it. A connection that ends early
   * throws `sps-incomplete`, a success of more than `mostBytes` `sps-unreadable-answer`.
   */
  text(answer: SpsAnswer, request: SpsRequest): Promise<string>;
}

/** A listing page of 1,000 paths has 0.2 MB, a history page of as many files with all their events about 1 MB. */
export const mostBytes = 20_000_000;
/** Of a refusal only its first words are shown. */
const mostOfRefusal = 250_000;

/** A wire over the Fetch port. Redirects are not followed: the token goes to the address it is meant for. */
export function createSpsWire(fetch: Fetch, counter: OperationCounter): SpsWire {
  const client: AxiosInstance = axios.create({
    adapter: adapterOf(fetch),
    responseType: 'stream',
    validateStatus: () => true,
    transformRequest: [(data: unknown) => data],
    transformResponse: [],
  });
  return {
    async send(request) {
      if (request.signal?.aborted) throw stoppedBefore();
      if (request.counted) counter.count(request.operation);
      const limit = limitRequest(request.timeoutMs, request.signal);
      try {
        const { data }: AxiosResponse<Answer> = await client.request({
          url: request.url,
          method: request.method,
          headers: { ...request.headers },
          ...(request.body === undefined ? {} : { data: request.body }),
          signal: limit.signal,
        });
        return { status: data.status, headers: Object.fromEntries(data.headers), body: limited(data.body ?? noBody, limit) };
      } catch (thrown) {
        limit.end();
        throw noAnswer(thrown, request, limit.why() === 'timeout');
      }
    },
    async text(answer, request) {
      const good = answer.status >= 200 && answer.status < 300;
      const { text, whole } = await readTextUpTo(answer.body, good ? mostBytes : mostOfRefusal).catch((thrown: unknown) => {
        throw endedEarly(thrown, request);
      });
      if (good && !whole) throw tooLong(request);
      return text;
    },
  };
}

/**
 * Axios over our own fetch. Its own adapter for fetch builds every request twice and pipes every body through a second
 * stream as soon as a request can be aborted, which takes longer than the rest of a small file's request. What came is handed on
 * whole: its headers would be taken apart and put together three times on the way.
 */
function adapterOf(fetch: Fetch): AxiosAdapter {
  return async (config) => {
    const data = await fetch(config.url ?? '', {
      method: (config.method ?? 'get').toUpperCase(),
      headers: Object.fromEntries(Object.entries(config.headers.toJSON()).map(([name, value]) => [name, String(value)])),
      ...(config.data === undefined ? {} : { body: config.data as Uint8Array<ArrayBuffer> | string }),
      redirect: 'manual',
      ...(config.signal === undefined ? {} : { signal: config.signal as AbortSignal }),
    });
    return { status: data.status, statusText: data.statusText, headers: {}, data, config };
  };
}

/** The time limit holds for the body too, until it is read or given up. */
function limited(body: AnswerBody, limit: RequestLimit): AnswerBody {
  return {
    async *[Symbol.asyncIterator]() {
      try {
        yield* body;
      } finally {
        limit.end();
      }
    },
    cancel: () => {
      limit.end();
      return body.cancel();
    },
    upTo: (most) => readUpTo(body, most).finally(() => limit.end()),
  };
}

const noBody: AnswerBody = { [Symbol.asyncIterator]: async function* none() {}, cancel: () => Promise.resolve() };

/** The work was given up before a request of it left: certainly nothing was done. */
export function stoppedBefore(): AppError {
  return new AppError({
    code: 'cancelled',
    message: 'The work was stopped before this request was sent. Nothing was changed at SPS.',
  });
}

function noAnswer(thrown: unknown, request: SpsRequest, timedOut: boolean): AppError {
  if (request.signal?.aborted) {
    return new AppError({
      code: 'cancelled',
      message: 'The work was stopped.',
      outcome: request.method === 'GET' ? 'not-done' : 'unknown',
      cause: thrown,
    });
  }
  const host = new URL(request.url).host;
  const outcome = neverSent(thrown) || request.method === 'GET' ? 'not-done' : 'unknown';
  // What may have been done is never said to be repeated.
  const next =
    outcome === 'unknown'
      ? 'It may have been done; that is looked up before anything is repeated.'
      : 'Nothing was changed there.';
  return new AppError({
    code: 'sps-unreachable',
    message: timedOut
      ? `SPS (${host}) did not answer within ${request.timeoutMs / 1000} seconds. ${next}`
      : outcome === 'unknown'
        ? `The connection to SPS (${host}) broke before the answer came (${connectionReason(thrown)}). ${next}`
        : `SPS (${host}) cannot be reached (${connectionReason(thrown)}). ${next}`,
    retry: 'later',
    outcome,
    cause: thrown,
  });
}

/** The connection broke after the status line. */
export function endedEarly(cause: unknown, request: SpsRequest): AppError {
  return new AppError({
    code: 'sps-incomplete',
    message: `The answer of SPS ended early (${request.operation}). It is fetched again in the next run.`,
    retry: 'later',
    outcome: request.method === 'GET' ? 'not-done' : 'unknown',
    cause,
  });
}

/** Whatever sends that much is not the service: nothing of it is read. */
function tooLong(request: SpsRequest): AppError {
  return new AppError({
    code: 'sps-unreadable-answer',
    message: `SPS (${new URL(request.url).host}) answered with more than ${megabytes(mostBytes)} (${request.operation}), which no answer of SPS has. Check the addresses of the SPS connection, and what a proxy in between sends.`,
    retry: 'later',
    outcome: request.method === 'GET' ? 'not-done' : 'unknown',
    details: { operation: request.operation, requestId: request.headers['X-Request-ID'] ?? '' },
  });
}
