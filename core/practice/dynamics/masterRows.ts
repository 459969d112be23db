import { assortment } from '../assortment.ts';
import {
  buyerPart,
  company,
  locationIds,
  otherCompany,
  products,
  retailers,
  site,
  warehouse,
  type Product,
} from '../catalogue.ts';
import type { MasterFacts } from './master.ts';
import type { StoredRow } from './rows.ts';

/** The master data of the practice environment: what control requests turn (holds, releases) shows at once. */
export interface MasterData {
  rows(set: string): readonly StoredRow[];
}

const row = (fields: Record<string, unknown>): StoredRow => ({ ...fields, etag: 1 });
const own = { dataAreaId: company };

/** Customers that no retailer of the maps is; the first is on hold from the beginning. */
export const otherCustomers: readonly { readonly account: string; readonly name: string }[] = [
  { account: 'US-104', name: 'Litware Outlet' },
  { account: 'US-105', name: 'Tailspin Garden Centers' },
  { account: 'US-106', name: 'Proseware Kitchen' },
  { account: 'US-107', name: 'Wingtip Hotels' },
  { account: 'US-108', name: 'Northwind Home Canada' },
];

const places = [
  ['12 Harbor Street', 'Erie', 'PA', '16501'],
  ['300 Mill Road', 'Dayton', 'OH', '45402'],
  ['77 Prairie Avenue', 'Peoria', 'IL', '61602'],
  ['1450 Lakeshore Drive', 'Duluth', 'MN', '55802'],
  ['9 Canal Street', 'Utica', 'NY', '13501'],
] as const;
/** Where the distribution centres of the 850s stand. */
const centre = ['900 Freight Road', 'Joliet', 'IL', '60433'] as const;
const office = ['1 Market Way', 'Columbus', 'OH', '43004'] as const;

/** Every product that is sold: those that are ordered, and the rest of the assortment. */
export function allProducts(count: number, seed: number): readonly Product[] {
  return [...products, ...assortment(count, seed)];
}

export function createMasterData(facts: MasterFacts, sold: readonly Product[]): MasterData {
  const fixed: Readonly<Record<string, readonly StoredRow[]>> = {
    LegalEntities: [
      row({ LegalEntityId: company, Name: 'Contoso Retail USA' }),
      row({ LegalEntityId: otherCompany, Name: 'Contoso Outlet USA' }),
    ],
    UnitsOfMeasure: [...facts.units].map((unit) => row({ UnitSymbol: unit })),
    Warehouses: [
      row({ ...own, WarehouseId: warehouse, SiteId: site, WarehouseName: 'Reno' }),
      row({ ...own, WarehouseId: '24', SiteId: site, WarehouseName: 'Reno returns' }),
    ],
    CustomersV3: [...retailers.map(({ customer, name }) => ({ account: customer, name })), ...otherCustomers].map(customerRow),
    CustomerPostalAddresses: retailers.flatMap(addressRows),
    ReleasedProductsV2: sold.map(productRow),
    ProductBarcodesV3: sold.flatMap(barcodeRows),
    CustomerProductDescriptionsV2: retailers.flatMap((retailer) =>
      // Not every product is listed for every customer.
      products
        .filter((_, index) => index % 3 !== 2)
        .map((product) =>
          row({
            ...own,
            ItemNumber: product.item,
            CustomerAccountNumber: retailer.customer,
            CustomerProductNumber: buyerPart(retailer, product),
            CustomerProductDescription: product.description.toUpperCase(),
          }),
        ),
    ),
  };
  return {
    rows(set) {
      const rows = fixed[set] ?? [];
      if (set === 'CustomersV3')
        return rows.map((one) => ({
          ...one,
          OnHoldStatus: facts.blockedCustomers.has(String(one['CustomerAccount']).toLowerCase()) ? 'All' : 'No',
        }));
      const ofProducts = set === 'ReleasedProductsV2' || set === 'ProductBarcodesV3';
      if (!ofProducts || facts.unreleasedItems.size === 0) return rows;
      return rows.filter((one) => !facts.unreleasedItems.has(String(one['ItemNumber']).toLowerCase()));
    },
  };
}

function customerRow({ account, name }: { readonly account: string; readonly name: string }): StoredRow {
  return row({
    ...own,
    CustomerAccount: account,
    OrganizationName: name,
    InvoiceAccount: '',
    SalesCurrencyCode: 'USD',
    OnHoldStatus: 'No',
    SiteId: site,
    WarehouseId: warehouse,
  });
}

function addressRows(retailer: (typeof retailers)[number]): readonly StoredRow[] {
  const base = { ...own, CustomerAccountNumber: retailer.customer, CustomerLegalEntityId: company };
  const made = (locationId: string, description: string, place: readonly string[], delivery: boolean): StoredRow =>
    row({
      ...base,
      AddressLocationId: locationId,
      Effective: '1900-01-01T00:00:00Z',
      Expiration: '2154-12-31T23:59:59Z',
      AddressDescription: description,
      AddressStreet: place[0],
      AddressCity: place[1],
      AddressState: place[2],
      AddressZipCode: place[3],
      AddressCountryRegionId: 'USA',
      IsRoleDelivery: delivery ? 'Yes' : 'No',
      IsPrimary: delivery ? 'No' : 'Yes',
    });
  return [
    ...locationIds(retailer).map(({ code, locationId }, index) =>
      made(
        locationId,
        `${retailer.name} ${code}`,
        code === retailer.distributionCentre ? centre : (places[index % places.length] ?? centre),
        true,
      ),
    ),
    made(officeId(retailer), `${retailer.name} head office`, office, false),
  ];
}

/** The location id of a retailer's head office. */
export function officeId(retailer: (typeof retailers)[number]): string {
  return String(2090 + retailers.indexOf(retailer) * 100).padStart(9, '0');
}

function productRow({ item, description, price }: Product): StoredRow {
  return row({
    ...own,
    ItemNumber: item,
    ProductNumber: item,
    ProductSearchName: description,
    SearchName: description.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 20),
    SalesUnitSymbol: 'ea',
    InventoryUnitSymbol: 'ea',
    PurchaseUnitSymbol: 'ea',
    SalesPrice: Number(price),
    SalesPriceQuantity: 1,
    ProductType: 'Item',
    ProductLifecycleStateId: 'Operational',
    BarcodeSetupId: 'UPC',
  });
}

/** The piece has its barcode; the case of two products in three has one too, the others' was never typed in. */
function barcodeRows({ item, upc, caseGtin, pack }: Product, index: number): readonly StoredRow[] {
  const barcode = (code: string, unit: string, quantity: number, setup: string): StoredRow =>
    row({
      ...own,
      ItemNumber: item,
      Barcode: code,
      BarcodeSetupId: setup,
      ProductQuantityUnitSymbol: unit,
      ProductQuantity: quantity,
    });
  const piece = barcode(upc, 'ea', 1, 'UPC');
  return index % 3 === 1 ? [piece] : [piece, barcode(caseGtin, 'cs', pack, 'ITF14')];
}
