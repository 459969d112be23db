import { emptyValue, type EntitySet } from './entities.ts';
import type { Row } from './filter.ts';
import type { StoredRow } from './rows.ts';

/** A row's etag on the wire. */
export const etagOf = (row: StoredRow): string => `W/"${row.etag}"`;

/** What the runtime's JSON can do and the shipped type library does not declare yet. */
const exactJson = JSON as unknown as { rawJSON(text: string): object };

/** What an empty row of each set that was shown looks like: an order of twelve lines shows eight hundred properties. */
const emptyRows = new WeakMap<EntitySet, Row>();

function emptyRow(set: EntitySet): Row {
  const known = emptyRows.get(set);
  if (known) return known;
  const empty = Object.fromEntries(Object.entries(set.properties).map(([name, type]) => [name, emptyValue(type)]));
  emptyRows.set(set, empty);
  return empty;
}

/** A row as it is shown: the chosen properties and its etag. Int64 values are kept as text and written as bare numbers. */
export function shown(set: EntitySet, row: StoredRow, select: readonly string[] | undefined): Row {
  const empty = emptyRow(set);
  const all: Record<string, unknown> = { '@odata.etag': etagOf(row), ...empty };
  for (const name of Object.keys(row)) if (name in empty) all[name] = written(set, name, row[name] ?? empty[name]);
  if (!select) return all;
  const chosen: Record<string, unknown> = { '@odata.etag': all['@odata.etag'] };
  for (const name of select) chosen[name] = all[name] ?? '';
  return chosen;
}

const written = (set: EntitySet, name: string, kept: unknown): unknown =>
  set.properties[name] === 'l' ? exactJson.rawJSON(String(kept)) : kept;

/** A property in a written row: its name, and its whole text where nobody set it. */
interface Property {
  readonly name: string;
  readonly before: string;
  readonly empty: unknown;
  readonly whole: string;
}

const propertiesOfSets = new WeakMap<EntitySet, readonly Property[]>();

function propertiesOf(set: EntitySet): readonly Property[] {
  const known = propertiesOfSets.get(set);
  if (known) return known;
  const made = Object.entries(emptyRow(set)).map(([name, empty]): Property => {
    const before = `,${JSON.stringify(name)}:`;
    return { name, before, empty, whole: before + JSON.stringify(empty) };
  });
  propertiesOfSets.set(set, made);
  return made;
}

/** A whole row as JSON, the same as `shown` written out: most of its properties are empty, and their text is known. */
export function shownText(set: EntitySet, row: StoredRow): string {
  let text = `{"@odata.etag":${JSON.stringify(etagOf(row))}`;
  for (const { name, before, empty, whole } of propertiesOf(set)) {
    const value = row[name] ?? empty;
    text += value === empty ? whole : before + JSON.stringify(written(set, name, value));
  }
  return `${text}}`;
}
