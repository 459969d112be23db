import type { MasterRows, MasterSet } from '#core/domain/masterData.ts';
import { all, change, one, run, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import { isOfReading, ownerOf, tableOf, type MasterTable } from './tables.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

interface Statements {
  readonly find: string;
  readonly insert: string;
  readonly update: string;
}

function statementsOf({
  table,
  key,
  columns,
  words,
}: Pick<MasterTable<never>, 'table' | 'key' | 'columns' | 'words'>): Statements {
  const places = ['company', ...key].map((column) => `${column} = ?`).join(' AND ');
  return {
    find: `SELECT ${['id', ...(words?.columns ?? [])].join(', ')} FROM ${table} WHERE ${places}`,
    insert: `INSERT INTO ${table} (company, generation, ${columns.join(', ')}) VALUES (?, ?, ${columns.map(() => '?').join(', ')})`,
    update: `UPDATE ${table} SET generation = ?, ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
  };
}

/** Puts one page in. Words are written anew only where they changed, because that is what costs. */
export function putMasterRows(db: Db, input: In<'putMasterRows'>): void {
  const { set, company, generation, rows } = input;
  putRows(db, set, company, generation, rows);
  change(db, 'UPDATE md_sets SET read_count = read_count + ? WHERE company = ? AND name = ?', rows.length, company, set);
}

function putRows<S extends MasterSet>(db: Db, set: S, company: string, generation: number, rows: readonly MasterRows[S][]): void {
  const table = tableOf(set);
  const { find, insert, update } = statementsOf(table);
  const keyAt = table.key.map((column) => table.columns.indexOf(column));
  for (const row of rows) {
    const owner = ownerOf(set, company, row);
    const values = table.values(row);
    const before = one<Record<string, string | number>>(db, find, owner, ...keyAt.map((index) => values[index]));
    const id = before ? Number(before['id']) : run(db, insert, owner, generation, ...values);
    if (before) change(db, update, generation, ...values, id);
    else if (set === 'products') forgetGone(db, owner, String(values[0]));
    writeWords(db, table, id, values, before);
  }
}

function writeWords(
  db: Db,
  { words, columns }: Pick<MasterTable<never>, 'words' | 'columns'>,
  id: number,
  values: readonly (string | number)[],
  before: Readonly<Record<string, string | number>> | undefined,
): void {
  if (!words) return;
  const texts = words.columns.map((column) => String(values[columns.indexOf(column)]));
  if (before && words.columns.every((column, index) => before[column] === texts[index])) return;
  run(db, `INSERT OR REPLACE INTO ${words.table} (rowid, words) VALUES (?, ?)`, id, [...new Set(texts)].join(' '));
}

function forgetGone(db: Db, company: string, itemNumber: string): void {
  change(db, 'DELETE FROM md_gone_products WHERE company = ? AND item_number = ?', company, itemNumber);
}

interface Walked {
  readonly id: number;
  readonly company: string;
  readonly generation: number;
  readonly name: string;
}

/** One piece of a table in the order of its ids: bounded work, whatever the table's size. */
function walk(
  db: Db,
  { set, company, generation }: In<'masterLeftovers'>,
  afterId: number,
  limit: number,
): {
  readonly old: readonly Walked[];
  readonly lastId: number;
  readonly ended: boolean;
} {
  const { table, named } = tableOf(set);
  const rows = all<Walked>(
    db,
    `SELECT id, company, generation, ${named ?? `''`} AS name FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`,
    afterId,
    limit,
  );
  return {
    old: rows.filter((row) => row.generation < generation && isOfReading(set, company, row.company)),
    lastId: rows.at(-1)?.id ?? afterId,
    ended: rows.length < limit,
  };
}

export function masterLeftovers(db: Db, input: In<'masterLeftovers'>): Out<'masterLeftovers'> {
  const { old, lastId, ended } = walk(db, input, input.afterId, input.limit);
  return { keys: old.map(({ name }) => name), lastId, ended };
}

/** Removes what the reading did not see. A product leaves its number behind, so that what is mapped to it can be told. */
export function pruneMasterRows(db: Db, input: In<'pruneMasterRows'>): Out<'pruneMasterRows'> {
  const { table, words } = tableOf(input.set);
  const { old, lastId, ended } = walk(db, input, input.afterId, input.limit);
  for (const { id } of old) {
    if (input.set === 'products')
      run(
        db,
        `INSERT OR REPLACE INTO md_gone_products (company, item_number, name, gone_at)
          SELECT company, item_number, name, ? FROM md_products WHERE id = ?`,
        input.at,
        id,
      );
    if (words) change(db, `DELETE FROM ${words.table} WHERE rowid = ?`, id);
    change(db, `DELETE FROM ${table} WHERE id = ?`, id);
  }
  return { lastId, ended, removed: old.length };
}
