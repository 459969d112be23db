import { AppError } from '../errors.ts';
import { cancelled, type Transport } from '../client.ts';
import type { ReplyEnvelope } from '../envelope.ts';
import type { SequencedEvent } from '../events.ts';
import { isUpload } from '../uploads.ts';

export interface HttpTransportOptions {
  /** `''` for the page's own origin, else `http://127.0.0.1:PORT`. */
  readonly base: string;
  readonly token: () => string;
  readonly fetch: (input: string, init: HttpRequest) => Promise<HttpResponse>;
  /** Waits before the next try after a lost connection. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

export interface HttpRequest {
  readonly method: 'POST';
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly signal?: AbortSignal;
}

export interface HttpResponse {
  readonly status: number;
  readonly body: ReadableStream<Uint8Array> | null;
  json(): Promise<unknown>;
}

const longestWait = 10_000;

/** Envelopes over loopback HTTP, events by a streamed answer, so that the token stays in a header. */
export function httpTransport(options: HttpTransportOptions): Transport {
  const post = (path: string, body: unknown, signal: AbortSignal | undefined): Promise<HttpResponse> =>
    options.fetch(`${options.base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${options.token()}` },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
  return {
    async call(request, signal) {
      const response = await answered(post(isUpload(request) ? '/api/upload' : '/api/call', request, signal), signal);
      if (response.status === 401) throw sessionExpired();
      if (response.status === 413)
        throw new AppError({ code: 'invalid-input', message: 'This is too large to be sent: a file may have 25 MB. Split it.' });
      if (response.status !== 200)
        throw new AppError({ code: 'internal', message: `Quayside answered ${response.status}.`, outcome: 'unknown' });
      return answered(response.json() as Promise<ReplyEnvelope>, signal);
    },
    listen(after, onEvent, onState) {
      const stop = new AbortController();
      void follow({ post, wait: options.wait, signal: stop.signal, onEvent, onState: onState ?? (() => undefined) }, after);
      return () => stop.abort();
    },
  };
}

/** What comes of an exchange; one that breaks off, before its answer or within it, leaves open what was done. */
async function answered<T>(exchange: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await exchange;
  } catch (cause) {
    if (signal?.aborted) throw cancelled();
    throw new AppError({
      code: 'engine-not-running',
      message: 'Quayside does not answer. Is it still running?',
      retry: 'later',
      outcome: 'unknown',
      cause,
    });
  }
}

function sessionExpired(): AppError {
  return new AppError({ code: 'session-expired', message: 'This page is not signed in any more.' });
}

interface Following {
  readonly post: (path: string, body: unknown, signal: AbortSignal | undefined) => Promise<HttpResponse>;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
  readonly onEvent: (event: SequencedEvent) => void;
  readonly onState: (state: 'open' | 'lost') => void;
}

/** Reads events until told to stop; after a lost connection asks again from the last one it saw. */
async function follow(following: Following, from: number): Promise<void> {
  let after = from;
  let failures = 0;
  while (!following.signal.aborted) {
    try {
      const response = await following.post('/api/events', { after }, following.signal);
      // A token that is not good any more gets no better: the next call says so to the person.
      if (response.status === 401) return following.onState('lost');
      if (response.status === 200 && response.body) {
        failures = 0;
        following.onState('open');
        for await (const event of eventsOf(response.body)) {
          after = event.sequence;
          following.onEvent(event);
        }
      }
    } catch {
      // lost: said below, tried again after a pause
    }
    if (following.signal.aborted) return;
    following.onState('lost');
    failures += 1;
    await following.wait(Math.min(longestWait, 500 * 2 ** Math.min(failures, 5)));
  }
}

/** The events of a server-sent stream; comments (heartbeats) are passed over. */
async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<SequencedEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        if (line.startsWith('data: ')) yield JSON.parse(line.slice(6)) as SequencedEvent;
      }
    }
  } finally {
    // Whoever stops listening in the middle leaves no connection open behind it.
    await reader.cancel().catch(() => undefined);
  }
}
