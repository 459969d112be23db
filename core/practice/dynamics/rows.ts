import type { Row } from './filter.ts';

export type StoredRow = Record<string, unknown> & { etag: number };

/** What survives a restart. */
export interface ErpState {
  readonly headers: readonly StoredRow[];
  readonly lines: readonly StoredRow[];
  readonly sequences: Readonly<Record<string, number>>;
}

const indexed = ['CustomersOrderReference', 'CustomerRequisitionNumber', 'SalesOrderNumber'] as const;

/** The sales orders of the practice environment, with the indexes that a look-up needs to stay fast. */
export interface SalesOrders {
  headers(): Iterable<StoredRow>;
  lines(): Iterable<StoredRow>;
  header(company: string, number: string): StoredRow | undefined;
  linesOf(company: string, number: string): readonly StoredRow[];
  line(company: string, lot: string): StoredRow | undefined;
  addHeader(row: StoredRow): void;
  /** After a change of a header: it is found under what it holds now too. */
  indexHeader(row: StoredRow): void;
  addLine(row: StoredRow): void;
  removeHeader(company: string, number: string): void;
  removeLine(company: string, lot: string): void;
  index(set: 'headers' | 'lines'): (field: string, value: string) => Iterable<Row> | undefined;
  next(sequence: string): number;
  state(): ErpState;
}

const keyOf = (company: unknown, number: unknown): string => `${String(company).toLowerCase()}|${String(number).toLowerCase()}`;

export function createSalesOrders(before?: ErpState): SalesOrders {
  const headers = new Map<string, StoredRow>();
  const lines = new Map<string, StoredRow>();
  const byOrder = new Map<string, Set<StoredRow>>();
  const byField = new Map<string, Set<StoredRow>>();
  /** Under which keys each header is found, so that it is found under no other once it is changed or gone. */
  const foundUnder = new WeakMap<StoredRow, readonly string[]>();
  const sequences: Record<string, number> = { ...before?.sequences };

  const slot = (map: Map<string, Set<StoredRow>>, key: string): Set<StoredRow> => {
    const known = map.get(key) ?? new Set();
    map.set(key, known);
    return known;
  };
  const fieldKey = (field: string, value: unknown): string => `${field}=${String(value).toLowerCase()}`;

  function addHeader(row: StoredRow): void {
    headers.set(keyOf(row['dataAreaId'], row['SalesOrderNumber']), row);
    indexHeader(row);
  }
  function indexHeader(row: StoredRow): void {
    const keys = indexed.map((field) => fieldKey(field, row[field]));
    unindexHeader(row, keys);
    for (const key of keys) slot(byField, key).add(row);
    foundUnder.set(row, keys);
  }
  function unindexHeader(row: StoredRow, except: readonly string[] = []): void {
    for (const key of foundUnder.get(row) ?? []) if (!except.includes(key)) byField.get(key)?.delete(row);
  }
  function addLine(row: StoredRow): void {
    lines.set(keyOf(row['dataAreaId'], row['InventoryLotId']), row);
    slot(byOrder, keyOf(row['dataAreaId'], row['SalesOrderNumber'])).add(row);
  }
  for (const row of before?.headers ?? []) addHeader(row);
  for (const row of before?.lines ?? []) addLine(row);

  return {
    headers: () => headers.values(),
    lines: () => lines.values(),
    header: (company, number) => headers.get(keyOf(company, number)),
    linesOf: (company, number) => [...(byOrder.get(keyOf(company, number)) ?? [])],
    line: (company, lot) => lines.get(keyOf(company, lot)),
    addHeader,
    indexHeader,
    addLine,
    removeHeader(company, number) {
      const key = keyOf(company, number);
      const row = headers.get(key);
      headers.delete(key);
      if (row) unindexHeader(row);
    },
    removeLine(company, lot) {
      const key = keyOf(company, lot);
      const row = lines.get(key);
      lines.delete(key);
      if (row) byOrder.get(keyOf(row['dataAreaId'], row['SalesOrderNumber']))?.delete(row);
    },
    index: (set) => (field, value) => {
      if (set === 'headers')
        return (indexed as readonly string[]).includes(field) ? (byField.get(fieldKey(field, value)) ?? []) : undefined;
      if (field !== 'SalesOrderNumber') return undefined;
      return linesByNumber(value);
    },
    next: (sequence) => {
      sequences[sequence] = (sequences[sequence] ?? 0) + 1;
      return sequences[sequence];
    },
    state: () => ({ headers: [...headers.values()], lines: [...lines.values()], sequences }),
  };

  function linesByNumber(number: string): Iterable<Row> {
    const companies = new Set([...(byField.get(fieldKey('SalesOrderNumber', number)) ?? [])].map((row) => row['dataAreaId']));
    return [...companies].flatMap((company) => [...(byOrder.get(keyOf(company, number)) ?? [])]);
  }
}
