import type { EntitySet } from './entities.ts';
import type { Row } from './filter.ts';
import type { StoredRow } from './rows.ts';

/** A row's etag on the wire. */
export const etagOf = (row: StoredRow): string => `W/"${row.etag}"`;

/** A row as it is shown: the chosen properties and its etag. */
export function shown(set: EntitySet, row: StoredRow, select: readonly string[] | undefined): Row {
  const names = select ?? Object.keys(set.properties);
  return { '@odata.etag': etagOf(row), ...Object.fromEntries(names.map((name) => [name, row[name] ?? ''])) };
}
