import { company } from '../catalogue.ts';
import { json, type PracticeReply, type PracticeRequest } from '../http.ts';
import { readExpand } from './expand.ts';
import { entitySets, type EntitySet } from './entities.ts';
import { parseFilter, type Row } from './filter.ts';
import { checkOptions, countOf, selectOf, sortKeysOf, wholeOf, type SortKey } from './queryOptions.ts';
import { errorBody } from './refusals.ts';
import type { StoredRow } from './rows.ts';
import type { DynamicsParts } from './server.ts';
import { shown } from './shown.ts';

/** Reading: queries with paging, and what the environment says of itself. */
export interface Reading {
  query(set: EntitySet, request: PracticeRequest): PracticeReply;
  /** A row that was found by its key. */
  one(set: EntitySet, row: StoredRow, request: PracticeRequest): PracticeReply;
  metadata(request: PracticeRequest): PracticeReply;
  edmx(): string;
}

export function createReading(
  parts: DynamicsParts,
  rowsOf: (set: EntitySet) => Iterable<StoredRow>,
  isThere: (name: string) => EntitySet | undefined,
): Reading {
  const { orders, settings } = parts;
  const last = createLastAnswer();

  /** How a row is shown: what `$select` names of it, and what `$expand` adds. */
  function showing(set: EntitySet, options: URLSearchParams): (row: StoredRow) => Row {
    const select = selectOf(options, set);
    const expand = readExpand(options.get('$expand'), set, orders);
    return (row) => ({ ...shown(set, row, select), ...expand(row) });
  }

  function one(set: EntitySet, row: StoredRow, request: PracticeRequest): PracticeReply {
    checkOptions(request.url.searchParams, true);
    return json(200, showing(set, request.url.searchParams)(row));
  }

  function query(set: EntitySet, request: PracticeRequest): PracticeReply {
    const options = request.url.searchParams;
    checkOptions(options, false);
    const filterText = options.get('$filter');
    const filter = filterText === null ? undefined : parseFilter(filterText, set);
    const show = showing(set, options);
    const index = set.name.startsWith('SalesOrderHeaders')
      ? orders.index('headers')
      : set.name.startsWith('SalesOrderLines')
        ? orders.index('lines')
        : parts.journals.index(set.name);
    const candidates = (filter?.candidates(index) as Iterable<StoredRow> | undefined) ?? rowsOf(set);
    const answering = (): StoredRow[] =>
      [...candidates].filter((row) => isVisible(row, isCrossing(request)) && (filter?.matches(row) ?? true));
    // Pages of a large set ask the same again and again.
    const visible = set.readOnly
      ? [...last(candidates, `${set.name} ${filterText} ${isCrossing(request)}`, answering)]
      : answering();
    return page(sorted(visible, sortKeysOf(options, set)), request, set, show);
  }

  function page(
    rows: readonly StoredRow[],
    request: PracticeRequest,
    set: EntitySet,
    show: (row: StoredRow) => Row,
  ): PracticeReply {
    const options = request.url.searchParams;
    const skip = wholeOf(options, '$skip') ?? 0;
    const top = wholeOf(options, '$top') ?? Number.MAX_SAFE_INTEGER;
    const counted = countOf(options);
    // A page of no rows would be followed by the same again: F&O sends its own size then.
    const preferred =
      Number(/odata\.maxpagesize=(\d+)/.exec(String(request.headers['prefer'] ?? ''))?.[1] ?? 0) || settings.pageSize;
    const size = Math.min(preferred, settings.pageSize, top);
    const slice = rows.slice(skip, skip + size);
    const next = new URL(request.url);
    next.searchParams.set('$skip', String(skip + size));
    if (top < Number.MAX_SAFE_INTEGER) next.searchParams.set('$top', String(top - size));
    const more = skip + size < rows.length && size < top;
    const host = settings.otherHostInNextLink ? 'https://aos-02.internal.example' : parts.base();
    return json(200, {
      '@odata.context': `${parts.base()}/data/$metadata#${set.name}`,
      ...(counted ? { '@odata.count': rows.length } : {}),
      value: slice.map(show),
      ...(more ? { '@odata.nextLink': `${host}${next.pathname}${next.search}` } : {}),
    });
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
    const one = /\('([^']*)'\)$/.exec(decodeURIComponent(request.url.pathname))?.[1];
    const wanted = /EntitySetName eq '(\w+)'/.exec(request.url.searchParams.get('$filter') ?? '')?.[1];
    const sets = entitySets.filter((set) => isThere(set.name) && (wanted === undefined || set.name === wanted));
    if (one === undefined) return json(200, { value: sets.map(publicEntity) });
    const found = sets.map(publicEntity).find((entity) => entity.Name === one);
    return found ? json(200, found) : json(404, errorBody(`No public entity '${one}'.`));
  }

  return { query, one, metadata, edmx };
}

/** Remembers which rows answered the last question, as long as it is asked of the same rows. */
function createLastAnswer(): (
  asked: Iterable<StoredRow>,
  question: string,
  answering: () => readonly StoredRow[],
) => readonly StoredRow[] {
  let kept: { readonly asked: Iterable<StoredRow>; readonly question: string; readonly rows: readonly StoredRow[] } | undefined;
  return (asked, question, answering) => {
    if (kept?.asked !== asked || kept.question !== question) kept = { asked, question, rows: answering() };
    return kept.rows;
  };
}

/** True for a request that sees every company. */
export const isCrossing = (request: PracticeRequest): boolean => request.url.searchParams.get('cross-company') === 'true';

/** Without cross-company=true only the default company of the app's user is seen (dynamics.md 2.2). */
export function isVisible(row: StoredRow, everywhere: boolean): boolean {
  const owner = row['dataAreaId'];
  return owner === undefined || owner === company || everywhere;
}

/** An entity set as `/metadata/PublicEntities` describes it. */
function publicEntity(set: EntitySet) {
  return {
    Name: set.name.replace(/s(V\d)?$/, '$1'),
    EntitySetName: set.name,
    IsReadOnly: set.readOnly,
    Properties: Object.entries(set.properties).map(([Name, type]) => ({
      Name,
      TypeName: type,
      IsKey: set.keys.includes(Name),
    })),
  };
}

function sorted(rows: StoredRow[], keys: readonly SortKey[]): readonly StoredRow[] {
  if (keys.length === 0) return rows;
  return rows.sort((a, b) => {
    for (const { name, descending } of keys) {
      const left = a[name];
      const right = b[name];
      if (left === right) continue;
      const before = typeof left === 'number' && typeof right === 'number' ? left < right : String(left) < String(right);
      return (before ? -1 : 1) * (descending ? -1 : 1);
    }
    return 0;
  });
}
