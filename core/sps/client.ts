import { z } from 'zod';
import { AppError } from '#core/contract/errors.ts';
import type { HistoryEntry, MailboxEntry, MailboxFolder, SpsClient } from './client.types.ts';
import { readStream } from './download.ts';
import { dataUrl, historyUrl, normalPath } from './paths.ts';
import { createSpsRequests, dateOf, nextPage, type Asked, type SpsPorts } from './requests.ts';

/** Bodies are streamed under this limit; the transfer of 50 MB over a slow line fits in it. */
const transferMs = 300_000;
const pageSize = 1000;

const listing = z.object({
  results: z.array(z.object({ path: z.string(), type: z.string() })),
  paging: z.object({ next: nextPage }).nullish(),
});
const history = z.object({
  results: z.array(
    z.object({
      path: z.string(),
      direction: z.string().optional(),
      status_log: z.array(z.object({ status: z.string(), timestamp: z.string() })).nullish(),
    }),
  ),
  paging: z.object({ next: nextPage }).nullish(),
});

/** The SPS mailbox client; see client.types.ts for what each method promises. */
export function createSpsClient(ports: SpsPorts): SpsClient {
  const { connection } = ports;
  const { send, failed, pages, serverDate } = createSpsRequests(ports);

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
    serverDate,
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
