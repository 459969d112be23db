import type { PracticeClock } from '../clock.ts';
import { problem, replyOfFault, spsWords, type Faults } from '../faults.ts';
import { isJson, json, type Handler, type PracticeReply, type PracticeRequest } from '../http.ts';
import type { Random } from '../random.ts';
import { BadAsked, limitOf, offsetOf, timeOf } from './asked.ts';
import type { HistoryRow, Mailbox } from './mailbox.ts';

export interface SpsAccount {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience: string;
}

/** Switches that a control request may turn. */
export interface SpsSettings {
  tokenSeconds: number;
  historyLagMinutes: number;
  /** Minutes after which SPS picks up what lies in its in folders; null: it collects nothing. */
  collectAfterMinutes: number | null;
  pageSize: number;
  /** How long a cursor leads on; afterwards the listing begins again. */
  cursorMinutes: number;
  /** A last page that still has a `next`, which yields an empty page. */
  emptyLastPage: boolean;
  /** The app was made as another kind: no client credentials. */
  wrongAppKind: boolean;
}

export const spsDefaults: SpsSettings = {
  tokenSeconds: 3600,
  historyLagMinutes: 5,
  collectAfterMinutes: 2,
  pageSize: 1000,
  cursorMinutes: 15,
  emptyLastPage: false,
  wrongAppKind: false,
};

export interface SpsParts {
  readonly account: SpsAccount;
  readonly mailbox: Mailbox;
  readonly clock: PracticeClock;
  readonly random: Random;
  readonly faults: Faults;
  readonly settings: SpsSettings;
  readonly base: () => string;
  readonly changed: () => void;
}

const dataPrefix = '/transactions/v5/data/';
const largest = 2 ** 31;

interface Cursor {
  readonly folder: string;
  readonly from: number;
  readonly until: number;
  readonly names: readonly { readonly path: string; readonly type: string }[];
}

/** The Transaction API of the practice world (sps.md 1 and 2). */
export function createSpsHandler(parts: SpsParts): Handler {
  const { account, mailbox, clock, faults, settings } = parts;
  const tokens = new Map<string, number>();
  const cursors = new Map<string, Cursor>();

  function token(request: PracticeRequest): PracticeReply {
    const fields = tokenFields(request);
    if (!fields) return json(400, { error: 'invalid_request', error_description: 'The body cannot be read.' });
    if (fields['client_id'] !== account.clientId || fields['client_secret'] !== account.clientSecret) {
      return json(401, { error: 'access_denied', error_description: 'Unauthorized' });
    }
    if (settings.wrongAppKind || fields['grant_type'] !== 'client_credentials') {
      return json(403, {
        error: 'unauthorized_client',
        error_description: "Grant type 'client_credentials' not allowed for the client.",
      });
    }
    if (fields['audience'] !== account.audience) {
      return json(403, {
        error: 'access_denied',
        error_description: `Service not found: ${String(fields['audience'] ?? '')} (audience)`,
      });
    }
    const text = parts.random.hex(24);
    tokens.set(text, clock.now() + settings.tokenSeconds * 1000);
    return json(200, { access_token: text, expires_in: settings.tokenSeconds, token_type: 'Bearer' });
  }

  function list(folder: string, query: URLSearchParams): PracticeReply {
    const known = query.get('cursor');
    const cursor = known === null ? undefined : cursors.get(known);
    if (known !== null && (!cursor || cursor.folder !== folder || cursor.until <= clock.now()))
      return json(400, { error: { error: 'invalid_cursor', errorDescription: 'The cursor has expired.' }, status: 'error' });
    if (!mailbox.has(folder)) return notFound(`Directory '/${folder}' not found.`);
    const prefix = query.get('entryNamePrefix') ?? '';
    const names = cursor?.names ?? mailbox.entries(folder).filter((entry) => entry.path.slice(folder.length).startsWith(prefix));
    const limit = Math.min(limitOf(query, 1_000), settings.pageSize);
    const from = cursor?.from ?? 0;
    const page = names.slice(from, from + limit);
    const more = from + limit < names.length || (settings.emptyLastPage && page.length > 0);
    return json(200, {
      results: page.map(({ path, type }) => ({ path: `/${path}`, type, url: addressOf(path) })),
      paging: { limit, ...(more ? { next: nextPage(folder, names, from + limit, limit) } : {}) },
    });
  }

  function nextPage(folder: string, names: Cursor['names'], from: number, limit: number): object {
    const id = parts.random.hex(9);
    for (const [old, { until }] of cursors) if (until <= clock.now()) cursors.delete(old);
    cursors.set(id, { folder, from, names, until: clock.now() + settings.cursorMinutes * 60_000 });
    return { cursor: id, url: `${addressOf(folder)}?limit=${limit}&cursor=${id}` };
  }

  /** A path as a link: each segment encoded. */
  function addressOf(path: string): string {
    return `${parts.base()}${dataPrefix}${path.split('/').map(encodeURIComponent).join('/')}`;
  }

  function history(query: URLSearchParams): PracticeReply {
    const limit = limitOf(query, 100);
    const offset = offsetOf(query);
    const visible = clock.now() - settings.historyLagMinutes * 60_000;
    const after = timeOf(query, 'after', 0);
    const until = timeOf(query, 'until', Number.MAX_SAFE_INTEGER);
    const latest = Math.min(until, visible);
    const rows = mailbox.history().filter((row) => row.events.some(({ at }) => at >= after && at <= latest));
    const link = (at: number): object => {
      const next = new URLSearchParams(query);
      next.set('limit', String(limit));
      next.set('offset', String(at));
      return { url: `${parts.base()}/transactions/v5/history?${next.toString()}` };
    };
    return json(200, {
      results: rows.slice(offset, offset + limit).map((row) => historyEntry(row, visible)),
      paging: {
        offset,
        limit,
        total_count: rows.length,
        ...(offset + limit < rows.length ? { next: link(offset + limit) } : {}),
      },
    });
  }

  function data(request: PracticeRequest, path: string, fault: string | undefined): PracticeReply {
    if (request.method === 'GET' && (path === '' || path.endsWith('/'))) return list(path, request.url.searchParams);
    switch (request.method) {
      case 'GET': {
        const bytes = mailbox.read(path);
        if (!bytes) return notFound(`File '/${path}' not found.`);
        if (fault === 'truncated')
          return { status: 200, body: bytes, cut: { bytes: Math.floor(bytes.length / 2), declare: true } };
        mailbox.downloaded(path);
        parts.changed();
        return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: bytes };
      }
      case 'POST':
        if (request.body.length > largest)
          return json(413, { error: { error: 'too_large', errorDescription: 'File too large.' }, status: 'error' });
        if (!mailbox.write(path, request.body)) return notFound('Parent directory not found');
        parts.changed();
        return json(201, { path: `/${path}`, url: addressOf(path) });
      case 'DELETE':
        if (!mailbox.remove(path)) return notFound(`File '/${path}' not found.`);
        parts.changed();
        return { status: 204 };
      default:
        return json(405, { error: { error: 'method_not_allowed', errorDescription: 'Method not allowed.' }, status: 'error' });
    }
  }

  return async (request) => {
    const { pathname } = request.url;
    mailbox.collect();
    if (pathname === '/oauth/token' && request.method === 'POST') return token(request);
    const write = request.method === 'POST' || request.method === 'DELETE';
    const path = decodeURIComponent(pathname.startsWith(dataPrefix) ? pathname.slice(dataPrefix.length) : '');
    const download = request.method === 'GET' && path !== '' && !path.endsWith('/');
    const fault = faults.take('sps', { write, download, upload: request.method === 'POST' });
    const requestId = String(request.headers['x-request-id'] ?? '');
    const early = fault && replyOfFault(fault, spsWords(requestId));
    if (early) return early;
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, 2_000));
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (fault === 'token-expired') tokens.delete(bearer);
    if ((tokens.get(bearer) ?? 0) <= clock.now()) return problem(401, 'Unauthorized', requestId);
    const reply = answered(request, path);
    return fault === 'commit-drop' ? { status: 0, drop: true } : reply;

    function answered(asked: PracticeRequest, file: string): PracticeReply {
      try {
        return route(asked, file);
      } catch (thrown) {
        if (!(thrown instanceof BadAsked)) throw thrown;
        return json(400, { error: { error: 'invalid_request', errorDescription: thrown.message }, status: 'error' });
      }
    }

    function route(asked: PracticeRequest, file: string): PracticeReply {
      if (pathname === '/auth-check') return { status: 204 };
      if (/^\/transactions\/v5\/history\/?$/.test(pathname)) return history(asked.url.searchParams);
      if (pathname.startsWith(dataPrefix)) return data(asked, file, fault);
      return notFound('Not found');
    }
  };
}

/** What a token is asked for with; undefined for what is no JSON object and says that it is. */
function tokenFields(request: PracticeRequest): Readonly<Record<string, unknown>> | undefined {
  const text = request.body.toString('utf8');
  if (!isJson(request)) return Object.fromEntries(new URLSearchParams(text));
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function notFound(words: string): PracticeReply {
  return json(404, { error: { errorDescription: words, error: 'not_found' }, status: 'error' });
}

/** A file's history as far as SPS tells it by now. */
function historyEntry(row: HistoryRow, visible: number): object {
  return {
    id: row.id,
    path: row.path,
    direction: row.path.startsWith('in/') || row.path.startsWith('testin/') ? 'in' : 'out',
    status_log: row.events
      .filter(({ at }) => at <= visible)
      .map((event) => ({ status: event.status, timestamp: new Date(event.at).toISOString() })),
  };
}
