import described from '../entities.json' with { type: 'json' };
import journals from '../journals.json' with { type: 'json' };

/** `S` key string, `s` string, `d` decimal, `i` Int32, `l` Int64, `t` date and time, `e:X` enum. */
export type PropertyType = string;

export interface EntitySet {
  readonly name: string;
  readonly keys: readonly string[];
  readonly properties: Readonly<Record<string, PropertyType>>;
  readonly readOnly: boolean;
}

/** The type of a property of a set; undefined for what is none, like `constructor`, which every object of the runtime has. */
export function typeOf({ properties }: EntitySet, name: string): PropertyType | undefined {
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

interface Described {
  readonly keys: readonly string[];
  readonly properties: Readonly<Record<string, PropertyType>>;
}

function entity(name: string, { keys, properties }: Described, readOnly: boolean): EntitySet {
  return { name, keys, properties, readOnly };
}

const master = (name: string, keys: readonly string[], others: readonly string[]): EntitySet =>
  entity(
    name,
    { keys, properties: Object.fromEntries([...keys.map((key) => [key, 'S']), ...others.map((key) => [key, 's'])]) },
    true,
  );

/** Versions of one entity share their rows: set → the set whose rows it shows. */
const sameRows: Readonly<Record<string, string>> = {
  SalesInvoiceHeadersV4: 'SalesInvoiceHeadersV2',
  SalesInvoiceV2Lines: 'SalesInvoiceV4Lines',
  SalesInvoiceV3Lines: 'SalesInvoiceV4Lines',
  BusinessDocumentStockedPackingSlipLinesV3: 'BusinessDocumentStockedPackingSlipLines',
};

/** The set under which the rows of a journal are kept. */
export function rowsKeptAs(set: string): string {
  return sameRows[set] ?? set;
}

const journalsDescribed: Readonly<Record<string, Described>> = {
  ...journals,
  SalesInvoiceV2Lines: journals.SalesInvoiceV4Lines,
  SalesInvoiceV3Lines: journals.SalesInvoiceV4Lines,
};

/** The posted journals and what belongs to them: read only, whatever writes to them (dynamics.md 8.12). */
export const journalSets: readonly EntitySet[] = Object.entries(journalsDescribed).map(([name, one]) => entity(name, one, true));

/** Every entity set of the practice environment: the versions of headers and lines are the same rows. */
export const entitySets: readonly EntitySet[] = [
  ...['SalesOrderHeaders', 'SalesOrderHeadersV2', 'SalesOrderHeadersV3', 'SalesOrderHeadersV4'].map((name) =>
    entity(name, described.SalesOrderHeadersV2, false),
  ),
  ...['SalesOrderLines', 'SalesOrderLinesV2', 'SalesOrderLinesV3'].map((name) =>
    entity(name, described.SalesOrderLinesV3, false),
  ),
  entity('CustomersV3', described.CustomersV3, true),
  entity('CustomerPostalAddresses', described.CustomerPostalAddresses, true),
  entity('CustomerProductDescriptionsV2', described.CustomerProductDescriptionsV2, true),
  entity('ProductBarcodesV3', described.ProductBarcodesV3, true),
  entity('ReleasedProductsV2', described.ReleasedProductsV2, true),
  master('LegalEntities', ['LegalEntityId'], ['Name']),
  master('UnitsOfMeasure', ['UnitSymbol'], []),
  master('Warehouses', ['dataAreaId', 'WarehouseId'], ['SiteId', 'WarehouseName']),
  ...journalSets,
];

/** The value of a property that nobody set: empty text, zero, 1900 (dynamics.md 2.5). */
export function emptyValue(type: PropertyType): unknown {
  if (type === 't') return '1900-01-01T12:00:00Z';
  if (type === 'd' || type === 'i' || type === 'l') return 0;
  return type.startsWith('e:') ? (type === 'e:NoYes' ? 'No' : 'None') : '';
}
