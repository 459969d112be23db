import type { RsxDocument, RsxNode } from '#core/domain/rsx.ts';
import { parseLocalDate } from '#core/domain/time.ts';

/** The keys of a document of any kind, trimmed; '' where it has none. */
export interface DocumentKeys {
  readonly partnerId: string;
  readonly vendor: string;
  /** The document's own number: purchase order (850, 855, 860, 865), shipment, invoice or inventory report. */
  readonly number: string;
  readonly release: string;
  readonly purpose: string;
  readonly changeSequence: string;
  /** The document's own date, `YYYY-MM-DD`; '' where absent or impossible. */
  readonly documentDate: string;
}

interface Names {
  readonly header: string;
  readonly number: string;
  readonly dates: readonly string[];
}

const names: Record<RsxDocument['kind'], Names> = {
  '850': { header: 'OrderHeader', number: 'PurchaseOrderNumber', dates: ['PurchaseOrderDate'] },
  '855': { header: 'OrderHeader', number: 'PurchaseOrderNumber', dates: ['AcknowledgementDate', 'PurchaseOrderDate'] },
  '860': { header: 'OrderHeader', number: 'PurchaseOrderNumber', dates: ['POChangeDate', 'PurchaseOrderDate'] },
  '865': {
    header: 'OrderHeader',
    number: 'PurchaseOrderNumber',
    dates: ['POChangeAcknowledgeDate', 'AcknowledgementDate', 'POChangeDate'],
  },
  '856': { header: 'ShipmentHeader', number: 'ShipmentIdentification', dates: ['ShipNoticeDate', 'ShipDate'] },
  '810': { header: 'InvoiceHeader', number: 'InvoiceNumber', dates: ['InvoiceDate'] },
  '846': { header: 'HeaderReport', number: 'DocumentId', dates: ['InventoryDate'] },
};

/** The keys of a document, straight from its tree: what is stored beside it and what it is found by. */
export function describeDocument({ kind, root }: Pick<RsxDocument, 'kind' | 'root'>): DocumentKeys {
  const { header: headerName, number, dates } = names[kind];
  const header = child(child(root, 'Header'), headerName);
  // A shipment names vendor and release on its orders.
  const order = kind === '856' ? firstOrder(root) : undefined;
  const text = (name: string): string => textOf(header, name) || textOf(order, name);
  return {
    partnerId: text('TradingPartnerId'),
    vendor: text('Vendor'),
    number: text(number),
    release: text('ReleaseNumber'),
    purpose: text('TsetPurposeCode'),
    changeSequence: text('ChangeOrderSeqNumber'),
    documentDate: dates.map((name) => parseLocalDate(text(name))).find((date) => date !== undefined) ?? '',
  };
}

function child(node: RsxNode | undefined, name: string): RsxNode | undefined {
  return node?.children.find((candidate) => candidate.name === name);
}

function textOf(node: RsxNode | undefined, name: string): string {
  return child(node, name)?.text?.trim() ?? '';
}

function firstOrder(node: RsxNode): RsxNode | undefined {
  for (const level of node.children) {
    if (!level.name.endsWith('Level')) continue;
    const found = (level.name === 'OrderLevel' ? child(level, 'OrderHeader') : undefined) ?? firstOrder(level);
    if (found) return found;
  }
  return undefined;
}
