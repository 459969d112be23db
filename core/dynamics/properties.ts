/** One property that we send: `needed` where an order without it could not be told apart or be right. */
export interface SentProperty {
  readonly name: string;
  readonly needed?: true;
}

const addressProperties: readonly SentProperty[] = [
  { name: 'DeliveryAddressLocationId' },
  { name: 'IsDeliveryAddressOrderSpecific' },
  { name: 'DeliveryAddressName' },
  { name: 'DeliveryAddressDescription' },
  { name: 'DeliveryAddressStreet' },
  { name: 'DeliveryAddressCity' },
  { name: 'DeliveryAddressStateId' },
  { name: 'DeliveryAddressZipCode' },
  { name: 'DeliveryAddressCountryRegionId' },
  { name: 'DeliveryAddressCountryRegionISOCode' },
];

/** Everything that a header may carry (dynamics.md 1.3). Names are documented ones; metadata gives the wire names. */
export const headerProperties: readonly SentProperty[] = [
  { name: 'dataAreaId', needed: true },
  { name: 'SalesOrderNumber', needed: true },
  { name: 'OrderingCustomerAccountNumber', needed: true },
  { name: 'InvoiceCustomerAccountNumber' },
  { name: 'CustomerRequisitionNumber', needed: true },
  { name: 'CustomersOrderReference', needed: true },
  { name: 'SalesOrderOriginCode' },
  { name: 'CurrencyCode' },
  { name: 'RequestedShippingDate' },
  { name: 'RequestedReceiptDate' },
  { name: 'DeliveryModeCode' },
  { name: 'DefaultShippingSiteId' },
  { name: 'DefaultShippingWarehouseId' },
  { name: 'DefaultLedgerDimensionDisplayValue' },
  { name: 'Email' },
  ...addressProperties,
];

/** Everything that a line may carry (dynamics.md 1.4). */
export const lineProperties: readonly SentProperty[] = [
  { name: 'dataAreaId', needed: true },
  { name: 'SalesOrderNumber', needed: true },
  { name: 'ItemNumber', needed: true },
  { name: 'OrderedSalesQuantity', needed: true },
  { name: 'CustomersLineNumber', needed: true },
  { name: 'ExternalItemNumber' },
  { name: 'SalesUnitSymbol', needed: true },
  { name: 'SalesPrice', needed: true },
  { name: 'SalesPriceQuantity' },
  { name: 'RequestedShippingDate' },
  { name: 'RequestedReceiptDate' },
  ...addressProperties,
];

/** Read back beside what is sent. */
export const readHeaderProperties = [
  'dataAreaId',
  'SalesOrderNumber',
  'OrderingCustomerAccountNumber',
  'CustomersOrderReference',
  'CustomerRequisitionNumber',
  'SalesOrderStatus',
  'OrderCreationDateTime',
] as const;

export const readLineProperties = [
  'InventoryLotId',
  'CustomersLineNumber',
  'ItemNumber',
  'OrderedSalesQuantity',
  'SalesUnitSymbol',
  'SalesPrice',
] as const;
