import type { Fetch } from '#core/ports/ports.ts';

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
  readonly why: 'network' | 'timeout' | 'cancelled';
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

/** A wire over the Fetch port. Redirects are not followed: the token goes to the address it is meant for. */
export function createWire(fetch: Fetch, counter: OperationCounter): Wire {
  return async (request) => {
    if (request.signal?.aborted) return { kind: 'failure', sent: false, why: 'cancelled', reason: 'stopped', cause: undefined };
    const timeout = AbortSignal.timeout(request.timeoutMs);
    const stop = patient(request.signal, request.graceMs);
    const signal = AbortSignal.any([stop.signal, timeout]);
    counter.count(request.operation);
    try {
      const response = await fetch(request.url, {
        method: request.method,
        headers: request.headers,
        ...(request.body === undefined ? {} : { body: request.body }),
        redirect: 'manual',
        signal,
      });
      return { kind: 'answer', status: response.status, headers: response.headers, text: await response.text() };
    } catch (thrown) {
      if (stop.signal.aborted) return { kind: 'failure', sent: true, why: 'cancelled', reason: 'stopped', cause: thrown };
      if (timeout.aborted) return { kind: 'failure', sent: true, why: 'timeout', reason: 'time-out', cause: thrown };
      return { kind: 'failure', sent: !neverSent(thrown), why: 'network', reason: reasonOf(thrown), cause: thrown };
    } finally {
      stop.end();
    }
  };
}

/** A signal that follows another one after a time. */
function patient(signal: AbortSignal | undefined, graceMs: number | undefined): { readonly signal: AbortSignal; end(): void } {
  const late = new AbortController();
  if (!signal || graceMs === undefined) return { signal: signal ?? late.signal, end: () => undefined };
  let timer: NodeJS.Timeout | undefined;
  const follow = (): void => {
    timer = setTimeout(() => late.abort(), graceMs);
  };
  signal.addEventListener('abort', follow, { once: true });
  return {
    signal: late.signal,
    end: () => {
      signal.removeEventListener('abort', follow);
      clearTimeout(timer);
    },
  };
}

/**
 * Failures of name look-up, connecting (told by the system call) and the server's certificate come before the request's
 * first byte. What can also happen later on an open connection (a reset, a TLS alert, a lost route) is not among them.
 */
const beforeFirstByte =
  /^(ENOTFOUND|EAI_\w+|ECONNREFUSED|UND_ERR_CONNECT_TIMEOUT|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|ERR_TLS_CERT_\w+)$/;
const beforeFirstByteInChromium =
  /net::ERR_(NAME_NOT_RESOLVED|CONNECTION_REFUSED|CONNECTION_TIMED_OUT|INTERNET_DISCONNECTED|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|CERT_\w+)/;

function neverSent(thrown: unknown): boolean {
  const causes = chain(thrown);
  if (causes.some(({ message }) => beforeFirstByteInChromium.test(message))) return true;
  return causes.some(({ code, syscall }) => beforeFirstByte.test(code) || syscall === 'connect');
}

function reasonOf(thrown: unknown): string {
  const causes = chain(thrown);
  const code = causes.map((cause) => cause.code).find((text) => text !== '');
  return code ?? causes.at(-1)?.message ?? 'connection failed';
}

/** The error and what caused it; of several attempts (IPv4, IPv6) the last. */
function chain(thrown: unknown): readonly { readonly code: string; readonly syscall: string; readonly message: string }[] {
  const links = [];
  for (let link: unknown = thrown; link instanceof Error && links.length < 8;) {
    const { code, syscall } = link as { readonly code?: unknown; readonly syscall?: unknown };
    links.push({
      code: typeof code === 'string' ? code : '',
      syscall: typeof syscall === 'string' ? syscall : '',
      message: link.message,
    });
    link = link instanceof AggregateError ? link.errors.at(-1) : link.cause;
  }
  return links;
}
