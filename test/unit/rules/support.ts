import { Decimal } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { MasterFacts, ProductFacts } from '#core/domain/masterData.ts';
import type { PartnerSheet } from '#core/domain/partnerSheet.ts';
import type { PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import { checkIntake } from '#core/rules/checkIntake.ts';
import type { IntakeFacts, LineResolution } from '#core/rules/context.ts';
import { line, order, partner } from '../mapping/fixture.ts';

export const partnerId = '7QAALLCONTOSOUS';
const asOf = '2026-03-01T02:00:00.000Z';

export function product(itemNumber: string, change: Partial<ProductFacts> = {}): MasterFacts['items'][number] {
  const facts: ProductFacts = {
    itemNumber,
    name: 'thing',
    salesUnit: 'ea',
    inventoryUnit: 'ea',
    salesPrice: '12.50',
    priceQuantity: '1',
    lifecycle: '',
    barcodes: [],
    ...change,
  };
  return { itemNumber, state: 'known', asOf, product: facts };
}

export const customer: MasterFacts['customer'] = {
  state: 'known',
  asOf,
  name: 'Northwind',
  currency: 'USD',
  onHold: 'No',
  holds: 'none',
};
export const unknownItem = (itemNumber: string): MasterFacts['items'][number] => ({ itemNumber, state: 'unknown', asOf });
export const noData: MasterFacts = { customer: { state: 'no-data' }, items: [{ itemNumber: 'D1', state: 'no-data' }] };

export function resolved(position: number, change: Partial<LineResolution> = {}): LineResolution {
  return { path: `Order/LineItem[${position}]`, itemNumber: `D${position}`, unit: 'ea', factor: new Decimal(1), ...change };
}

/** A good order of a partner that is live, in a live workspace with master data: nothing to say about it. */
export function facts(change: Partial<IntakeFacts> = {}, sheet: Partial<PartnerSheet> = {}): IntakeFacts {
  return {
    today: '2026-03-02',
    workspace: 'live',
    path: 'out/PO1.xml',
    partner: partner(sheet, { partnerId }),
    readerFindings: [],
    resolved: [resolved(1), resolved(2)],
    accepted: [],
    units: [],
    master: { customer, items: [product('D1'), product('D2')] },
    ...change,
  };
}

export const goodOrder = (change: Partial<PurchaseOrder> = {}): PurchaseOrder => order({ partnerId, ...change });
/** An order of one line. */
export const oneLine = (change: Partial<PurchaseOrderLine> = {}): PurchaseOrder => goodOrder({ lines: [line(1, change)] });

/** One rule's row: a document that passes, one that fails with exactly this finding, and where nobody can tell. */
export interface RuleCase {
  readonly rule: string;
  readonly passes: readonly [PurchaseOrder, IntakeFacts];
  readonly fails: readonly [PurchaseOrder, IntakeFacts];
  readonly finding: Finding;
  /** Why nobody can tell, with the document. */
  readonly lacks: readonly [string, PurchaseOrder, IntakeFacts];
}

export const said = (document: PurchaseOrder, about: IntakeFacts, rule?: string): readonly Finding[] =>
  checkIntake(document, about).filter((found) => rule === undefined || found.rule === rule);
