import { company, site, warehouse } from '../catalogue.ts';
import { entitySets, type EntitySet } from './entities.ts';
import { newHeader, newLine, type WriteParts } from './write.ts';

export interface Handmade {
  readonly purchaseOrder: string;
  readonly customer: string;
  readonly reference?: string;
  /** Without any there is nothing to confirm or ship yet. */
  readonly lines?: readonly { readonly item: string; readonly quantity: number; readonly price: number }[];
}

/** An order that somebody of the practice company typed in from a telephone call; gives its number. */
export function handmadeOrder(parts: Omit<WriteParts, 'manualNumbers'>, order: Handmade): string {
  const writing = { ...parts, manualNumbers: () => false };
  const header = newHeader(
    setOf('SalesOrderHeadersV2'),
    {
      dataAreaId: company,
      OrderingCustomerAccountNumber: order.customer,
      CustomerRequisitionNumber: order.purchaseOrder.slice(0, 20),
      CustomersOrderReference: order.reference ?? '',
      DefaultShippingSiteId: site,
      DefaultShippingWarehouseId: warehouse,
    },
    writing,
  );
  const number = String(header['SalesOrderNumber']);
  const lines = (order.lines ?? []).map(({ item, quantity, price }) => {
    const body = {
      dataAreaId: company,
      SalesOrderNumber: number,
      ItemNumber: item,
      OrderedSalesQuantity: quantity,
      SalesUnitSymbol: 'ea',
      SalesPrice: price,
    };
    return newLine(setOf('SalesOrderLines'), body, writing, header);
  });
  parts.orders.addHeader(header);
  for (const line of lines) parts.orders.addLine(line);
  return number;
}

function setOf(name: string): EntitySet {
  const set = entitySets.find((candidate) => candidate.name === name);
  if (!set) throw new Error(`the set ${name} is missing`);
  return set;
}
