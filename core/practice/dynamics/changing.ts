import { checkBody, type Body } from './bodies.ts';
import type { EntitySet } from './entities.ts';
import { keyOf } from './keys.ts';
import { isVisible } from './read.ts';
import { Refused } from './refusals.ts';
import type { SalesOrders, StoredRow } from './rows.ts';
import type { DynamicsSettings } from './server.ts';
import { etagOf } from './shown.ts';
import { patchRow } from './write.ts';

interface ChangingParts {
  readonly orders: SalesOrders;
  readonly settings: DynamicsSettings;
  readonly rowsOf: (set: EntitySet) => Iterable<StoredRow>;
}

/** Rows found by their key, changed and deleted. */
export interface Changing {
  /** The row with this key predicate; without `everywhere` only of the default company. */
  locate(set: EntitySet, key: string, everywhere: boolean): StoredRow | undefined;
  /** PATCH or DELETE. Throws Refused; returns what takes it back. */
  change(set: EntitySet, row: StoredRow, method: string, body: Body, ifMatch: string | undefined): () => void;
}

export function createChanging({ orders, settings, rowsOf }: ChangingParts): Changing {
  const isHeader = (set: EntitySet): boolean => set.name.startsWith('SalesOrderHeaders');
  const isLine = (set: EntitySet): boolean => set.name.startsWith('SalesOrderLines');

  function patch(set: EntitySet, row: StoredRow, body: Body): () => void {
    const before = { ...row };
    checkBody(set, body);
    if (isLine(set)) checkLine(row, body, settings.zeroQuantity);
    patchRow(set, row, body);
    if (isHeader(set)) orders.indexHeader(row);
    return () => {
      Object.assign(row, before);
      if (isHeader(set)) orders.indexHeader(row);
    };
  }

  function remove(set: EntitySet, row: StoredRow): () => void {
    const company = String(row['dataAreaId']);
    if (isLine(set)) {
      if (Number(row['#shipped'] ?? 0) > 0) throw new Refused(infolog('The line cannot be deleted: it is delivered in part.'));
      orders.removeLine(company, String(row['InventoryLotId']));
      return () => orders.addLine(row);
    }
    const lines = orders.linesOf(company, String(row['SalesOrderNumber']));
    if (lines.some((line) => Number(line['#shipped'] ?? 0) > 0))
      throw new Refused(infolog('The order cannot be deleted: a packing slip is posted.'));
    for (const line of lines) orders.removeLine(company, String(line['InventoryLotId']));
    orders.removeHeader(company, String(row['SalesOrderNumber']));
    return () => {
      orders.addHeader(row);
      for (const line of lines) orders.addLine(line);
    };
  }

  return {
    locate(set, key, everywhere) {
      const fields = keyOf(set, key);
      const same = (row: StoredRow): boolean =>
        isVisible(row, everywhere) &&
        set.keys.every((name) => String(row[name]).toLowerCase() === fields.get(name)?.toLowerCase());
      const company = fields.get('dataAreaId') ?? '';
      const quick = isHeader(set)
        ? [orders.header(company, fields.get('SalesOrderNumber') ?? '')]
        : isLine(set)
          ? [orders.line(company, fields.get('InventoryLotId') ?? '')]
          : [...rowsOf(set)];
      return quick.find((row) => row !== undefined && same(row));
    },
    change(set, row, method, body, ifMatch) {
      if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etagOf(row))
        throw new Refused('The record was changed meanwhile.', 412);
      if (set.readOnly) throw new Refused(`The entity set '${set.name}' is read-only.`);
      return method === 'DELETE' ? remove(set, row) : patch(set, row, body);
    },
  };
}

const infolog = (text: string): string => `Write failed for table row of type 'SalesOrderLineEntity'. Infolog: Error: ${text}.`;

/** What the order line itself refuses: changes after the invoice, and less than what left the warehouse. */
function checkLine(row: StoredRow, body: Body, zeroQuantity: boolean): void {
  const status = String(row['SalesOrderLineStatus']);
  if (status === 'Invoiced' || status === 'Canceled')
    throw new Refused(infolog(`Line ${String(row['LineNumber'])} cannot be changed: its status is ${status}`));
  const quantity = body['OrderedSalesQuantity'];
  if (quantity === undefined) return;
  const shipped = Number(row['#shipped'] ?? 0);
  if (Number(quantity) < shipped)
    throw new Refused(infolog(`The quantity ${Number(quantity)} is less than the ${shipped} that are delivered`));
  if (Number(quantity) === 0 && !zeroQuantity) throw new Refused(infolog('The quantity must not be zero'));
}
