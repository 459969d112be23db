import { currencyCode } from '#core/domain/currency.ts';
import type { DeliveryAddress, SalesOrderPlan, SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import { rawNumber } from './json.ts';
import { noon } from './literals.ts';
import { requireWire } from './metadata.ts';
import type { EntityShape } from './metadata.ts';
import { headerProperties, lineProperties } from './properties.ts';
import type { SentProperty } from './properties.ts';

/** EDT of ExternalItemNumber: a longer one would be refused (dynamics.md 1.4). */
const longestExternalItem = 20;

export interface Body {
  readonly json: string;
  /** What the plan holds and Dynamics does not get, each as a sentence. */
  readonly omitted: readonly string[];
}

type Value = string | object | undefined;

/** The POST body of an order header; with `salesOrderNumber` where numbers are manual, else the number sequence gives one. */
export function headerBody(plan: SalesOrderPlan, shape: EntityShape, salesOrderNumber?: string): Body {
  const values: Readonly<Record<string, Value>> = {
    dataAreaId: plan.company.toLowerCase(),
    SalesOrderNumber: salesOrderNumber,
    OrderingCustomerAccountNumber: plan.customer,
    InvoiceCustomerAccountNumber: plan.invoiceAccount,
    CustomerRequisitionNumber: plan.requisition,
    CustomersOrderReference: plan.reference,
    SalesOrderOriginCode: plan.origin,
    CurrencyCode: currencyCode(plan.currency),
    RequestedShippingDate: plan.requestedShip && noon(plan.requestedShip),
    RequestedReceiptDate: plan.requestedReceipt && noon(plan.requestedReceipt),
    DeliveryModeCode: plan.deliveryMode,
    DefaultShippingSiteId: plan.site,
    DefaultShippingWarehouseId: plan.warehouse,
    DefaultLedgerDimensionDisplayValue: plan.dimension,
    Email: plan.email,
    ...addressValues(plan.address),
  };
  return write(values, headerProperties, shape, 'the order');
}

/** The POST body of an order line. Site, warehouse and dates that the line does not name come from the header. */
export function lineBody(plan: SalesOrderPlan, line: SalesOrderPlanLine, salesOrderNumber: string, shape: EntityShape): Body {
  const tooLong = line.externalItem.length > longestExternalItem;
  const values: Readonly<Record<string, Value>> = {
    dataAreaId: plan.company.toLowerCase(),
    SalesOrderNumber: salesOrderNumber,
    ItemNumber: line.itemNumber,
    ExternalItemNumber: tooLong ? undefined : line.externalItem,
    OrderedSalesQuantity: rawNumber(line.quantity),
    SalesUnitSymbol: line.unit,
    SalesPrice: line.price === undefined ? undefined : rawNumber(line.price),
    SalesPriceQuantity: line.price === undefined ? undefined : rawNumber(1),
    CustomersLineNumber: rawNumber(line.customersLineNumber),
    RequestedShippingDate: line.requestedShip && noon(line.requestedShip),
    RequestedReceiptDate: line.requestedReceipt && noon(line.requestedReceipt),
    ...addressValues(line.address),
  };
  const body = write(values, lineProperties, shape, 'the lines');
  if (!tooLong) return body;
  const note = `The external item number "${line.externalItem}" of line ${line.lineNumber} was left out: Dynamics takes ${longestExternalItem} characters.`;
  return { json: body.json, omitted: [...body.omitted, note] };
}

function addressValues(address: DeliveryAddress | undefined): Readonly<Record<string, Value>> {
  if (!address) return {};
  if (address.kind === 'location') return { DeliveryAddressLocationId: address.locationId };
  return {
    IsDeliveryAddressOrderSpecific: 'Yes',
    DeliveryAddressName: address.name,
    DeliveryAddressDescription: address.name,
    DeliveryAddressStreet: address.street,
    DeliveryAddressCity: address.city,
    DeliveryAddressStateId: address.state,
    DeliveryAddressZipCode: address.postalCode,
    // Dynamics keeps countries under ids of its own, mostly three letters; the two-letter code has a column of its own.
    [address.country.length === 2 ? 'DeliveryAddressCountryRegionISOCode' : 'DeliveryAddressCountryRegionId']: address.country,
  };
}

/** Empty values are not sent: Dynamics then takes its own default, which an empty string would overwrite. */
function write(
  values: Readonly<Record<string, Value>>,
  properties: readonly SentProperty[],
  shape: EntityShape,
  owner: string,
): Body {
  const body: Record<string, unknown> = {};
  const omitted: string[] = [];
  for (const { name, needed } of properties) {
    const value = values[name];
    if (value === undefined || value === '') continue;
    const wire = needed ? requireWire(shape, name) : shape.wire(name);
    if (wire === undefined)
      omitted.push(`${name} of ${owner} was left out: ${shape.set} of this environment has no such property.`);
    else body[wire] = value;
  }
  return { json: JSON.stringify(body), omitted };
}
