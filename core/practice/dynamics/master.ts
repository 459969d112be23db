import { company, deliveryModes, locationIds, otherCompany, retailers, site, warehouse, type Product } from '../catalogue.ts';
import { officeId, otherCustomers } from './masterRows.ts';

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
  /** Customers on hold and items that are not released, in lower case like all the others: control requests turn them. */
  readonly blockedCustomers: Set<string>;
  readonly unreleasedItems: Set<string>;
}

/** What survives a restart. */
export interface FactsState {
  readonly blockedCustomers: readonly string[];
  readonly unreleasedItems: readonly string[];
}

export function factsState({ blockedCustomers, unreleasedItems }: MasterFacts): FactsState {
  return { blockedCustomers: [...blockedCustomers], unreleasedItems: [...unreleasedItems] };
}

export function masterFacts(sold: readonly Product[], before?: FactsState): MasterFacts {
  const lower = (values: readonly string[]): ReadonlySet<string> => new Set(values.map((value) => value.toLowerCase()));
  return {
    companies: lower([company, otherCompany]),
    customers: lower([...retailers.map((retailer) => retailer.customer), ...otherCustomers.map(({ account }) => account)]),
    locations: lower(
      retailers.flatMap((retailer) => [...locationIds(retailer).map((place) => place.locationId), officeId(retailer)]),
    ),
    items: lower(sold.map((product) => product.item)),
    units: lower(['ea', 'cs', 'pcs', 'pk', 'dz', 'pl']),
    sites: lower([site]),
    warehouses: lower([warehouse]),
    modes: lower([...Object.values(deliveryModes), 'GROUND', 'LTL']),
    blockedCustomers: new Set(lower(before?.blockedCustomers ?? otherCustomers.slice(0, 1).map(({ account }) => account))),
    unreleasedItems: new Set(lower(before?.unreleasedItems ?? [])),
  };
}
