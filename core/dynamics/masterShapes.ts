import type { DecimalText } from '#core/domain/decimal.ts';
import type { MasterRows, MasterSet } from '#core/domain/masterData.ts';
import { decimalOf, textOf } from './json.ts';
import type { Row } from './json.ts';
import type { EntityShape } from './metadata.ts';

/** One value that we want: the first of these properties that an environment has and a row fills. */
export interface Wanted {
  readonly from: readonly string[];
  /** `key`: without it a row has no identity. `optional`: its absence is nothing to speak of. */
  readonly need?: 'key' | 'optional';
}

interface Reader {
  text(field: string): string;
  decimal(field: string): DecimalText;
}

/** How a set is read: the entity sets that may carry it (newest first), what is wanted of it, and how a row is made. */
export interface MasterShape<S extends MasterSet> {
  readonly entitySets: readonly string[];
  readonly fields: Readonly<Record<string, Wanted>>;
  row(read: Reader): MasterRows[S];
}

const key = (name: string): Wanted => ({ from: [name], need: 'key' });
const value = (...from: readonly string[]): Wanted => ({ from });
const optional = (...from: readonly string[]): Wanted => ({ from, need: 'optional' });

/** Names as documented (dynamics.md 1.9); metadata gives the wire names. */
export const masterShapes: { readonly [S in MasterSet]: MasterShape<S> } = {
  companies: {
    entitySets: ['LegalEntities'],
    fields: { company: key('LegalEntityId'), name: value('Name') },
    row: (read) => ({ company: read.text('company').toLowerCase(), name: read.text('name') }),
  },
  units: {
    entitySets: ['UnitsOfMeasure'],
    fields: { unit: key('UnitSymbol'), description: optional('UnitDescription', 'Description') },
    row: (read) => ({ unit: read.text('unit'), description: read.text('description') }),
  },
  warehouses: {
    entitySets: ['Warehouses'],
    fields: {
      warehouse: key('WarehouseId'),
      site: value('OperationalSiteId', 'SiteId'),
      name: value('WarehouseName'),
    },
    row: (read) => ({ warehouse: read.text('warehouse'), site: read.text('site'), name: read.text('name') }),
  },
  customers: {
    entitySets: ['CustomersV3', 'CustomersV2', 'Customers'],
    fields: {
      customer: key('CustomerAccount'),
      name: value('OrganizationName', 'Name'),
      currency: value('SalesCurrencyCode'),
      invoiceAccount: value('InvoiceAccount'),
      onHold: value('OnHoldStatus'),
      site: value('SiteId'),
      warehouse: value('WarehouseId'),
    },
    row: (read) => ({
      customer: read.text('customer'),
      name: read.text('name'),
      currency: read.text('currency'),
      invoiceAccount: read.text('invoiceAccount'),
      onHold: read.text('onHold'),
      site: read.text('site'),
      warehouse: read.text('warehouse'),
    }),
  },
  addresses: {
    entitySets: ['CustomerPostalAddresses'],
    fields: {
      customer: key('CustomerAccountNumber'),
      locationId: key('AddressLocationId'),
      description: value('AddressDescription'),
      street: value('AddressStreet'),
      city: value('AddressCity'),
      state: value('AddressState', 'AddressStateId'),
      postalCode: value('AddressZipCode'),
      country: value('AddressCountryRegionId'),
      forDelivery: value('IsRoleDelivery'),
      duns: value('DunsNumber'),
      expiration: optional('Expiration'),
    },
    row: (read) => ({
      customer: read.text('customer'),
      locationId: read.text('locationId'),
      description: read.text('description'),
      street: read.text('street'),
      city: read.text('city'),
      state: read.text('state'),
      postalCode: read.text('postalCode'),
      country: read.text('country'),
      forDelivery: read.text('forDelivery') !== 'No',
      duns: read.text('duns'),
    }),
  },
  products: {
    entitySets: ['ReleasedProductsV2', 'ReleasedProducts'],
    fields: {
      itemNumber: key('ItemNumber'),
      name: value('ProductName', 'ProductSearchName', 'SearchName'),
      searchName: value('SearchName', 'ProductSearchName'),
      salesUnit: value('SalesUnitSymbol'),
      inventoryUnit: value('InventoryUnitSymbol'),
      salesPrice: value('SalesPrice'),
      priceQuantity: value('SalesPriceQuantity'),
      lifecycle: value('ProductLifecycleStateId'),
    },
    row: (read) => ({
      itemNumber: read.text('itemNumber'),
      name: read.text('name'),
      searchName: read.text('searchName'),
      salesUnit: read.text('salesUnit'),
      inventoryUnit: read.text('inventoryUnit'),
      salesPrice: read.decimal('salesPrice'),
      priceQuantity: read.decimal('priceQuantity'),
      lifecycle: read.text('lifecycle'),
    }),
  },
  barcodes: {
    entitySets: ['ProductBarcodesV3', 'ProductBarcodesV2', 'ProductBarcodes'],
    fields: {
      itemNumber: key('ItemNumber'),
      barcode: key('Barcode'),
      unit: value('ProductQuantityUnitSymbol'),
      quantity: value('ProductQuantity'),
      setup: value('BarcodeSetupId'),
    },
    row: (read) => ({
      itemNumber: read.text('itemNumber'),
      barcode: read.text('barcode'),
      unit: read.text('unit'),
      quantity: read.decimal('quantity'),
      setup: read.text('setup'),
    }),
  },
  'customer-items': {
    entitySets: ['CustomerProductDescriptionsV2', 'CustomerProductDescriptions'],
    fields: {
      itemNumber: key('ItemNumber'),
      customer: key('CustomerAccountNumber'),
      number: key('CustomerProductNumber'),
      description: value('CustomerProductDescription'),
    },
    row: (read) => ({
      itemNumber: read.text('itemNumber'),
      customer: read.text('customer'),
      number: read.text('number'),
      description: read.text('description'),
    }),
  },
};

/** The wire names of every field that this environment has, and the documented names of those that it has not. */
export function wireFields(
  { fields }: Pick<MasterShape<MasterSet>, 'fields'>,
  shape: EntityShape,
): {
  readonly wire: ReadonlyMap<string, readonly string[]>;
  readonly missing: readonly string[];
  readonly missingKeys: readonly string[];
} {
  const wire = new Map<string, readonly string[]>();
  const missing: string[] = [];
  const missingKeys: string[] = [];
  for (const [field, { from, need }] of Object.entries(fields)) {
    const names = from.flatMap((name) => shape.wire(name) ?? []);
    wire.set(field, names);
    if (names.length > 0 || need === 'optional') continue;
    (need === 'key' ? missingKeys : missing).push(from.join(' or '));
  }
  return { wire, missing, missingKeys };
}

/** Reads fields of a row by their wire names: the first that is filled. */
export function readerOf(row: Row, wire: ReadonlyMap<string, readonly string[]>): Reader {
  return {
    text: (field) => {
      for (const name of wire.get(field) ?? []) {
        const text = textOf(row, name);
        if (text !== '') return text;
      }
      return '';
    },
    decimal: (field) => {
      const [name] = wire.get(field) ?? [];
      return name === undefined ? '0' : decimalOf(row, name);
    },
  };
}
