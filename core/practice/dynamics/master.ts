import { buyerPart, company, deliveryModes, locationIds, products, retailers, site, warehouse } from '../catalogue.ts';
import type { StoredRow } from './rows.ts';

/** The master data of the practice environment, by entity set. */
export function masterData(): Readonly<Record<string, readonly StoredRow[]>> {
  const row = (fields: Record<string, unknown>): StoredRow => ({ ...fields, etag: 1 });
  const own = { dataAreaId: company };
  return {
    LegalEntities: [row({ LegalEntityId: company, Name: 'Contoso Retail USA' })],
    UnitsOfMeasure: ['ea', 'cs', 'pcs'].map((unit) => row({ UnitSymbol: unit })),
    Warehouses: [row({ ...own, WarehouseId: warehouse, SiteId: site, WarehouseName: 'Reno' })],
    CustomersV3: retailers.map((retailer) =>
      row({
        ...own,
        CustomerAccount: retailer.customer,
        OrganizationName: retailer.name,
        InvoiceAccount: '',
        SalesCurrencyCode: 'USD',
        OnHoldStatus: 'No',
        SiteId: site,
        WarehouseId: warehouse,
      }),
    ),
    CustomerPostalAddresses: retailers.flatMap((retailer) =>
      locationIds(retailer).map(({ code, locationId }) =>
        row({
          ...own,
          CustomerAccountNumber: retailer.customer,
          CustomerLegalEntityId: company,
          AddressLocationId: locationId,
          Effective: '1900-01-01T00:00:00Z',
          AddressDescription: `${retailer.name} ${code}`,
          IsRoleDelivery: 'Yes',
        }),
      ),
    ),
    ReleasedProductsV2: products.map((product) =>
      row({
        ...own,
        ItemNumber: product.item,
        ProductName: product.description,
        SearchName: product.description,
        SalesUnitSymbol: 'ea',
        InventoryUnitSymbol: 'ea',
        SalesPrice: Number(product.price),
      }),
    ),
    ProductBarcodesV3: products.map((product) =>
      row({
        ...own,
        ItemNumber: product.item,
        Barcode: product.upc,
        BarcodeSetupId: 'UPC',
        ProductQuantityUnitSymbol: 'ea',
        ProductQuantity: 1,
      }),
    ),
    CustomerProductDescriptionsV2: retailers.flatMap((retailer) =>
      products.map((product) =>
        row({
          ...own,
          ItemNumber: product.item,
          CustomerAccountNumber: retailer.customer,
          CustomerProductNumber: buyerPart(retailer, product),
        }),
      ),
    ),
  };
}

/** What a sales order is checked against. */
export interface MasterFacts {
  readonly companies: ReadonlySet<string>;
  readonly customers: ReadonlySet<string>;
  readonly locations: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
  readonly sites: ReadonlySet<string>;
  readonly warehouses: ReadonlySet<string>;
  readonly modes: ReadonlySet<string>;
  /** Customers on hold and items that are not released: control requests turn them. */
  readonly blockedCustomers: Set<string>;
  readonly unreleasedItems: Set<string>;
}

export function masterFacts(): MasterFacts {
  const lower = (values: readonly string[]): ReadonlySet<string> => new Set(values.map((value) => value.toLowerCase()));
  return {
    companies: lower([company]),
    customers: lower(retailers.map((retailer) => retailer.customer)),
    locations: lower(retailers.flatMap((retailer) => locationIds(retailer).map((place) => place.locationId))),
    items: lower(products.map((product) => product.item)),
    units: lower(['ea', 'cs', 'pcs']),
    sites: lower([site]),
    warehouses: lower([warehouse]),
    modes: lower([...Object.values(deliveryModes), 'GROUND', 'LTL']),
    blockedCustomers: new Set(),
    unreleasedItems: new Set(),
  };
}
