import { currencyOf } from '#core/domain/currency.ts';
import { customerReference, customerRequisition, type OrderIdentity } from '#core/domain/identity.ts';
import type { ItemMapping, Kept, Partner } from '#core/domain/mapping.ts';
import { own } from '#core/domain/own.ts';
import type { PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { DeliveryAddress, SalesOrderPlan, SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import { dateBy } from './dates.ts';
import { isDropShip } from './resolveAddress.ts';
import { convertPrice, convertQuantity, type UnitConversion } from './resolveUnit.ts';
import { hasStoreSplit, suppliedStores } from './stores.ts';

export interface ResolvedLine {
  readonly line: PurchaseOrderLine;
  readonly item: Kept<ItemMapping>;
  readonly conversion: UnitConversion;
}

export interface PlanInput {
  readonly order: PurchaseOrder;
  readonly identity: OrderIdentity;
  readonly partner: Partner;
  readonly address: DeliveryAddress | undefined;
  readonly stores: ReadonlyMap<string, DeliveryAddress>;
  readonly lines: readonly ResolvedLine[];
  readonly dimension: string;
}

/** The sales orders of an 850: one, or one per store where the sheet says so. */
export function planOrders(input: PlanInput): readonly SalesOrderPlan[] {
  const split = hasStoreSplit(input.order);
  if (!split) return [plan(input, { store: '', address: input.address, lines: input.lines.map((line) => whole(line)) })];
  if (input.partner.sheet.storeSplit === 'lines')
    return [plan(input, { store: '', address: input.address, lines: input.lines.flatMap((line) => parts(input, line)) })];
  return storeOrders(input);
}

/** A line of a plan before it has its number. */
type Draft = Omit<SalesOrderPlanLine, 'position' | 'customersLineNumber'>;

function storeOrders(input: PlanInput): readonly SalesOrderPlan[] {
  const names = [...new Set(input.order.lines.flatMap((line) => suppliedStores(line).map((part) => part.store)))];
  const orders = names.map((store) => {
    const lines = input.lines.flatMap((line) => parts(input, line).filter((part) => part.store === store));
    return plan(input, {
      store,
      address: input.stores.get(store) ?? input.address,
      lines: lines.map(({ address: _, ...line }) => line),
    });
  });
  // Lines that name no store belong to the header's ship-to.
  const rest = input.lines.filter(({ line }) => line.stores.length === 0);
  return rest.length === 0
    ? orders
    : [plan(input, { store: '', address: input.address, lines: rest.map((line) => whole(line)) }), ...orders];
}

function whole({ line, item, conversion }: ResolvedLine): Draft {
  return draft({ line, item, conversion }, line.quantity ?? '0', '', undefined);
}

function parts(input: PlanInput, resolved: ResolvedLine): readonly Draft[] {
  const { line } = resolved;
  if (line.stores.length === 0) return [whole(resolved)];
  return suppliedStores(line).map((part) => draft(resolved, part.quantity, part.store, input.stores.get(part.store)));
}

function draft(
  { line, item, conversion }: ResolvedLine,
  quantity: string,
  store: string,
  address: DeliveryAddress | undefined,
): Draft {
  return {
    lineNumber: line.lineNumber,
    itemNumber: item.itemNumber,
    externalItem: line.item.buyerPart,
    quantity: convertQuantity(quantity, conversion),
    unit: conversion.unit,
    ...(line.price === undefined ? {} : { price: convertPrice(line.price, conversion) }),
    store,
    ...(address === undefined ? {} : { address }),
    path: line.path,
  };
}

function plan(
  input: PlanInput,
  part: { readonly store: string; readonly address: DeliveryAddress | undefined; readonly lines: readonly Draft[] },
): SalesOrderPlan {
  const { order, identity, partner } = input;
  const { sheet } = partner;
  const ship = dateBy(sheet.shipQualifiers, order.dates);
  const receipt = dateBy(sheet.receiptQualifiers, order.dates);
  return {
    company: partner.company,
    customer: partner.customer,
    invoiceAccount: partner.invoiceAccount,
    reference: customerReference(identity, part.store),
    requisition: customerRequisition(identity),
    store: part.store,
    currency: currencyOf(order, sheet),
    site: partner.site,
    warehouse: partner.warehouse,
    deliveryMode: own(sheet.deliveryModes, order.carrierCode) ?? sheet.deliveryMode,
    origin: sheet.orderOrigin,
    dimension: input.dimension,
    email: isDropShip(order) ? consumerEmail(order) : '',
    ...(ship === undefined ? {} : { requestedShip: ship }),
    ...(receipt === undefined ? {} : { requestedReceipt: receipt }),
    ...(part.address === undefined ? {} : { address: part.address }),
    lines: numbered(input, part.lines),
  };
}

/** Contacts (X12 366) that are the retailer's own people. */
const ofRetailer: ReadonlySet<string> = new Set(['BD', 'BI', 'CH', 'CR', 'EX', 'HM', 'MRP', 'OC', 'SGN', 'SR', 'TIC']);

/** Of whoever receives the goods, else of anybody who is not the retailer's: Dynamics may write to the consumer. */
function consumerEmail({ contacts }: PurchaseOrder): string {
  const reachable = contacts.filter(({ email, type }) => email !== '' && !ofRetailer.has(type));
  return (reachable.find(({ type }) => type === 'RE') ?? reachable[0])?.email ?? '';
}

const largestInt32 = 2_147_483_647;

/**
 * `CustomersLineNumber`, the only thing lines are matched by: the 850's own numbers where all of an order are distinct
 * positive Int32, else the position. Dates of a line stand on it only where they differ from the header's.
 */
function numbered(input: PlanInput, drafts: readonly Draft[]): readonly SalesOrderPlanLine[] {
  const said = drafts.map(({ lineNumber }) => (/^\d+$/.test(lineNumber) ? Number(lineNumber) : Number.NaN));
  const usable = said.every((value) => value >= 1 && value <= largestInt32) && new Set(said).size === said.length;
  const { sheet } = input.partner;
  return drafts.map((line, index) => {
    const dates = input.lines.find((candidate) => candidate.line.path === line.path)?.line.dates ?? [];
    const ship = dateBy(sheet.shipQualifiers, dates);
    const receipt = dateBy(sheet.receiptQualifiers, dates);
    return {
      ...line,
      position: index + 1,
      customersLineNumber: usable ? (said[index] ?? index + 1) : index + 1,
      ...(ship === undefined ? {} : { requestedShip: ship }),
      ...(receipt === undefined ? {} : { requestedReceipt: receipt }),
    };
  });
}
