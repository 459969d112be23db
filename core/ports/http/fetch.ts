import type { ReadUpTo } from './readUpTo.ts';

/** What is asked: one request, complete. */
export interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** A redirect is never followed: the token goes to the address it is meant for. `error` makes it a failure. */
  readonly redirect: 'manual' | 'error';
  /** Ends the request, or the reading of its answer. */
  readonly signal?: AbortSignal;
}

/** The body of an answer, read once; whoever does not read it to its end gives it up, so that its connection is free again. */
export interface AnswerBody extends AsyncIterable<Uint8Array> {
  cancel(): Promise<void>;
  /** What `readUpTo` does, where a host has a quicker way than piece by piece. Only that function calls it. */
  upTo?(most: number): Promise<ReadUpTo>;
}

/** An answer that has begun. A `Response` is one, but its `text` knows no limit: a body is read by `readUpTo`. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Iterable<[string, string]> & { get(name: string): string | null };
  readonly body: AnswerBody | null;
}

/**
 * Carries every request of ours: Node's own client in the headless host, Electron's `net.fetch` on the desktop. Rejects
 * where there is no answer, with the error of the connection or one that is caused by it.
 */
export type Fetch = (url: string, asked: Asked) => Promise<Answer>;
