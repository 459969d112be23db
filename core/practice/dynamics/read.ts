import { json, type PracticeReply, type PracticeRequest } from '../http.ts';
import { entitySets, type EntitySet } from './entities.ts';
import { BadQuery, parseFilter, type Row } from './filter.ts';
import type { StoredRow } from './rows.ts';
import type { DynamicsParts } from './server.ts';

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

  return { query, metadata, edmx };
}

/** A row's etag on the wire. */
export const etagOf = (row: StoredRow): string => `W/"${row.etag}"`;

/** A row as it is shown: the chosen properties and its etag. */
export function shown(set: EntitySet, row: StoredRow, select: readonly string[] | undefined): Row {
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
