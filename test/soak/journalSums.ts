import { Decimal } from 'decimal.js';
import type { Connection } from '#core/contract/connection.ts';
import { signInToErp } from '../integration/support/erp.ts';

/** What Dynamics posted of one item of a sales order, in eaches. */
export interface JournalSum {
  readonly confirmed: Decimal | undefined;
  readonly shipped: Decimal;
  readonly invoiced: Decimal;
}

export type JournalSums = ReadonlyMap<string, JournalSum>;

export const journalKey = (salesOrder: string, item: string): string => `${salesOrder}|${item}`;

const page = 1_000;

/** Adds up the world's journals, read over OData with requests of our own. Faults that are left over are waited out. */
export async function journalSums(connection: Connection): Promise<JournalSums> {
  const sums = new Map<string, { confirmed: Decimal | undefined; shipped: Decimal; invoiced: Decimal }>();
  const of = (order: unknown, item: unknown) => {
    const key = journalKey(String(order), String(item));
    const sum = sums.get(key) ?? { confirmed: undefined, shipped: new Decimal(0), invoiced: new Decimal(0) };
    sums.set(key, sum);
    return sum;
  };
  const firstOf = new Map<string, string>();
  for (const row of await all(connection, 'SalesOrderConfirmationLines')) {
    // The first confirmation is what is acknowledged: these partners take no second answer.
    const [order, number] = [String(row['SalesOrderNumber']), String(row['ConfirmationNumber'])];
    if ((firstOf.get(order) ?? number) !== number) continue;
    firstOf.set(order, number);
    const sum = of(order, row['ItemNumber']);
    sum.confirmed = (sum.confirmed ?? new Decimal(0)).plus(Number(row['ConfirmedSalesQuantity']));
  }
  for (const row of await all(connection, 'CustPackingSlipTransBiEntities')) {
    const sum = of(row['OrigSalesId'], row['ItemId']);
    sum.shipped = sum.shipped.plus(Number(row['Qty']));
  }
  for (const row of await all(connection, 'CustInvoiceTransBiEntities')) {
    const sum = of(row['OrigSalesId'], row['ItemId']);
    sum.invoiced = sum.invoiced.plus(Number(row['Qty']));
  }
  return sums;
}

async function all(connection: Connection, set: string): Promise<readonly Record<string, unknown>[]> {
  const erp = await patiently(() => signInToErp(connection));
  const rows: Record<string, unknown>[] = [];
  for (;;) {
    const next = await patiently(() => erp.rows(`${set}?cross-company=true&$top=${page}&$skip=${rows.length}`));
    rows.push(...next);
    if (next.length < page) return rows;
  }
}

/** Asks again as long as what fails may be a fault that was set before. */
async function patiently<T>(work: () => Promise<T>, left = 50): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (left === 0) throw thrown;
    return patiently(work, left - 1);
  }
}
