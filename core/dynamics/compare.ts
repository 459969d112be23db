import { sameDecimal } from '#core/domain/decimal.ts';
import { isRow, parseExact, textOf } from './json.ts';
import type { Row } from './json.ts';
import type { EntityShape } from './metadata.ts';

/** Values of a header that decide who is billed, what is found again and where and when goods go. */
export const comparedHeader: Readonly<Record<string, string>> = {
  dataAreaId: 'legal entity',
  OrderingCustomerAccountNumber: 'customer',
  InvoiceCustomerAccountNumber: 'invoice account',
  CustomersOrderReference: 'customer reference',
  CustomerRequisitionNumber: 'customer requisition',
  CurrencyCode: 'currency',
  RequestedShippingDate: 'requested ship date',
  RequestedReceiptDate: 'requested receipt date',
  DeliveryModeCode: 'mode of delivery',
  DefaultShippingSiteId: 'site',
  DefaultShippingWarehouseId: 'warehouse',
  DeliveryAddressLocationId: 'delivery address',
};

/** The same of a line; item, quantity, unit and price are compared by whoever knows the plan. */
export const comparedLine: Readonly<Record<string, string>> = {
  SalesPriceQuantity: 'price unit',
  RequestedShippingDate: 'requested ship date',
  RequestedReceiptDate: 'requested receipt date',
  DeliveryAddressLocationId: 'delivery address',
};

/**
 * Which of the values sent came back otherwise in the body of a 201, each as a sentence that begins with `owner`. A
 * property that the answer does not carry says nothing.
 */
export function storedOtherwise(
  sentJson: string,
  answered: Row,
  compared: Readonly<Record<string, string>>,
  shape: EntityShape,
  owner: string,
): readonly string[] {
  const sent = parseExact(sentJson);
  if (!isRow(sent)) return [];
  return Object.entries(compared).flatMap(([property, label]) => {
    const wire = shape.wire(property) ?? property;
    if (sent[wire] === undefined || answered[wire] === undefined) return [];
    const wanted = textOf(sent, wire);
    const got = textOf(answered, wire);
    if (property === 'SalesPriceQuantity' ? sameDecimal(wanted, got) : sameText(wanted, got)) return [];
    return [`${owner}: ${label} ${shown(got) || 'empty'} instead of ${shown(wanted)}.`];
  });
}

/** Days without the hour that carries them; Dynamics' empty day is none. */
const shown = (text: string): string => {
  const day = /^\d{4}-\d\d-\d\dT/.test(text) ? text.slice(0, 10) : text;
  return day === '1900-01-01' ? '' : day;
};

/** As the database compares: without case, without blanks at the end. */
function sameText(left: string, right: string): boolean {
  return shown(left).trim().toLowerCase() === shown(right).trim().toLowerCase();
}
