import { all, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import { barcodesOf } from './facts.ts';
import { numbered, stagedPage, type Numbered, type Stage } from './lists.ts';
import { code14 } from './tables.ts';
import { typedMatch } from './words.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;
type ProductRow = Out<'masterProducts'>['rows'][number];
type Found = Omit<ProductRow, 'barcodes' | 'matchedBy'> & { readonly id: number };

const columns = `p.id, p.company, p.item_number AS itemNumber, p.name, p.search_name AS searchName, p.sales_unit AS salesUnit,
  p.inventory_unit AS inventoryUnit, p.sales_price AS salesPrice, p.price_quantity AS priceQuantity, p.lifecycle`;

/**
 * Released products in the order of their numbers. With a text: those whose number begins with it, then the ones with
 * this barcode, this number of a customer, and then all with its words. A product is listed once.
 */
export function masterProducts(db: Db, { company, text, cursor, limit }: In<'masterProducts'>): Out<'masterProducts'> {
  const { rows, nextCursor } = stagedPage(stagesOf(db, company, text ?? ''), cursor, limit);
  return {
    rows: rows.map(({ id: _, ...row }) => ({ ...row, barcodes: [...barcodesOf(db, row.company, row.itemNumber)] })),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  };
}

type Shown = Found & Pick<ProductRow, 'matchedBy'>;

function stagesOf(db: Db, company: string, text: string): readonly Stage<Shown>[] {
  const shown = (matchedBy: ProductRow['matchedBy'], rows: readonly Numbered<Found>[]): readonly Numbered<Shown>[] =>
    rows.map(({ row, at }) => ({ row: { ...row, matchedBy }, at }));
  if (text === '') return [(after, count) => shown('listed', byNumber(db, company, '', after, count))];
  const match = typedMatch(text);
  const byBarcode = numbersOf(
    db,
    'SELECT item_number AS itemNumber FROM md_barcodes WHERE company = ? AND code14 = ? ORDER BY item_number LIMIT 50',
    company,
    code14(text),
  );
  const byCustomer = numbersOf(
    db,
    `SELECT item_number AS itemNumber FROM md_customer_items WHERE company = ? AND number = ? LIMIT 50`,
    company,
    text,
  );
  const before = new Set([...byBarcode, ...byCustomer]);
  const starts = text.toLowerCase();
  const other = (itemNumber: string): boolean => !itemNumber.toLowerCase().startsWith(starts);
  const known = (numbers: readonly string[], after: string | number): readonly Numbered<Found>[] =>
    numbers.filter((number) => other(number) && number > String(after)).flatMap((number) => exactly(db, company, number));
  return [
    (after, count) => shown('item-number', byNumber(db, company, text, after, count)),
    (after) => shown('barcode', known(byBarcode, after)),
    (after) =>
      shown(
        'customer-number',
        known(
          byCustomer.filter((number) => !byBarcode.includes(number)),
          after,
        ),
      ),
    (after, count) => (match === undefined ? [] : shown('words', byWords(db, company, match, after, count, before, other))),
  ];
}

function byNumber(db: Db, company: string, starts: string, after: string | number, count: number): readonly Numbered<Found>[] {
  const rows = all<Found>(
    db,
    `SELECT ${columns} FROM md_products p
      WHERE p.company = ? AND p.item_number ${after === '' ? '>=' : '>'} ? AND p.item_number < ? ORDER BY p.item_number LIMIT ?`,
    company,
    after === '' ? starts : after,
    `${starts}\u{10FFFF}`,
    count,
  );
  return numbered(rows, (row) => row.itemNumber);
}

const numbersOf = (db: Db, sql: string, company: string, value: string): readonly string[] =>
  [...new Set(all<{ itemNumber: string }>(db, sql, company, value).map((row) => row.itemNumber))].sort();

function exactly(db: Db, company: string, itemNumber: string): readonly Numbered<Found>[] {
  const sql = `SELECT ${columns} FROM md_products p WHERE p.company = ? AND p.item_number = ?`;
  return numbered(all<Found>(db, sql, company, itemNumber), () => itemNumber);
}

/** Walks on until the page is full, because rows that were listed by number before are left out. */
function byWords(
  db: Db,
  company: string,
  match: string,
  after: string | number,
  count: number,
  before: ReadonlySet<string>,
  other: (itemNumber: string) => boolean,
): readonly Numbered<Found>[] {
  const found: Found[] = [];
  for (let from = Number(after); found.length < count;) {
    const rows = all<Found>(
      db,
      `SELECT ${columns} FROM md_product_words JOIN md_products p ON p.id = md_product_words.rowid
        WHERE md_product_words MATCH ? AND md_product_words.rowid > ? AND p.company = ?
        ORDER BY md_product_words.rowid LIMIT ?`,
      match,
      from,
      company,
      count,
    );
    found.push(...rows.filter((row) => other(row.itemNumber) && !before.has(row.itemNumber)));
    const last = rows.at(-1);
    if (!last || rows.length < count) break;
    from = last.id;
  }
  return numbered(found.slice(0, count), (row) => row.id);
}
