import described from '../entities.json' with { type: 'json' };

/** `S` key string, `s` string, `d` decimal, `i` Int32, `l` Int64, `t` date and time, `e:X` enum. */
export type PropertyType = string;

export interface EntitySet {
  readonly name: string;
  readonly keys: readonly string[];
  readonly properties: Readonly<Record<string, PropertyType>>;
  readonly readOnly: boolean;
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
];

/** The value of a property that nobody set: empty text, zero, 1900 (dynamics.md 2.5). */
export function emptyValue(type: PropertyType): unknown {
  if (type === 't') return '1900-01-01T12:00:00Z';
  if (type === 'd' || type === 'i' || type === 'l') return 0;
  return type.startsWith('e:') ? (type === 'e:NoYes' ? 'No' : 'None') : '';
}
