import { toGtin14 } from '#core/domain/checkDigit.ts';
import type { MappingKind, MappingTables } from '#core/domain/mapping.ts';
import { all, one, type Db } from '../database.ts';
import { isRecord, isText, isWhole, readCursor, texts } from '../readCursor.ts';
import type { Store } from '../store.types.ts';
import { entriesOf, tableOf, type AnyTable } from './mappingEntries.ts';
import { inKeyOrder } from './mappings.ts';
import type { StoredMapping } from './mappingTables.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;
type Stored = StoredMapping<MappingTables[MappingKind]>;

/** One page: in key order, or the rows that a text is the beginning of. */
export function mappingsList(db: Db, input: In<'mappingsList'>): Out<'mappingsList'> {
  const { kind, today, text } = input;
  const page =
    text === undefined || text === '' ? keyPage(db, input) : kind === 'partners' ? partnersLike(db, input) : foundPage(db, input);
  return {
    rows: entriesOf(db, kind, page.rows, today),
    ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
  };
}

interface Page {
  readonly rows: readonly Stored[];
  readonly nextCursor?: string | undefined;
}

type Wanted = Pick<In<'mappingsList'>, 'kind' | 'partnerId' | 'text' | 'cursor' | 'limit'>;

function keyPage(db: Db, { kind, partnerId, cursor, limit }: Wanted): Page {
  const table = tableOf(kind);
  const { text, values } = inKeyOrder(table, partnerId, cursor);
  return cut(table, table.select(db, text, ...values, limit + 1), limit);
}

function cut(table: AnyTable, rows: readonly Stored[], limit: number): Page {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? JSON.stringify(table.keyOf(last.row)) : undefined };
}

/** Partners are few: any part of what names them is looked for. */
function partnersLike(db: Db, { partnerId, text = '', cursor, limit }: Wanted): Page {
  const table = tableOf('partners');
  const key = readCursor(cursor, texts(2)) ?? ['', ''];
  const rows = table.select(
    db,
    `WHERE (partner_id, vendor) >= (?, ?) AND (? = '' OR partner_id = ?)
      AND instr(lower(partner_id || ' ' || vendor || ' ' || name || ' ' || company || ' ' || customer), lower(?)) > 0
     ORDER BY partner_id, vendor LIMIT ?`,
    ...key,
    partnerId ?? '',
    partnerId ?? '',
    text,
    limit + 2,
  );
  const fresh = cursor === undefined ? rows : rows.filter(({ row }) => JSON.stringify(table.keyOf(row)) !== cursor);
  return cut(table, fresh, limit);
}

// ── Search: partner by partner, number by number ──────────────────────────────────────────────────────────────────

/** Where a walk through what was found stands: behind this number of this source of this partner. */
interface Place {
  readonly partnerId: string;
  readonly source: number;
  readonly value: string;
  readonly id: number;
}

const isPlace = (value: unknown): value is Place =>
  isRecord(value) && isText(value.partnerId) && isWhole(value.source) && isText(value.value) && isWhole(value.id);

/** One way to find rows of one partner by the beginning of a number: where it looks, and whether it finds a row. */
interface Source {
  readonly table: string;
  /** The number of the row there. */
  readonly id: string;
  readonly column: string;
  readonly prefix: string;
  readonly finds: (row: MappingTables[MappingKind]) => boolean;
}

/** The first text behind all that begin with a prefix: SQLite compares UTF-8 bytes, and no text has U+10FFFF. */
const behind = (prefix: string): string => `${prefix}\u{10FFFF}`;

/** How many digits a code may lack in front to be a GTIN-14. */
const codePaddings = ['', '0', '00', '000000'];

/** As typed and in capitals: part numbers are mostly written so. */
const spellings = (text: string): readonly string[] => [...new Set([text, text.toUpperCase()])];

function sourcesOf(kind: MappingKind, text: string): readonly Source[] {
  const table = tableOf(kind);
  const columns = table.searched.flatMap(([column, field]) =>
    spellings(text).map((prefix): Source => ({
      table: table.table,
      id: 'id',
      column,
      prefix,
      finds: (row) => String((row as unknown as Readonly<Record<string, unknown>>)[field]).startsWith(prefix),
    })),
  );
  if (kind !== 'items' || !/^\d+$/.test(text)) return columns;
  return [...columns, ...codePaddings.map((padding) => codeSource(`${padding}${text}`))];
}

function codeSource(prefix: string): Source {
  return {
    table: 'item_codes',
    id: 'item_id',
    column: 'code14',
    prefix,
    finds: (row) => 'upc' in row && [row.upc, row.gtin, row.ean].some((code) => code !== '' && toGtin14(code).startsWith(prefix)),
  };
}

/** Indexes of numbers that most rows lack hold only those that have one. */
const some: ReadonlySet<string> = new Set(['buyer_part', 'vendor_part']);

function whereOf({ column }: Source): string {
  return `partner_id = ? AND ${column} >= ? AND ${column} < ?${some.has(column) ? ` AND ${column} <> ''` : ''}`;
}

const valuesOf = ({ prefix }: Source, partner: string): readonly string[] => [partner, prefix, behind(prefix)];

/** Whether a partner has anything at all that a text is the beginning of: one statement, so that many partners cost little. */
function hasAny(db: Db, sources: readonly Source[], partner: string): boolean {
  const probes = sources.map((source) => `EXISTS (SELECT 1 FROM ${source.table} WHERE ${whereOf(source)})`);
  const values = sources.flatMap((source) => valuesOf(source, partner));
  return one<{ found: number }>(db, `SELECT ${probes.join(' OR ')} AS found`, ...values)?.found === 1;
}

function hitsOf(
  db: Db,
  source: Source,
  partner: string,
  after: { readonly value: string; readonly id: number },
  limit: number,
): readonly { readonly id: number; readonly value: string }[] {
  const { table, id, column } = source;
  return all(
    db,
    `SELECT ${id} AS id, ${column} AS value FROM ${table} WHERE ${whereOf(source)} AND (${column}, ${id}) > (?, ?)
     ORDER BY ${column}, ${id} LIMIT ?`,
    ...valuesOf(source, partner),
    after.value,
    after.id,
    limit,
  );
}

function foundPage(db: Db, { kind, partnerId, text = '', cursor, limit }: Wanted): Page {
  const sources = sourcesOf(kind, text);
  const from = readCursor(cursor, isPlace);
  const rows: Stored[] = [];
  const table = tableOf(kind);
  for (const partner of partnersFrom(db, table, partnerId, from?.partnerId)) {
    if (!hasAny(db, sources, partner)) continue;
    for (const [index, source] of sources.entries()) {
      if (from?.partnerId === partner && index < from.source) continue;
      let after =
        from?.partnerId === partner && index === from.source ? { value: from.value, id: from.id } : { value: '', id: 0 };
      for (;;) {
        const found = hitsOf(db, source, partner, after, limit + 1);
        for (const hit of found) {
          const stored = table.byId(db, hit.id);
          // A row that an earlier source has is shown there.
          if (!stored || sources.slice(0, index).some((source) => source.finds(stored.row))) continue;
          if (rows.length === limit) {
            const place: Place = { partnerId: partner, source: index, value: after.value, id: after.id };
            return { rows, nextCursor: JSON.stringify(place) };
          }
          rows.push(stored);
          after = hit;
        }
        const last = found.at(-1);
        if (!last || found.length <= limit) break;
        after = last;
      }
    }
  }
  return { rows };
}

/** The partners that have rows of a kind, one seek each. */
function* partnersFrom(db: Db, table: AnyTable, only: string | undefined, from: string | undefined): Generator<string> {
  if (only !== undefined) {
    yield only;
    return;
  }
  let next = from ?? '';
  let inclusive = true;
  for (;;) {
    const row = one<{ partnerId: string | null }>(
      db,
      `SELECT min(partner_id) AS partnerId FROM ${table.table} WHERE partner_id ${inclusive ? '>=' : '>'} ?`,
      next,
    );
    if (!row || row.partnerId === null) return;
    yield row.partnerId;
    next = row.partnerId;
    inclusive = false;
  }
}
