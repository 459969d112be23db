import type { PracticeClock } from '../clock.ts';
import { replyOfFault, type Faults } from '../faults.ts';
import { json, type Handler, type PracticeReply, type PracticeRequest } from '../http.ts';
import type { Random } from '../random.ts';
import { readBatch, writeBatch, type BatchAnswer, type BatchOperation } from './batch.ts';
import { entitySets, type EntitySet } from './entities.ts';
import { BadQuery, parseFilter, type Row } from './filter.ts';
import { masterData, type MasterFacts } from './master.ts';
import type { SalesOrders, StoredRow } from './rows.ts';
import { errorBody, newHeader, newLine, Refused, type WriteParts } from './write.ts';

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
}

export const dynamicsDefaults: DynamicsSettings = {
  tokenSeconds: 3599,
  manualNumbers: false,
  pageSize: 10_000,
  otherHostInNextLink: false,
  missingSets: [],
  deny: '',
};

export interface DynamicsParts {
  readonly account: DynamicsAccount;
  readonly orders: SalesOrders;
  readonly facts: MasterFacts;
  readonly clock: PracticeClock;
  readonly random: Random;
  readonly faults: Faults;
  readonly settings: DynamicsSettings;
  readonly base: () => string;
  readonly changed: () => void;
}

/** Login and OData service of the practice world (dynamics.md 1, 2, 4, 8). */
export function createDynamicsHandler(parts: DynamicsParts): Handler {
  const { account, orders, clock, settings, faults } = parts;
  const tokens = new Map<string, number>();
  const master = masterData();
  const writing: WriteParts = { orders, facts: parts.facts, clock, manualNumbers: () => settings.manualNumbers };

  function token(request: PracticeRequest): PracticeReply {
    const fields = new URLSearchParams(request.body.toString('utf8'));
    const refuse = (code: string, words: string): PracticeReply =>
      json(401, {
        error: code,
        error_description: words,
        error_codes: [Number(/\d{5,}/.exec(words)?.[0] ?? 0)],
        trace_id: parts.random.hex(8),
        correlation_id: parts.random.hex(8),
      });
    if (!request.url.pathname.startsWith(`/${account.tenantId}/`))
      return refuse('invalid_request', 'AADSTS90002: Tenant not found.');
    if (fields.get('client_id') !== account.clientId)
      return refuse('unauthorized_client', 'AADSTS700016: Application not found in the directory.');
    const byCertificate = fields.get('client_assertion') !== null;
    if (!byCertificate && fields.get('client_secret') !== account.clientSecret)
      return refuse('invalid_client', 'AADSTS7000215: Invalid client secret provided.');
    const wanted = `${parts.base().replace(/\/$/, '')}/.default`;
    if (!(fields.get('scope') ?? '').split(' ').includes(wanted))
      return refuse('invalid_scope', `AADSTS70011: The scope is not valid; expected ${wanted}.`);
    const text = parts.random.hex(24);
    tokens.set(text, clock.now() + settings.tokenSeconds * 1000);
    return json(200, {
      token_type: 'Bearer',
      expires_in: settings.tokenSeconds,
      ext_expires_in: settings.tokenSeconds,
      access_token: text,
    });
  }

  const isThere = (name: string): EntitySet | undefined =>
    settings.missingSets.includes(name) ? undefined : entitySets.find((set) => set.name === name);

  const rowsOf = (set: EntitySet): Iterable<StoredRow> =>
    set.name.startsWith('SalesOrderHeaders')
      ? orders.headers()
      : set.name.startsWith('SalesOrderLines')
        ? orders.lines()
        : (master[set.name] ?? []);

  function query(set: EntitySet, request: PracticeRequest): PracticeReply {
    const options = request.url.searchParams;
    const filterText = options.get('$filter');
    const filter = filterText === null ? undefined : parseFilter(filterText, set.properties);
    const select = options
      .get('$select')
      ?.split(',')
      .map((name) => name.trim());
    const unknown = select?.find((name) => !(name in set.properties));
    if (unknown !== undefined)
      throw new BadQuery(`Could not find a property named '${unknown}' on type 'Microsoft.Dynamics.DataEntities.${set.name}'.`);
    const index = set.name.startsWith('SalesOrderHeaders')
      ? orders.index('headers')
      : set.name.startsWith('SalesOrderLines')
        ? orders.index('lines')
        : () => undefined;
    const candidates = (filter?.candidates(index) as Iterable<StoredRow> | undefined) ?? rowsOf(set);
    const crossCompany = options.get('cross-company') === 'true';
    const visible = [...candidates].filter(
      (row) =>
        (crossCompany || row['dataAreaId'] === undefined || row['dataAreaId'] === 'usmf') && (filter?.matches(row) ?? true),
    );
    return page(set, sorted(visible, options.get('$orderby')), request, select);
  }

  function page(
    set: EntitySet,
    rows: readonly StoredRow[],
    request: PracticeRequest,
    select: readonly string[] | undefined,
  ): PracticeReply {
    const options = request.url.searchParams;
    const skip = Number(options.get('$skip') ?? 0);
    const preferred = Number(/odata\.maxpagesize=(\d+)/.exec(String(request.headers['prefer'] ?? ''))?.[1] ?? settings.pageSize);
    const top = Number(options.get('$top') ?? Number.MAX_SAFE_INTEGER);
    const size = Math.min(preferred, settings.pageSize, top);
    const slice = rows.slice(skip, skip + size);
    const next = new URL(request.url);
    next.searchParams.set('$skip', String(skip + size));
    if (top < Number.MAX_SAFE_INTEGER) next.searchParams.set('$top', String(top - size));
    const more = skip + size < rows.length && size < top;
    const host = settings.otherHostInNextLink ? 'https://aos-02.internal.example' : parts.base();
    return json(200, {
      '@odata.context': `${parts.base()}/data/$metadata#${set.name}`,
      ...(options.get('$count') === 'true' ? { '@odata.count': rows.length } : {}),
      value: slice.map((row) => shown(set, row, select)),
      ...(more ? { '@odata.nextLink': `${host}${next.pathname}${next.search}` } : {}),
    });
  }

  function create(set: EntitySet, body: Readonly<Record<string, unknown>>): StoredRow {
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

  function undo(set: EntitySet, row: StoredRow): void {
    const company = String(row['dataAreaId']);
    if (set.name.startsWith('SalesOrderHeaders')) orders.removeHeader(company, String(row['SalesOrderNumber']));
    else orders.removeLine(company, String(row['InventoryLotId']));
  }

  /** All or nothing: what was made before the failing operation is taken back. */
  function changeset(operations: readonly BatchOperation[]): readonly BatchAnswer[] {
    const made: { readonly set: EntitySet; readonly row: StoredRow }[] = [];
    const answers: BatchAnswer[] = [];
    for (const operation of operations) {
      const set = isThere(operation.path);
      try {
        if (!set) throw new Refused(`No HTTP resource was found that matches the request URI '${operation.path}'.`, 404);
        const row = create(set, operation.body);
        made.push({ set, row });
        answers.push({ status: 201, contentId: operation.contentId, body: shown(set, row, undefined) });
      } catch (thrown) {
        if (!(thrown instanceof Refused)) throw thrown;
        for (const entry of made.toReversed()) undo(entry.set, entry.row);
        return [{ status: thrown.status, contentId: operation.contentId, body: errorBody(thrown.message) }];
      }
    }
    return answers;
  }

  function byKey(set: EntitySet, key: string, request: PracticeRequest): PracticeReply {
    const fields = keyFields(key);
    if (set.keys.some((name) => fields[name] === undefined)) throw new BadQuery('The key predicate must name all keys.');
    const row = [...rowsOf(set)].find((candidate) =>
      set.keys.every((name) => String(candidate[name]).toLowerCase() === fields[name]?.toLowerCase()),
    );
    if (!row) return json(404, errorBody(`No resources were found when selecting for ${set.name}.`));
    const match = request.headers['if-match'];
    if (match !== undefined && match !== '*' && match !== etagOf(row))
      return json(412, errorBody('The record was changed meanwhile.'));
    switch (request.method) {
      case 'GET':
        return json(200, shown(set, row, undefined));
      case 'PATCH':
        if (set.readOnly) throw new Refused(`The entity set '${set.name}' is read-only.`);
        Object.assign(row, JSON.parse(request.body.toString('utf8')), { etag: row.etag + 1 });
        parts.changed();
        return { status: 204 };
      case 'DELETE':
        if (set.readOnly) throw new Refused(`The entity set '${set.name}' is read-only.`);
        for (const line of set.name.startsWith('SalesOrderHeaders')
          ? orders.linesOf(String(row['dataAreaId']), String(row['SalesOrderNumber']))
          : []) {
          orders.removeLine(String(line['dataAreaId']), String(line['InventoryLotId']));
        }
        undo(set, row);
        parts.changed();
        return { status: 204 };
      default:
        return json(405, errorBody('The method is not allowed.'));
    }
  }

  function data(request: PracticeRequest): PracticeReply {
    const path = decodeURIComponent(request.url.pathname.slice('/data'.length)).replace(/^\//, '');
    if (path === '')
      return json(200, {
        value: entitySets.filter((set) => isThere(set.name)).map(({ name }) => ({ name, kind: 'EntitySet', url: name })),
      });
    if (path === '$metadata') return { status: 200, headers: { 'content-type': 'application/xml' }, body: edmx() };
    if (path === '$batch') {
      const groups = readBatch(request.headers['content-type'] ?? '', request.body.toString('utf8')).map(changeset);
      parts.changed();
      const { contentType, body } = writeBatch(groups, parts.random.hex(8));
      return { status: 200, headers: { 'content-type': contentType }, body };
    }
    const [, name = '', key] = /^(\w+)(?:\((.*)\))?$/.exec(path) ?? [];
    const set = isThere(name);
    if (!set) return json(404, errorBody(`No HTTP resource was found that matches the request URI '${request.url.pathname}'.`));
    if (key !== undefined) return byKey(set, key, request);
    if (request.method === 'GET') return query(set, request);
    if (request.method !== 'POST') return json(405, errorBody('The method is not allowed.'));
    const row = create(set, JSON.parse(request.body.toString('utf8')) as Record<string, unknown>);
    parts.changed();
    return json(201, shown(set, row, undefined));
  }

  function edmx(): string {
    const types = entitySets
      .filter((set) => isThere(set.name))
      .map(
        (set) =>
          `<EntityType Name="${set.name}Type">${Object.keys(set.properties)
            .map((name) => `<Property Name="${name}"/>`)
            .join('')}</EntityType>`,
      );
    const sets = entitySets
      .filter((set) => isThere(set.name))
      .map((set) => `<EntitySet Name="${set.name}" EntityType="Microsoft.Dynamics.DataEntities.${set.name}Type"/>`);
    return `<?xml version="1.0"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="Microsoft.Dynamics.DataEntities" xmlns="http://docs.oasis-open.org/odata/ns/edm">${types.join('')}<EntityContainer Name="Resources">${sets.join('')}</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>`;
  }

  function metadata(request: PracticeRequest): PracticeReply {
    const wanted = /EntitySetName eq '(\w+)'/.exec(request.url.searchParams.get('$filter') ?? '')?.[1];
    const sets = entitySets.filter((set) => isThere(set.name) && (wanted === undefined || set.name === wanted));
    return json(200, {
      value: sets.map((set) => ({
        Name: set.name.replace(/s(V\d)?$/, '$1'),
        EntitySetName: set.name,
        IsReadOnly: set.readOnly,
        Properties: Object.entries(set.properties).map(([Name, type]) => ({
          Name,
          TypeName: type,
          IsKey: set.keys.includes(Name),
        })),
      })),
    });
  }

  return async (request) => {
    const { pathname } = request.url;
    if (pathname.endsWith('/oauth2/v2.0/token')) return token(request);
    const write = request.method !== 'GET';
    const fault = faults.take('dynamics', { write, download: false });
    const early = fault && replyOfFault(fault);
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
      if (pathname === '/metadata/PublicEntities') return metadata(request);
      if (pathname === '/data' || pathname.startsWith('/data/')) return data(request);
      return json(404, errorBody(`No HTTP resource was found that matches the request URI '${pathname}'.`));
    } catch (thrown) {
      if (thrown instanceof Refused) return json(thrown.status, errorBody(thrown.message));
      if (thrown instanceof BadQuery) return json(400, { error: { code: '', message: thrown.message } });
      throw thrown;
    }
  }
}

const etagOf = (row: StoredRow): string => `W/"${row.etag}"`;

function shown(set: EntitySet, row: StoredRow, select: readonly string[] | undefined): Row {
  const names = select ?? Object.keys(set.properties);
  return { '@odata.etag': etagOf(row), ...Object.fromEntries(names.map((name) => [name, row[name] ?? ''])) };
}

function sorted(rows: StoredRow[], orderBy: string | null): readonly StoredRow[] {
  if (orderBy === null) return rows;
  const keys = orderBy.split(',').map((part) => part.trim().split(/\s+/));
  return rows.sort((a, b) => {
    for (const [name = '', direction] of keys) {
      const left = a[name];
      const right = b[name];
      if (left === right) continue;
      const before = typeof left === 'number' && typeof right === 'number' ? left < right : String(left) < String(right);
      return (before ? -1 : 1) * (direction === 'desc' ? -1 : 1);
    }
    return 0;
  });
}

function keyFields(key: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...key.matchAll(/(\w+)='((?:[^']|'')*)'/g)].map(([, name = '', value = '']) => [name, value.replaceAll("''", "'")]),
  );
}
