import { Decimal } from 'decimal.js';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { OrderLineState, OrderStage, OrderState } from '#core/dynamics/journals.types.ts';
import type { ChangedLine } from '#core/drafting/changeLines.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import { changeVerdicts } from '#core/engine/outbound/changes/planChange.ts';

export const line = {
  position: 1,
  lineNumber: '001',
  item: { buyerPart: 'B-1', vendorPart: '', upc: '', gtin: '', ean: '' },
  quantity: '4',
  unit: 'CA',
  price: '12',
  dates: [],
  stores: [],
  allowances: [],
} as unknown as PurchaseOrderLine;

export const order = {
  lines: [{ position: 1, itemNumber: 'D1', units: [{ unit: 'ea', factor: '6' }] }],
  links: [{ salesOrder: 'SO-1', lotId: 'L1', customersLineNumber: 1, position: 1, store: '' }],
} as unknown as DraftOrder;

/** The line as Dynamics holds it: 4 CA are 24 ea. */
export const there = (change: Partial<OrderLineState> = {}): OrderLineState => ({
  company: 'usmf',
  salesOrder: 'SO-1',
  lotId: 'L1',
  lineNumber: '1',
  customersLineNumber: 1,
  itemNumber: 'D1',
  externalItem: '',
  ordered: '24',
  unit: 'ea',
  price: '2',
  priceUnit: '1',
  status: 'Backorder',
  shipped: '0',
  etag: 'e1',
  ...change,
});

export const state = (entry: OrderLineState, stage: OrderStage = 'open'): OrderState => ({
  company: 'usmf',
  salesOrder: 'SO-1',
  stage,
  status: 'Backorder',
  processing: '',
  etag: 'o',
  lines: [entry],
});

/** The line as a change wants it. */
export const wants = (quantity: string, change: Partial<PurchaseOrderLine> = {}): ChangedLine => ({
  line: { ...line, quantity, ...change },
  code: 'QD',
  before: line,
  position: 1,
  quantity: new Decimal(quantity),
});

export const verdict = (changed: ChangedLine, entry = there(), stage: OrderStage = 'open', earlierOpen = false) =>
  changeVerdicts([changed], order, [state(entry, stage)], {
    dates: { shipQualifiers: ['010'], receiptQualifiers: ['002'] },
    additions: [],
    earlierOpen,
    saidLater: new Map(),
  })[0];
