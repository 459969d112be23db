import { toGtin14 } from '#core/domain/checkDigit.ts';
import { sharedSets, type MasterRows, type MasterSet } from '#core/domain/masterData.ts';

/** Where the rows of one set are kept, and how one becomes columns. */
export interface MasterTable<Row> {
  readonly table: string;
  /** The columns that tell one row of a company from another. */
  readonly key: readonly string[];
  readonly columns: readonly string[];
  values(row: Row): readonly (string | number)[];
  /** The index of words, and the columns that its words come from. */
  readonly words?: { readonly table: string; readonly columns: readonly string[] };
  /** The one column whose value names a row of this set to Dynamics. */
  readonly named?: string;
}

type Tables = { readonly [S in MasterSet]: MasterTable<MasterRows[S]> };

/** The form in which barcodes are compared: GS1 codes with 14 digits, whatever else as it is. */
export function code14(barcode: string): string {
  const code = barcode.trim();
  return /^\d{8,14}$/.test(code) ? toGtin14(code) : code;
}

/** What makes two postal codes the same for a search: the first five letters or digits. */
export function postalStart(code: string): string {
  return code
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 5)
    .toUpperCase();
}

const masterTables: Tables = {
  companies: { table: 'md_companies', key: [], columns: ['name'], values: (row) => [row.name] },
  units: {
    table: 'md_units',
    key: ['unit'],
    columns: ['unit', 'description'],
    values: (row) => [row.unit, row.description],
  },
  warehouses: {
    table: 'md_warehouses',
    key: ['warehouse'],
    columns: ['warehouse', 'site', 'name'],
    values: (row) => [row.warehouse, row.site, row.name],
  },
  customers: {
    table: 'md_customers',
    key: ['customer'],
    columns: ['customer', 'name', 'currency', 'invoice_account', 'on_hold', 'site', 'warehouse'],
    values: (row) => [row.customer, row.name, row.currency, row.invoiceAccount, row.onHold, row.site, row.warehouse],
    words: { table: 'md_customer_words', columns: ['name'] },
    named: 'customer',
  },
  addresses: {
    table: 'md_addresses',
    key: ['customer', 'location_id'],
    columns: [
      'customer',
      'location_id',
      'description',
      'street',
      'city',
      'state',
      'postal_code',
      'postal_start',
      'country',
      'for_delivery',
      'duns',
    ],
    values: (row) => [
      row.customer,
      row.locationId,
      row.description,
      row.street,
      row.city,
      row.state,
      row.postalCode,
      postalStart(row.postalCode),
      row.country,
      Number(row.forDelivery),
      row.duns,
    ],
    words: { table: 'md_address_words', columns: ['location_id', 'description', 'street', 'city', 'postal_code'] },
  },
  products: {
    table: 'md_products',
    key: ['item_number'],
    columns: ['item_number', 'name', 'search_name', 'sales_unit', 'inventory_unit', 'sales_price', 'price_quantity', 'lifecycle'],
    values: (row) => [
      row.itemNumber,
      row.name,
      row.searchName,
      row.salesUnit,
      row.inventoryUnit,
      row.salesPrice,
      row.priceQuantity,
      row.lifecycle,
    ],
    words: { table: 'md_product_words', columns: ['name', 'search_name'] },
    named: 'item_number',
  },
  barcodes: {
    table: 'md_barcodes',
    key: ['item_number', 'barcode', 'unit', 'setup'],
    columns: ['item_number', 'barcode', 'code14', 'unit', 'quantity', 'setup'],
    values: (row) => [row.itemNumber, row.barcode, code14(row.barcode), row.unit, row.quantity, row.setup],
  },
  'customer-items': {
    table: 'md_customer_items',
    key: ['item_number', 'customer', 'number'],
    columns: ['customer', 'number', 'item_number', 'description'],
    values: (row) => [row.customer, row.number, row.itemNumber, row.description],
  },
};

/** A set's table for code that handles all sets alike. */
export function tableOf<S extends MasterSet>(set: S): MasterTable<MasterRows[S]> {
  return masterTables[set];
}

/** Whose row it is: the row's own company in the list of companies, the set's otherwise. */
export function ownerOf(set: MasterSet, company: string, row: object): string {
  return set === 'companies' && 'company' in row ? String(row.company) : company;
}

/** True where a row of the table belongs to this reading's set. */
export function isOfReading(set: MasterSet, company: string, rowCompany: string): boolean {
  return sharedSets.has(set) || rowCompany.toLowerCase() === company.toLowerCase();
}
