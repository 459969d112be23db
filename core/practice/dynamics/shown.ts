import { emptyValue, type EntitySet } from './entities.ts';
import type { Row } from './filter.ts';
import type { StoredRow } from './rows.ts';

/** A row's etag on the wire. */
export const etagOf = (row: StoredRow): string => `W/"${row.etag}"`;

/** What the runtime's JSON can do and the shipped type library does not declare yet. */
const exactJson = JSON as unknown as { rawJSON(text: string): object };

/** A row as it is shown: the chosen properties and its etag. Int64 values are kept as text and written as bare numbers. */
export function shown(set: EntitySet, row: StoredRow, select: readonly string[] | undefined): Row {
  const wire: Record<string, unknown> = { '@odata.etag': etagOf(row) };
  for (const name of select ?? Object.keys(set.properties)) {
    const type = set.properties[name] ?? 's';
    const kept = row[name] ?? emptyValue(type);
    wire[name] = type === 'l' ? exactJson.rawJSON(String(kept)) : kept;
  }
  return wire;
}
