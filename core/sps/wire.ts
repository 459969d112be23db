import axios, { type AxiosAdapter, type AxiosInstance, type AxiosResponse } from 'axios';
import { AppError } from '#core/contract/errors.ts';
import { connectionReason, neverSent } from '#core/ports/http/connectionFailure.ts';
import type { OperationCounter } from '#core/ports/http/counter.ts';
import type { Answer, AnswerBody, Fetch } from '#core/ports/http/fetch.ts';
import { limitRequest, type RequestLimit } from '#core/ports/http/limit.ts';

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
  /** The whole body as text; a connection that ends early throws `sps-incomplete`. */
  text(answer: SpsAnswer, request: SpsRequest): Promise<string>;
}

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
      try {
        const chunks: Uint8Array[] = [];
        for await (const chunk of answer.body) chunks.push(chunk);
        return Buffer.concat(chunks).toString('utf8');
      } catch (thrown) {
        throw endedEarly(thrown, request);
      }
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
  };
}

const noBody: AnswerBody = { [Symbol.asyncIterator]: async function* none() {}, cancel: () => Promise.resolve() };

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
