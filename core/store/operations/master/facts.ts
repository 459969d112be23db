import { customerHold, type MasterFacts, type ProductFacts } from '#core/domain/masterData.ts';
import { all, one, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import { finishedAt } from './sync.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

type Barcode = ProductFacts['barcodes'][number];

/** Barcodes that are shown of one product: more are kept and searched, nobody reads them. */
const mostBarcodes = 12;

/** Rules look for the one that an order names: behind a limit the code of a case would pass as that of an each. */
const everyBarcode = -1;

const productColumns = `item_number AS itemNumber, name, sales_unit AS salesUnit, inventory_unit AS inventoryUnit,
  sales_price AS salesPrice, price_quantity AS priceQuantity, lifecycle`;

export function barcodesOf(db: Db, company: string, itemNumber: string, most = mostBarcodes): readonly Barcode[] {
  return all<Barcode>(
    db,
    'SELECT barcode, unit, quantity FROM md_barcodes WHERE company = ? AND item_number = ? ORDER BY barcode LIMIT ?',
    company,
    itemNumber,
    most,
  );
}

/** A released product with its barcodes, as many as are shown; undefined where the copy does not have it. */
export function productFacts(db: Db, company: string, itemNumber: string, most = mostBarcodes): ProductFacts | undefined {
  const row = one<Omit<ProductFacts, 'barcodes'>>(
    db,
    `SELECT ${productColumns} FROM md_products WHERE company = ? AND item_number = ?`,
    company,
    itemNumber,
  );
  return row && { ...row, barcodes: barcodesOf(db, company, itemNumber, most) };
}

/** One order's customer and items as the copy knows them; what was never read to its end says nothing. */
export function masterFactsFor(db: Db, { company, customer, items }: In<'masterFactsFor'>): Out<'masterFactsFor'> {
  return { customer: customerFacts(db, company, customer), items: itemFacts(db, company, items) };
}

function customerFacts(db: Db, company: string, customer: string): MasterFacts['customer'] {
  const asOf = finishedAt(db, 'customers', company);
  if (asOf === undefined) return { state: 'no-data' };
  const row = one<{ name: string; currency: string; onHold: string }>(
    db,
    'SELECT name, currency, on_hold AS onHold FROM md_customers WHERE company = ? AND customer = ?',
    company,
    customer,
  );
  return row ? { state: 'known', asOf, ...row, holds: customerHold(row.onHold) } : { state: 'unknown', asOf };
}

function itemFacts(db: Db, company: string, items: readonly string[]): MasterFacts['items'] {
  const asOf = finishedAt(db, 'products', company);
  return items.map((itemNumber) => {
    if (asOf === undefined) return { itemNumber, state: 'no-data' };
    const product = productFacts(db, company, itemNumber, everyBarcode);
    return product ? { itemNumber, state: 'known', asOf, product } : { itemNumber, state: 'unknown', asOf };
  });
}
