import type { InventoryLine, InventoryReport, InventorySection } from '#core/domain/inventory.ts';
import type { RsxDocument, RsxNode } from '#core/domain/rsx.ts';
import { addresses, contacts, dates, itemIdentifiers, notes, references } from './commonParts.ts';
import { rootCursor } from './cursor.ts';
import { finishDocument, newDraft } from './draft.ts';
import { descriptions, physicalDetails, scheduledQuantities } from './sharedParts.ts';
import { at, constant, date, decimal, list, located, position, record, text, type Part } from './shape.ts';

const header = <V>(part: Part<V>): Part<V> => at('Header/HeaderReport', part);

const line = located<InventoryLine>({
  position,
  lineNumber: at('InventoryLine', text('LineSequenceNumber')),
  item: at('InventoryLine', itemIdentifiers),
  price: at('InventoryLine', decimal('PurchasePrice')),
  priceBasis: at('InventoryLine', text('PurchasePriceBasis')),
  descriptions,
  physicalDetails,
  references,
  notes,
  dates,
  addresses,
  quantities: scheduledQuantities,
});

const section = located<InventorySection>({
  classification: text('Classification'),
  description: text('ClassificationDescription'),
  subClassification: text('SubClassification'),
  subDescription: text('SubClassificationDescription'),
  lines: list('LineItem', line),
});

const report = record<InventoryReport>({
  kind: constant('846'),
  partnerId: header(text('TradingPartnerId')),
  vendor: header(text('Vendor')),
  number: header(text('DocumentId')),
  purpose: header(text('TsetPurposeCode')),
  reportType: header(text('ReportTypeCode')),
  inventoryDate: header(date('InventoryDate')),
  inventoryTime: header(text('InventoryTime')),
  action: header(text('ActionCode')),
  currency: header(text('BuyersCurrency')),
  division: header(text('Division')),
  department: header(text('Department')),
  dates: at('Header', dates),
  contacts: at('Header', contacts),
  addresses: at('Header', addresses),
  references: at('Header', references),
  notes: at('Header', notes),
  sections: list('Structure', section),
  totalAmount: at('Summary', decimal('TotalAmount')),
  totalLines: at('Summary', text('TotalLineItemNumber')),
  totalQuantity: at('Summary', decimal('TotalQuantity')),
});

/** What an 846 says. */
export function toInventoryReport(document: Pick<RsxDocument, 'root'>): InventoryReport {
  return report.read(rootCursor('846', document.root));
}

/** The tree of an 846, in schema order and without blanks. */
export function fromInventoryReport(value: InventoryReport): RsxNode {
  const draft = newDraft('ItemRegistry');
  report.write(value, draft);
  return finishDocument('846', draft);
}
