import { dayAfter, type PracticeClock } from '../clock.ts';
import { checkBody, type Body } from './bodies.ts';
import { emptyValue, type EntitySet } from './entities.ts';
import type { MasterFacts } from './master.ts';
import { Refused } from './refusals.ts';
import type { SalesOrders, StoredRow } from './rows.ts';

export interface WriteParts {
  readonly orders: SalesOrders;
  readonly facts: MasterFacts;
  readonly clock: PracticeClock;
  readonly manualNumbers: () => boolean;
}

function infolog(entity: string, ...lines: readonly string[]): string {
  return `Write failed for table row of type '${entity}'. Infolog: ${lines.join('; ')}.`;
}

const missing = (entity: string, value: unknown, field: string, label: string, table: string): Refused =>
  new Refused(
    infolog(
      entity,
      `Warning: The value '${String(value)}' in field '${label}' is not found in the related table '${table}'.`,
      `Warning: validateField failed on field '${entity}.${field}'.`,
    ),
  );

const text = (body: Body, field: string): string => String(body[field] ?? '');
const known = (set: ReadonlySet<string>, value: string): boolean => value === '' || set.has(value.toLowerCase());

/** Creates a header: defaults, checks, number sequence. Returns the row to add. */
export function newHeader(set: EntitySet, body: Body, parts: WriteParts): StoredRow {
  const entity = 'SalesOrderHeaderV2Entity';
  const { facts, orders } = parts;
  checkBody(set, body);
  const company = (text(body, 'dataAreaId') || 'usmf').toLowerCase();
  const customer = text(body, 'OrderingCustomerAccountNumber');
  if (!facts.companies.has(company)) throw missing(entity, company, 'dataAreaId', 'Company', 'Legal entities');
  if (customer === '') throw new Refused("Write returned RecId 0. Infolog: Error: Mandatory field 'Customer account' not set.");
  if (!known(facts.customers, customer))
    throw missing(entity, customer, 'OrderingCustomerAccountNumber', 'Customer account', 'Customers');
  if (facts.blockedCustomers.has(customer.toLowerCase()))
    throw new Refused(infolog(entity, `Error: Customer '${customer}' is blocked.`, 'Error: Update has been canceled.'));
  checkLength(entity, body, 'CustomerRequisitionNumber', 'Customer requisition', 20);
  checkLength(entity, body, 'CustomersOrderReference', 'Customer reference', 60);
  checkCommon(entity, body, parts);
  const number = text(body, 'SalesOrderNumber');
  if (number !== '' && !parts.manualNumbers())
    throw new Refused(
      infolog(entity, `Error: Number ${number} cannot be entered: the number sequence does not allow manual numbers.`),
    );
  if (number !== '' && orders.header(company, number)) {
    throw new Refused(
      infolog(
        entity,
        `Error: Cannot create a record in Sales orders (SalesTable). Sales order: ${number}. The record already exists.`,
      ),
    );
  }
  return {
    ...emptyRow(set),
    ...body,
    dataAreaId: company,
    SalesOrderNumber: number || `SO-${String(orders.next('sales order')).padStart(6, '0')}`,
    InvoiceCustomerAccountNumber: text(body, 'InvoiceCustomerAccountNumber') || customer,
    CurrencyCode: text(body, 'CurrencyCode') || 'USD',
    SalesOrderStatus: 'Backorder',
    OrderCreationDateTime: new Date(parts.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
    etag: 1,
  };
}

/** Creates a line of a header: lot id, line number, defaults from the header. */
export function newLine(set: EntitySet, body: Body, parts: WriteParts, header: StoredRow | undefined): StoredRow {
  const entity = 'SalesOrderLineEntity';
  const { facts, orders } = parts;
  checkBody(set, body);
  const number = text(body, 'SalesOrderNumber');
  if (!header) throw missing(entity, number, 'SalesOrderNumber', 'Sales order', 'Sales orders');
  if (header['SalesOrderStatus'] === 'Invoiced')
    throw new Refused(infolog(entity, `Error: Sales order ${number} has already been invoiced.`));
  const item = text(body, 'ItemNumber');
  if (!known(facts.items, item) || item === '' || facts.unreleasedItems.has(item.toLowerCase()))
    throw missing(entity, item, 'ItemNumber', 'Item number', 'Released products');
  const unit = text(body, 'SalesUnitSymbol') || 'ea';
  if (!known(facts.units, unit)) throw missing(entity, unit, 'SalesUnitSymbol', 'Unit', 'Units');
  if (text(header, 'DefaultShippingSiteId') === '' && text(body, 'ShippingSiteId') === '') {
    throw new Refused(
      infolog(
        entity,
        'Error: Inventory dimension Site is mandatory and must consequently be specified.',
        'Error: Update has been canceled.',
      ),
    );
  }
  checkLength(entity, body, 'ExternalItemNumber', 'External item number', 20);
  checkCommon(entity, body, parts);
  const sequence = orders.next(`line of ${String(header['dataAreaId'])} ${number}`);
  const quantity = Number(body['OrderedSalesQuantity'] ?? 0);
  const price = Number(body['SalesPrice'] ?? 0);
  return {
    ...emptyRow(set),
    RequestedShippingDate: header['RequestedShippingDate'],
    RequestedReceiptDate: header['RequestedReceiptDate'],
    ShippingSiteId: header['DefaultShippingSiteId'],
    ShippingWarehouseId: header['DefaultShippingWarehouseId'],
    CurrencyCode: header['CurrencyCode'],
    ...body,
    dataAreaId: header['dataAreaId'],
    InventoryLotId: String(orders.next('lot')).padStart(8, '0'),
    LineNumber: sequence,
    LineCreationSequenceNumber: sequence,
    SalesUnitSymbol: unit,
    SalesPriceQuantity: body['SalesPriceQuantity'] ?? 1,
    LineAmount: Math.round(quantity * price * 100) / 100,
    SalesOrderLineStatus: 'Backorder',
    etag: 1,
  };
}

function checkLength(entity: string, body: Body, field: string, label: string, longest: number): void {
  if (text(body, field).length > longest)
    throw new Refused(infolog(entity, `Error: The value in field '${label}' is too long (${longest}).`));
}

/** Changes a row as PATCH does, with a body that was checked; keys stay. */
export function patchRow(set: EntitySet, row: StoredRow, body: Body): void {
  const key = set.keys.find((name) => body[name] !== undefined && body[name] !== row[name]);
  if (key !== undefined) throw new Refused(`The key property '${key}' cannot be changed.`);
  Object.assign(row, body, { etag: row.etag + 1 });
}

/** A row of a set before anybody set anything, made once a set. */
const emptyRows = new WeakMap<EntitySet, Readonly<Record<string, unknown>>>();

function emptyRow(set: EntitySet): Readonly<Record<string, unknown>> {
  const known = emptyRows.get(set);
  if (known) return known;
  const made = Object.fromEntries(Object.entries(set.properties).map(([name, type]) => [name, emptyValue(type)]));
  emptyRows.set(set, made);
  return made;
}

function checkCommon(entity: string, body: Body, { facts, clock }: WriteParts): void {
  const location = text(body, 'DeliveryAddressLocationId');
  if (!known(facts.locations, location))
    throw missing(entity, location, 'DeliveryAddressLocationId', 'Address location', 'Locations');
  const mode = text(body, 'DeliveryModeCode');
  if (!known(facts.modes, mode)) throw missing(entity, mode, 'DeliveryModeCode', 'Mode of delivery', 'Modes of delivery');
  const site = text(body, 'DefaultShippingSiteId');
  if (!known(facts.sites, site)) throw missing(entity, site, 'DefaultShippingSiteId', 'Site', 'Sites');
  const place = text(body, 'DefaultShippingWarehouseId');
  if (!known(facts.warehouses, place)) throw missing(entity, place, 'DefaultShippingWarehouseId', 'Warehouse', 'Warehouses');
  const today = dayAfter(clock.wall(), 0);
  for (const field of ['RequestedShippingDate', 'RequestedReceiptDate']) {
    const day = text(body, field).slice(0, 10);
    if (day !== '' && day !== '1900-01-01' && day < today)
      throw new Refused(infolog(entity, `Error: ${field} ${day} is not valid because it is before today.`));
  }
}
