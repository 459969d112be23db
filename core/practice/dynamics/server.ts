import type { PracticeClock } from '../clock.ts';
import { busy, dynamicsWords, replyOfFault, type Faults } from '../faults.ts';
import { json, jsonText, type Handler, type PracticeReply, type PracticeRequest } from '../http.ts';
import type { Random } from '../random.ts';
import { readBatch, writeBatch, type BatchAnswer, type BatchOperation } from './batch.ts';
import { bodyOf, type Body } from './bodies.ts';
import { entitySets, journalSets, type EntitySet } from './entities.ts';
import type { Journals } from './journals.ts';
import { createLogin } from './login.ts';
import { createChangeset } from './changeset.ts';
import { createChanging } from './changing.ts';
import { createReading, isCrossing } from './read.ts';
import { shownText } from './shown.ts';
import type { MasterFacts } from './master.ts';
import type { MasterData } from './masterRows.ts';
import type { SalesOrders, StoredRow } from './rows.ts';
import { BadQuery, errorBody, refusalOf, Refused } from './refusals.ts';
import { newHeader, newLine, type WriteParts } from './write.ts';

export interface DynamicsAccount {
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Switches that a control request may turn. */
export interface DynamicsSettings {
  tokenSeconds: number;
  manualNumbers: boolean;
  pageSize: number;
  /** nextLink names another host, as some environments do. */
  otherHostInNextLink: boolean;
  missingSets: string[];
  /** 401: the app is not registered in this environment; 403: it has no roles. */
  deny: '' | '401' | '403';
  /** The next `$batch` requests are refused in a part, each with the next of these. */
  partFaults: PartFault[];
  /** False where a line may not be set to a quantity of zero, so that cancelling it means deleting it. */
  zeroQuantity: boolean;
  /** The same for the next token requests. */
  tokenFaults: PartFault[];
}

export type PartFault = '429' | '500';

export const dynamicsDefaults: DynamicsSettings = {
  tokenSeconds: 3599,
  manualNumbers: false,
  pageSize: 10_000,
  otherHostInNextLink: false,
  missingSets: [],
  deny: '',
  partFaults: [],
  zeroQuantity: true,
  tokenFaults: [],
};

export interface DynamicsParts {
  readonly account: DynamicsAccount;
  readonly orders: SalesOrders;
  readonly journals: Journals;
  readonly facts: MasterFacts;
  readonly master: MasterData;
  readonly clock: PracticeClock;
  readonly random: Random;
  readonly faults: Faults;
  readonly settings: DynamicsSettings;
  readonly base: () => string;
  readonly changed: () => void;
}

const isJournal = new Set(journalSets.map(({ name }) => name));

/** Login and OData service of the practice world (dynamics.md 1, 2, 4, 8). */
export function createDynamicsHandler(parts: DynamicsParts): Handler {
  const { orders, clock, settings, faults } = parts;
  const tokens = new Map<string, number>();
  const token = createLogin(parts, tokens);
  const writing: WriteParts = { orders, facts: parts.facts, clock, manualNumbers: () => settings.manualNumbers };

  const isThere = (name: string): EntitySet | undefined =>
    settings.missingSets.includes(name) ? undefined : entitySets.find((set) => set.name === name);

  const rowsOf = (set: EntitySet): Iterable<StoredRow> =>
    set.name.startsWith('SalesOrderHeaders')
      ? orders.headers()
      : set.name.startsWith('SalesOrderLines')
        ? orders.lines()
        : isJournal.has(set.name)
          ? parts.journals.rows(set.name)
          : parts.master.rows(set.name);

  const changing = createChanging({ orders, settings, rowsOf });
  const reading = createReading(parts, rowsOf, isThere);

  function create(set: EntitySet, body: Body): StoredRow {
    if (set.readOnly) throw new Refused(`The entity set '${set.name}' is read-only.`);
    if (set.name.startsWith('SalesOrderHeaders')) {
      const header = newHeader(set, body, writing);
      orders.addHeader(header);
      return header;
    }
    const company = String(body['dataAreaId'] ?? 'usmf');
    const line = newLine(set, body, writing, orders.header(company, String(body['SalesOrderNumber'] ?? '')));
    orders.addLine(line);
    return line;
  }

  function remove(set: EntitySet, row: StoredRow): void {
    const company = String(row['dataAreaId']);
    if (set.name.startsWith('SalesOrderHeaders')) orders.removeHeader(company, String(row['SalesOrderNumber']));
    else orders.removeLine(company, String(row['InventoryLotId']));
  }

  const changeset = createChangeset({ isThere, create, remove, changing });

  function byKey(set: EntitySet, key: string, request: PracticeRequest): PracticeReply {
    const row = changing.locate(set, key, isCrossing(request));
    if (!row) return json(404, errorBody(`No resources were found when selecting for ${set.name}.`));
    if (request.method === 'GET') return reading.one(set, row, request);
    if (request.method !== 'PATCH' && request.method !== 'DELETE') return json(405, errorBody('The method is not allowed.'));
    const body = request.method === 'PATCH' ? bodyOf(request.body.toString('utf8')) : {};
    changing.change(set, row, request.method, body, request.headers['if-match']);
    parts.changed();
    return { status: 204 };
  }

  function data(request: PracticeRequest): PracticeReply {
    const path = decodeURIComponent(request.url.pathname.slice('/data'.length)).replace(/^\//, '');
    if (path === '')
      return json(200, {
        value: entitySets.filter((set) => isThere(set.name)).map(({ name }) => ({ name, kind: 'EntitySet', url: name })),
      });
    if (path === '$metadata') return { status: 200, headers: { 'content-type': 'application/xml' }, body: reading.edmx() };
    if (path === '$batch') {
      const changesets = batchOf(request);
      const failing = settings.partFaults.shift();
      const groups = failing === undefined ? changesets.map(changeset) : [[partFault(failing)]];
      parts.changed();
      const { contentType, body } = writeBatch(groups, parts.random.hex(8));
      return { status: 200, headers: { 'content-type': contentType }, body };
    }
    const [, name = '', key] = /^(\w+)(?:\((.*)\))?$/.exec(path) ?? [];
    const set = isThere(name);
    if (!set) return json(404, errorBody(`No HTTP resource was found that matches the request URI '${request.url.pathname}'.`));
    if (key !== undefined) return byKey(set, key, request);
    if (request.method === 'GET') return reading.query(set, request);
    if (request.method !== 'POST') return json(405, errorBody('The method is not allowed.'));
    const row = create(set, bodyOf(request.body.toString('utf8')));
    parts.changed();
    return jsonText(201, shownText(set, row));
  }

  return async (request) => {
    const { pathname } = request.url;
    if (pathname.endsWith('/oauth2/v2.0/token')) return token(request);
    const write = request.method !== 'GET';
    const fault = faults.take('dynamics', { write, download: false });
    const early = fault && replyOfFault(fault, dynamicsWords);
    if (early) return early;
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, 2_000));
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (fault === 'token-expired') tokens.delete(bearer);
    if (settings.deny === '401' || (tokens.get(bearer) ?? 0) <= clock.now())
      return { status: 401, headers: { 'ms-dyn-aid': parts.random.hex(8) }, body: '' };
    if (settings.deny === '403') return json(403, errorBody('The user is not authorized to perform this operation.'));
    const reply = route(request, pathname);
    return fault === 'commit-drop'
      ? { status: 0, drop: true }
      : { ...reply, headers: { ...reply.headers, 'ms-dyn-aid': parts.random.hex(8) } };
  };

  function route(request: PracticeRequest, pathname: string): PracticeReply {
    try {
      if (/^\/metadata\/PublicEntities(\(.*\))?$/.test(pathname)) return reading.metadata(request);
      if (pathname === '/data' || pathname.startsWith('/data/')) return data(request);
      return json(404, errorBody(`No HTTP resource was found that matches the request URI '${pathname}'.`));
    } catch (thrown) {
      const refusal = refusalOf(thrown);
      if (!refusal) throw thrown;
      return json(refusal.status, refusal.body);
    }
  }
}

function batchOf(request: PracticeRequest): readonly (readonly BatchOperation[])[] {
  try {
    return readBatch(request.headers['content-type'] ?? '', request.body.toString('utf8'));
  } catch (thrown) {
    throw new BadQuery(`The batch cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}

/** The first part refuses the whole changeset: throttled, or a failure of the server's own (dynamics.md 2.4). */
function partFault(fault: PartFault): BatchAnswer {
  const body = JSON.stringify({ error: { code: '', message: fault === '429' ? busy : 'An error has occurred.' } });
  return { status: Number(fault), contentId: '1', body, ...(fault === '429' ? { headers: { 'Retry-After': '1' } } : {}) };
}
