import { company } from '../catalogue.ts';
import { json, type PracticeReply, type PracticeRequest } from '../http.ts';
import { readExpand } from './expand.ts';
import { entitySets, typeOf, type EntitySet } from './entities.ts';
import { parseFilter, type Row } from './filter.ts';
import { BadQuery, errorBody } from './refusals.ts';
import type { StoredRow } from './rows.ts';
import type { DynamicsParts } from './server.ts';
import { shown } from './shown.ts';

/** Reading: queries with paging, and what the environment says of itself. */
export interface Reading {
  query(set: EntitySet, request: PracticeRequest): PracticeReply;
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

  function query(set: EntitySet, request: PracticeRequest): PracticeReply {
    const options = request.url.searchParams;
    const filterText = options.get('$filter');
    const filter = filterText === null ? undefined : parseFilter(filterText, set);
    const select = options
      .get('$select')
      ?.split(',')
      .map((name) => name.trim());
    const unknown = select?.find((name) => typeOf(set, name) === undefined);
    if (unknown !== undefined)
      throw new BadQuery(`Could not find a property named '${unknown}' on type 'Microsoft.Dynamics.DataEntities.${set.name}'.`);
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
    const expand = readExpand(options.get('$expand'), set, parts.orders);
    return page(sorted(visible, options.get('$orderby'), set), request, set, (row) => ({
      ...shown(set, row, select),
      ...expand(row),
    }));
  }

  function page(
    rows: readonly StoredRow[],
    request: PracticeRequest,
    set: EntitySet,
    show: (row: StoredRow) => Row,
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

  return { query, metadata, edmx };
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

function sorted(rows: StoredRow[], orderBy: string | null, set: EntitySet): readonly StoredRow[] {
  if (orderBy === null) return rows;
  const keys = orderBy.split(',').map((part) => part.trim().split(/\s+/));
  const unknown = keys.find(([name = '']) => typeOf(set, name) === undefined)?.[0];
  if (unknown !== undefined) throw new BadQuery(`Could not find a property named '${unknown}'.`);
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
