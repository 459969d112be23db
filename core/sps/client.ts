import { z } from 'zod';
import { AppError } from '#core/contract/errors.ts';
import type { SpsConnection } from '#core/contract/connection.ts';
import { instant, type Instant } from '#core/domain/time.ts';
import type { OperationCounter } from '#core/ports/http/counter.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import type { Clock, Logger, Randomness } from '#core/ports/ports.ts';
import type { HistoryEntry, MailboxEntry, MailboxFolder, SpsClient } from './client.types.ts';
import { readStream } from './download.ts';
import { failureOf } from './failures.ts';
import { dataUrl, historyUrl, normalPath, sameHost } from './paths.ts';
import { createTokenSource } from './token.ts';
import { createSpsWire, type SpsAnswer, type SpsRequest } from './wire.ts';

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
/** Bodies are streamed under this limit; the transfer of 50 MB over a slow line fits in it. */
const transferMs = 300_000;
const pageSize = 1000;
/** More pages than any mailbox has: a listing that never ends is an error, not a loop. */
const mostPages = 10_000;

const next = z.object({ url: z.string().nullish(), cursor: z.string().nullish() }).nullish();
const listing = z.object({
  results: z.array(z.object({ path: z.string(), type: z.string() })),
  paging: z.object({ next }).nullish(),
});
const history = z.object({
  results: z.array(
    z.object({
      path: z.string(),
      direction: z.string().optional(),
      status_log: z.array(z.object({ status: z.string(), timestamp: z.string() })).nullish(),
    }),
  ),
  paging: z.object({ next }).nullish(),
});

interface Asked {
  readonly operation: string;
  readonly method?: SpsRequest['method'];
  readonly url: string;
  readonly path: string;
  readonly body?: Uint8Array;
  readonly timeoutMs?: number;
  readonly signal: AbortSignal | undefined;
}

/** The SPS mailbox client; see client.types.ts for what each method promises. */
export function createSpsClient(ports: SpsPorts): SpsClient {
  const { connection, clock, random } = ports;
  const wire = createSpsWire(ports.fetch, ports.counter);
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
    return failureOf(
      { status: answer.status, headers: answer.headers, text, requestId, operation: asked.operation, path: asked.path, write },
      clock.now(),
    );
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
        message: `SPS gave an answer that cannot be read (${asked.operation}). A proxy in between may have sent a page of its own; it is tried again in the next run.`,
        retry: 'later',
        details: { requestId: request.headers['X-Request-ID'] ?? '', operation: asked.operation },
        cause,
      });
    }
  }

  /** Follows `next` until there is none: a short page is no last page (sps.md 1.3). */
  async function* pages<T extends { paging?: { next?: z.infer<typeof next> } | null | undefined }>(
    first: Asked,
    shape: z.ZodType<T>,
  ): AsyncGenerator<T> {
    const seen = new Set<string>();
    let url = first.url;
    while (!seen.has(url) && seen.size < mostPages) {
      seen.add(url);
      const page = await json({ ...first, url }, shape);
      yield page;
      const link = page.paging?.next;
      if (!link?.url && !link?.cursor) return;
      url = link.url ? sameHost(link.url, first.url) : withCursor(first.url, link.cursor);
    }
    throw new AppError({
      code: 'sps-unreadable-answer',
      message: `The pages of ${first.path || 'the history'} at SPS never end. It is tried again in the next run.`,
      retry: 'later',
    });
  }

  async function listOne(folder: string, signal: AbortSignal | undefined): Promise<readonly MailboxEntry[]> {
    const entries: MailboxEntry[] = [];
    const url = `${dataUrl(connection.apiBase, folder)}?limit=${pageSize}`;
    for await (const page of pages({ operation: 'GET listing', url, path: folder, signal }, listing)) {
      for (const { path, type } of page.results) entries.push(entryOf(path, type));
    }
    return entries;
  }

  /** A folder and all below it, each once: one that lists itself or what is above it does not go round for ever. */
  async function* walk(
    folder: string,
    signal: AbortSignal | undefined,
    seen: Set<string> = new Set(),
  ): AsyncGenerator<{ readonly folder: string; readonly entries: readonly MailboxEntry[] }> {
    seen.add(folder);
    const entries = await listOne(folder, signal);
    yield { folder, entries };
    for (const { path, type } of entries)
      if (type === 'directory' && path.startsWith(folder) && !seen.has(path)) yield* walk(path, signal, seen);
  }

  async function list(folder: string, recursive: boolean, signal: AbortSignal | undefined): Promise<readonly MailboxEntry[]> {
    const top = normalPath(folder);
    if (!recursive) return listOne(top, signal);
    const all: MailboxEntry[] = [];
    for await (const { entries } of walk(top, signal)) all.push(...entries);
    return all;
  }

  return {
    async authCheck(signal) {
      const asked: Asked = {
        operation: 'GET auth-check',
        url: `${connection.apiBase.replace(/\/+$/, '')}/auth-check`,
        path: '',
        signal,
      };
      const { answer, request } = await send(asked);
      if (answer.status < 200 || answer.status > 299) throw await failed(answer, request, asked);
      await answer.body.cancel();
    },
    list: async (folder, options, signal) =>
      unprovisioned(
        folder,
        () => list(folder, options.recursive, signal),
        () => listOne('', signal),
      ),
    async download(path, options, signal) {
      const asked: Asked = { operation: 'GET file', url: dataUrl(connection.apiBase, path), path, timeoutMs: transferMs, signal };
      const { answer, request } = await send(asked);
      if (answer.status !== 200) throw await failed(answer, request, asked);
      return { path, ...(await readStream(answer, request, { path, ...options })) };
    },
    async upload(path, bytes, signal) {
      const asked: Asked = {
        operation: 'POST file',
        method: 'POST',
        url: dataUrl(connection.apiBase, path),
        path,
        body: bytes,
        timeoutMs: transferMs,
        signal,
      };
      const { answer, request } = await send(asked);
      if (answer.status < 200 || answer.status > 299) throw await failed(answer, request, asked);
      await answer.body.cancel();
      return { at: dateOf(answer) };
    },
    serverDate: () => serverDate,
    async remove(path, signal) {
      const asked: Asked = { operation: 'DELETE file', method: 'DELETE', url: dataUrl(connection.apiBase, path), path, signal };
      const { answer, request } = await send(asked);
      if (answer.status !== 404 && (answer.status < 200 || answer.status > 299)) throw await failed(answer, request, asked);
      await answer.body.cancel();
    },
    async history(range, signal) {
      const query = new URLSearchParams({
        after: withoutZone(range.after),
        ...(range.until === undefined ? {} : { until: withoutZone(range.until) }),
      });
      const entries: HistoryEntry[] = [];
      const url = `${historyUrl(connection.apiBase)}?${query.toString()}`;
      for await (const page of pages({ operation: 'GET history', url, path: '', signal }, history))
        entries.push(...page.results.map(historyEntry));
      return entries;
    },
    async discover(signal) {
      const folders: MailboxFolder[] = [];
      for await (const { folder, entries } of walk('', signal))
        if (folder !== '') folders.push({ path: folder, files: entries.filter((entry) => entry.type === 'file').length });
      return folders;
    },
  };
}

/** When SPS answered, by its own clock. */
function dateOf({ headers }: SpsAnswer): Instant | undefined {
  const date = Date.parse(headers['date'] ?? '');
  return Number.isNaN(date) ? undefined : instant(date);
}

/** Folders end in a slash, which is what selects "list"; one that comes without gets it. */
function entryOf(path: string, type: string): MailboxEntry {
  const plain = normalPath(path);
  const isFolder = type === 'directory' || plain.endsWith('/');
  return { path: isFolder ? plain.replace(/\/*$/, '/') : plain, type: isFolder ? 'directory' : 'file' };
}

/** A production app that SPS has not set up yet: the token works, the root is empty, `out/` is 404 (sps.md 1.4). */
async function unprovisioned<T>(
  folder: string,
  work: () => Promise<T>,
  root: () => Promise<readonly MailboxEntry[]>,
): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'sps-folder-missing') throw thrown;
    const entries = await root().catch(() => undefined);
    if (entries?.length !== 0) throw thrown;
    throw new AppError({
      code: 'sps-not-provisioned',
      message: `This app has no mailbox yet: the token works, but ${folder} and every other folder is missing. SPS's implementation team sets it up; ask them.`,
      details: thrown.details,
      cause: thrown,
    });
  }
}

function withCursor(url: string, cursor: string | null | undefined): string {
  const target = new URL(url);
  if (cursor) target.searchParams.set('cursor', cursor);
  return target.href;
}

/** History takes stamps without a zone and means UTC. */
function withoutZone(at: string): string {
  return at.slice(0, 19);
}

function historyEntry(entry: z.infer<typeof history>['results'][number]): HistoryEntry {
  return {
    path: normalPath(entry.path),
    direction: entry.direction ?? '',
    events: (entry.status_log ?? []).map(({ status, timestamp }) => ({ status: status.toLowerCase(), at: zoned(timestamp) })),
  };
}

/** A stamp without a zone is UTC; every one comes out in the same form, so that they compare as text. */
function zoned(timestamp: string): string {
  const date = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(timestamp) ? timestamp : `${timestamp}Z`);
  return Number.isNaN(date.getTime()) ? timestamp : date.toISOString();
}
