import { customerHold } from '#core/domain/masterData.ts';
import { all, type Db } from '../../database.ts';
import { isText, isWhole, pair, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';
import { typedMatch } from './words.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

export function masterCompanies(db: Db): Out<'masterCompanies'> {
  return { companies: all(db, 'SELECT company, name FROM md_companies ORDER BY company') };
}

export function masterUnits(db: Db): Out<'masterUnits'> {
  return { units: all(db, `SELECT unit, description FROM md_units WHERE company = '' ORDER BY unit`) };
}

export function masterWarehouses(db: Db, { company }: In<'masterWarehouses'>): Out<'masterWarehouses'> {
  return {
    warehouses: all(db, 'SELECT warehouse, site, name FROM md_warehouses WHERE company = ? ORDER BY warehouse', company),
  };
}

type CustomerRow = Out<'masterCustomers'>['rows'][number];

const customerColumns = `c.id, c.company, c.customer, c.name, c.currency, c.invoice_account AS invoiceAccount, c.on_hold AS onHold,
  c.site, c.warehouse`;

/** Customers in the order of their accounts; with a text those whose account begins with it, then those with its words. */
export function masterCustomers(db: Db, { company, text, cursor, limit }: In<'masterCustomers'>): Out<'masterCustomers'> {
  const byNumber = (after: string | number, count: number): readonly Numbered<CustomerRow>[] =>
    numbered(
      all<CustomerRow & { id: number }>(
        db,
        `SELECT ${customerColumns} FROM md_customers c
          WHERE c.company = ? AND c.customer ${after === '' ? '>=' : '>'} ? AND c.customer < ? ORDER BY c.customer LIMIT ?`,
        company,
        after === '' ? (text ?? '') : after,
        `${text ?? ''}\u{10FFFF}`,
        count,
      ),
      (row) => row.customer,
    );
  const match = typedMatch(text ?? '');
  const byWords = (after: string | number, count: number): readonly Numbered<CustomerRow>[] =>
    match === undefined || text === undefined
      ? []
      : numbered(
          all<CustomerRow & { id: number }>(
            db,
            `SELECT ${customerColumns} FROM md_customer_words JOIN md_customers c ON c.id = md_customer_words.rowid
              WHERE md_customer_words MATCH ? AND md_customer_words.rowid > ? AND c.company = ?
                AND NOT (c.customer >= ? AND c.customer < ?) ORDER BY md_customer_words.rowid LIMIT ?`,
            match,
            Number(after),
            company,
            text,
            `${text}\u{10FFFF}`,
            count,
          ),
          (row) => row.id,
        );
  const { rows, nextCursor } = stagedPage([byNumber, byWords], cursor, limit);
  return {
    rows: rows.map((row) => ({ ...row, holds: customerHold(row.onHold) })),
    ...(nextCursor === undefined ? {} : { nextCursor }),
  };
}

type AddressRow = Out<'masterAddresses'>['rows'][number];
type StoredAddress = Omit<AddressRow, 'forDelivery'> & { readonly id: number; readonly forDelivery: number };

export const addressColumns = `a.id, a.company, a.customer, a.location_id AS locationId, a.description, a.street, a.city, a.state,
  a.postal_code AS postalCode, a.country, a.for_delivery AS forDelivery, a.duns`;

export function addressRow({ id: _, forDelivery, ...row }: StoredAddress): AddressRow {
  return { ...row, forDelivery: forDelivery === 1 };
}

/** The postal addresses of one customer, in the order of their location ids; with a text those that have its words. */
export function masterAddresses(db: Db, input: In<'masterAddresses'>): Out<'masterAddresses'> {
  const { company, customer, text, cursor, limit } = input;
  const match = typedMatch(text ?? '');
  const listed = (after: string | number, count: number): readonly Numbered<StoredAddress>[] =>
    numbered(
      all<StoredAddress>(
        db,
        `SELECT ${addressColumns} FROM md_addresses a WHERE a.company = ? AND a.customer = ? AND a.location_id > ?
          ORDER BY a.location_id LIMIT ?`,
        company,
        customer,
        String(after),
        count,
      ),
      (row) => row.locationId,
    );
  const found = (after: string | number, count: number): readonly Numbered<StoredAddress>[] =>
    numbered(
      all<StoredAddress>(
        db,
        `SELECT ${addressColumns} FROM md_address_words JOIN md_addresses a ON a.id = md_address_words.rowid
          WHERE md_address_words MATCH ? AND md_address_words.rowid > ? AND a.company = ? AND a.customer = ?
          ORDER BY md_address_words.rowid LIMIT ?`,
        match ?? '',
        Number(after),
        company,
        customer,
        count,
      ),
      (row) => row.id,
    );
  const { rows, nextCursor } = stagedPage([match === undefined ? listed : found], cursor, limit);
  return { rows: rows.map(addressRow), ...(nextCursor === undefined ? {} : { nextCursor }) };
}

/** A row with what stands for it in the order of its stage. */
export interface Numbered<Row> {
  readonly row: Row;
  readonly at: string | number;
}

export function numbered<Row>(rows: readonly Row[], at: (row: Row) => string | number): readonly Numbered<Row>[] {
  return rows.map((row) => ({ row, at: at(row) }));
}

/** One way of finding rows: `count` of them after `after` (`''` = from the first). */
export type Stage<Row> = (after: string | number, count: number) => readonly Numbered<Row>[];

/** The number of a stage, and what stands for a row in it. */
const isStagedPlace = pair(isWhole, (value): value is string | number => isText(value) || isWhole(value));

/** One page over several ways of finding, one after the other; the cursor is the stage and where it stands in it. */
export function stagedPage<Row>(
  stages: readonly Stage<Row>[],
  cursor: string | undefined,
  limit: number,
): { readonly rows: readonly Row[]; readonly nextCursor?: string } {
  const [from, start] = readCursor(cursor, isStagedPlace) ?? [0, ''];
  const found: { readonly row: Row; readonly cursor: string }[] = [];
  for (let stage = from; stage < stages.length && found.length <= limit; stage += 1) {
    const rows = stages[stage]?.(stage === from ? start : '', limit + 1 - found.length) ?? [];
    for (const { row, at } of rows) found.push({ row, cursor: JSON.stringify([stage, at]) });
  }
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return { rows: page.map(({ row }) => row), ...(found.length > limit && last ? { nextCursor: last.cursor } : {}) };
}
