import { connectionReason, neverSent } from '#core/ports/http/connectionFailure.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import { limitRequest } from '#core/ports/http/limit.ts';
import { megabytes, readTextUpTo } from '#core/ports/http/readUpTo.ts';

/** One HTTP request, complete with token and time limit. */
export interface WireRequest {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /**
   * How long a request that has left may still take once the signal aborts. A write needs it: who hangs up on one does not
   * know what became of it.
   */
  readonly graceMs?: number | undefined;
}

export interface WireAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly text: string;
}

/** No complete answer. `sent` is false only where it is certain that no byte of the request reached the service. */
export interface WireFailure {
  readonly kind: 'failure';
  readonly sent: boolean;
  readonly why: 'network' | 'timeout' | 'cancelled' | 'too-long';
  /** A few words for a person: what happened to the connection. */
  readonly reason: string;
  readonly cause: unknown;
}

/** Carries requests; never throws. */
export type Wire = (request: WireRequest) => Promise<WireAnswer | WireFailure>;

/** Counts requests by what they were for. */
export interface OperationCounter {
  count(operation: string): void;
}

/**
 * Ten thousand whole rows of some two hundred properties, the largest page an environment makes, are about 90 MB;
 * `$metadata` has some tens (dynamics.md 1.1).
 */
export const mostBytes = 150_000_000;
/** Of any other answer: an Infolog with its call stack has some ten thousand characters. */
export const mostOfRefusal = 1_000_000;

/** A wire over the Fetch port. Redirects are not followed: the token goes to the address it is meant for. */
export function createWire(fetch: Fetch, counter: OperationCounter): Wire {
  return async (request) => {
    if (request.signal?.aborted) return { kind: 'failure', sent: false, why: 'cancelled', reason: 'stopped', cause: undefined };
    const limit = limitRequest(request.timeoutMs, request.signal, request.graceMs);
    counter.count(request.operation);
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.body === undefined ? {} : { body: request.body }),
        redirect: 'manual',
        signal: limit.signal,
      });
      const { status, headers } = response;
      const good = status >= 200 && status < 300;
      const { text, whole } = await readTextUpTo(response.body, good ? mostBytes : mostOfRefusal);
      if (good && !whole)
        return { kind: 'failure', sent: true, why: 'too-long', reason: `more than ${megabytes(mostBytes)}`, cause: undefined };
      return { kind: 'answer', status, headers, text };
    } catch (thrown) {
      const why = limit.why();
      if (why === 'stopped') return { kind: 'failure', sent: true, why: 'cancelled', reason: 'stopped', cause: thrown };
      if (why === 'timeout') return { kind: 'failure', sent: true, why: 'timeout', reason: 'time-out', cause: thrown };
      return { kind: 'failure', sent: !neverSent(thrown), why: 'network', reason: connectionReason(thrown), cause: thrown };
    } finally {
      limit.end();
    }
  };
}
