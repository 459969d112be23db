import { rowsKeptAs } from './entities.ts';
import type { Row } from './filter.ts';
import type { StoredRow } from './rows.ts';

/** A business event as the environment would send it to an endpoint of its own (dynamics.md 5.1). */
export type BusinessEvent = Readonly<Record<string, unknown>>;

/** What survives a restart. */
export interface JournalState {
  readonly rows: Readonly<Record<string, readonly StoredRow[]>>;
  readonly records: number;
  readonly events: readonly BusinessEvent[];
}

/** Posted journals: rows by entity set, with the indexes that a read by number needs to stay fast. */
export interface Journals {
  rows(set: string): readonly StoredRow[];
  /** Rows of a set with a value of an indexed property, as they are now. */
  find(set: string, property: string, value: string): readonly StoredRow[];
  index(set: string): (property: string, value: string) => Iterable<Row> | undefined;
  add(set: string, values: Readonly<Record<string, unknown>>): StoredRow;
  change(set: string, row: StoredRow, values: Readonly<Record<string, unknown>>): void;
  remove(set: string, row: StoredRow): void;
  /** A record id: Int64 as text, beyond 2^53, so that neighbours are the same binary float. */
  record(): string;
  events(): readonly BusinessEvent[];
  send(event: BusinessEvent): void;
  state(): JournalState;
}

const indexed = new Set([
  'SalesId',
  'OrigSalesId',
  'SalesOrderNumber',
  'ConfirmationNumber',
  'PackingSlipId',
  'PackingSlipNumber',
  'PreallocatedPackingSlipId',
  'InvoiceId',
  'InvoiceNumber',
  'LoadId',
  'TransRecId',
  'InventTransId',
]);

const firstRecord = 9_007_199_254_740_993n;

interface Kept {
  readonly rows: Set<StoredRow>;
  readonly by: Map<string, Set<StoredRow>>;
  /** The rows as a list, until the next change. */
  list: readonly StoredRow[] | undefined;
}

export function createJournals(before?: JournalState): Journals {
  const sets = new Map<string, Kept>();
  const events: BusinessEvent[] = [...(before?.events ?? [])];
  let records = before?.records ?? 0;

  function keptOf(set: string): Kept {
    const name = rowsKeptAs(set);
    let kept = sets.get(name);
    if (!kept) {
      kept = { rows: new Set(), by: new Map(), list: undefined };
      sets.set(name, kept);
    }
    return kept;
  }

  function put(kept: Kept, row: StoredRow): void {
    kept.rows.add(row);
    kept.list = undefined;
    for (const key of keysOf(row)) {
      const slot = kept.by.get(key) ?? new Set();
      kept.by.set(key, slot.add(row));
    }
  }

  function take(kept: Kept, row: StoredRow): void {
    kept.rows.delete(row);
    kept.list = undefined;
    for (const key of keysOf(row)) kept.by.get(key)?.delete(row);
  }

  const find = (set: string, property: string, value: string): readonly StoredRow[] => [
    ...(keptOf(set).by.get(keyOf(property, value)) ?? []),
  ];
  for (const [set, rows] of Object.entries(before?.rows ?? {})) for (const row of rows) put(keptOf(set), row);

  return {
    rows: (set) => {
      const kept = keptOf(set);
      kept.list ??= [...kept.rows];
      return kept.list;
    },
    find,
    index: (set) => (property, value) => (indexed.has(property) ? find(set, property, value) : undefined),
    add(set, values) {
      const row: StoredRow = { ...values, etag: 1 };
      put(keptOf(set), row);
      return row;
    },
    change(set, row, values) {
      const kept = keptOf(set);
      take(kept, row);
      Object.assign(row, values, { etag: row.etag + 1 });
      put(kept, row);
    },
    remove: (set, row) => take(keptOf(set), row),
    record: () => {
      records += 1;
      return String(firstRecord + BigInt(records));
    },
    events: () => events,
    send: (event) => events.push(event),
    state: () => ({ rows: Object.fromEntries([...sets].map(([set, kept]) => [set, [...kept.rows]])), records, events }),
  };
}

const keyOf = (property: string, value: unknown): string => `${property}=${String(value).toLowerCase()}`;

function keysOf(row: StoredRow): readonly string[] {
  return Object.keys(row).flatMap((property) => (indexed.has(property) ? [keyOf(property, row[property])] : []));
}
