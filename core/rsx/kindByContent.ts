import type { DocumentKind } from '#core/domain/purchaseOrder.ts';
import type { RsxNode } from '#core/domain/rsx.ts';

/** What is known about a file beside its content; only breaks ties. `in` is what SPS sent to us. */
export interface ReadingHint {
  readonly direction?: 'in' | 'out';
  readonly fileName?: string;
}

const headers: readonly (readonly [string, DocumentKind])[] = [
  ['InvoiceHeader', '810'],
  ['ShipmentHeader', '856'],
  ['HeaderReport', '846'],
];

/**
 * The kind of a JSON document that came without a name, told by its content: the header group where it has its own,
 * else by what only an acknowledgment or only a change carries. An 855 cannot hold change marks, so both together are
 * an 865. Without any mark the file name's SPS prefix and the direction decide, else it is an 850.
 */
export function kindByContent(content: RsxNode, hint: ReadingHint): DocumentKind {
  const headerGroups = content.children.filter((child) => child.name === 'Header').flatMap((header) => header.children);
  for (const [name, kind] of headers) if (headerGroups.some((group) => group.name === name)) return kind;
  const orderHeader = names(headerGroups.filter((group) => group.name === 'OrderHeader'));
  const lines = content.children.filter((child) => child.name === 'LineItem');
  const acknowledges =
    orderHeader.has('AcknowledgementDate') ||
    orderHeader.has('AcknowledgementNumber') ||
    lines.some((line) => line.children.some((group) => group.name === 'LineItemAcknowledgement'));
  const changes =
    orderHeader.has('ChangeOrderSeqNumber') ||
    orderHeader.has('POChangeDate') ||
    lines.some((line) => names(line.children).has('LineChangeCode'));
  if (orderHeader.has('POChangeAcknowledgeDate') || (acknowledges && changes)) return '865';
  if (acknowledges) return '855';
  return changes ? '860' : withoutMarks(hint);
}

function names(groups: readonly RsxNode[]): ReadonlySet<string> {
  return new Set(groups.flatMap((group) => group.children.map((child) => child.name)));
}

/** SPS's form (`PC123.json`, `PR_1.json`): words that begin so (`pcb-orders.json`, `product.json`) say nothing. */
const spsPrefix = /^[A-Z]{2}(?=[\d_-])/;

function withoutMarks({ direction, fileName = '' }: ReadingHint): DocumentKind {
  const name = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  switch (spsPrefix.exec(name)?.[0]) {
    case 'PC':
      return direction === 'out' ? '855' : '860';
    case 'PR':
      return direction === 'in' ? '850' : '855';
    case 'CA':
      return direction === 'in' ? '850' : '865';
    default:
      return direction === 'out' ? '855' : '850';
  }
}
