import type { DocumentContent, ReadableNode } from '#core/contract/views/documents.ts';
import { labelOf } from './labels.ts';

/** A node with its place among the others. */
export interface PlacedRow {
  readonly node: ReadableNode;
  readonly parent: PlacedRow | undefined;
  readonly level: number;
  readonly label: string;
  readonly value: string;
  /** What the code in it means, '' where it is none. */
  readonly meaning: string;
  /** A group in one line, for when it is folded. */
  readonly summary: string;
  readonly position: number;
  readonly siblings: number;
}

export interface DocumentTree {
  /** Every node in the order of the document. */
  readonly rows: readonly PlacedRow[];
  readonly byPath: ReadonlyMap<string, PlacedRow>;
  /** Groups that are folded at first: their summary says everything. */
  readonly folded: ReadonlySet<string>;
}

type Codes = DocumentContent['codes'];

const fewFields = 10;
const fewLines = 3;
/** Groups whose fields are what a person came to read. */
const alwaysOpen = new Set(['OrderHeader', 'OrderLine', 'InvoiceHeader', 'ShipmentHeader', 'InvoiceLine', 'ShipmentLine']);

/** The tree of a document as rows, once for a document. */
export function documentTree(root: ReadableNode, codes: Codes): DocumentTree {
  const rows: PlacedRow[] = [];
  const folded = new Set<string>();
  const visit = (node: ReadableNode, parent: PlacedRow | undefined, position: number, siblings: number): void => {
    const value = node.children.length === 0 ? (node.text?.trim() ?? '') : '';
    const row: PlacedRow = {
      node,
      parent,
      level: parent ? parent.level + 1 : 1,
      label: labelOf(node.name),
      value,
      meaning: codes[`${node.name} ${value}`] ?? '',
      summary: summaryOf(node, codes),
      position,
      siblings,
    };
    rows.push(row);
    if (isFoldedAtFirst(node, siblings)) folded.add(node.path);
    node.children.forEach((child, index) => visit(child, row, index + 1, node.children.length));
  };
  // The root says nothing that the tab does not say already.
  root.children.forEach((child, index) => visit(child, undefined, index + 1, root.children.length));
  return { rows, byPath: new Map(rows.map((row) => [row.node.path, row])), folded };
}

function isFoldedAtFirst(node: ReadableNode, siblings: number): boolean {
  if (node.children.length === 0 || alwaysOpen.has(node.name)) return false;
  if (node.name === 'LineItem') return siblings > fewLines;
  return node.children.length <= fewFields && node.children.every((child) => child.children.length === 0);
}

function summaryOf(node: ReadableNode, codes: Codes): string {
  if (node.children.length === 0) return '';
  const line = node.children.find((child) => child.name === 'OrderLine');
  if (line) return lineSummary(node, line);
  if (node.children.some((child) => child.children.length > 0)) return '';
  return node.children
    .map((child) => codes[`${child.name} ${child.text?.trim() ?? ''}`] ?? figure(child))
    .filter((text) => text !== '')
    .join(' · ');
}

/** A value of a folded group; a bare number says what it counts. */
function figure({ name, text = '' }: ReadableNode): string {
  const value = text.trim();
  return /^-?\d+(\.\d+)?$/.test(value) && name !== 'PostalCode' ? `${labelOf(name)} ${value}` : value;
}

/** An order line as people say it: number, quantity, what, price. */
function lineSummary(item: ReadableNode, line: ReadableNode): string {
  const text = (name: string): string => line.children.find((child) => child.name === name)?.text?.trim() ?? '';
  const description = item.children
    .find((child) => child.name.startsWith('ProductOrItemDescription'))
    ?.children.find((child) => child.name === 'ProductDescription')
    ?.text?.trim();
  const quantity = `${text('OrderQty')} ${text('OrderQtyUOM')}`.trim();
  const price = text('PurchasePrice');
  const item1 = description ?? (text('BuyerPartNumber') || text('VendorPartNumber') || text('ConsumerPackageCode'));
  return [`#${text('LineSequenceNumber')}`, quantity, item1, price && `at ${price}`].filter((part) => part !== '').join(' · ');
}

/** The rows that are in sight with these groups folded. */
export function visibleRows(tree: DocumentTree, folded: ReadonlySet<string>): readonly PlacedRow[] {
  const visible: PlacedRow[] = [];
  let hiddenBelow = Infinity;
  for (const row of tree.rows) {
    if (row.level > hiddenBelow) continue;
    hiddenBelow = folded.has(row.node.path) ? row.level : Infinity;
    visible.push(row);
  }
  return visible;
}

/** The innermost node at a place of the raw text. */
export function rowAt(tree: DocumentTree, offset: number): PlacedRow | undefined {
  let low = 0;
  let high = tree.rows.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((tree.rows[middle]?.node.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  let row = tree.rows[low];
  while (row && !(row.node.start <= offset && offset < row.node.end)) row = row.parent;
  return row;
}

/** The folded set without the ancestors of a node, so that it is in sight. */
export function unfoldedTo(folded: ReadonlySet<string>, row: PlacedRow): ReadonlySet<string> {
  const next = new Set(folded);
  for (let ancestor = row.parent; ancestor; ancestor = ancestor.parent) next.delete(ancestor.node.path);
  return next.size === folded.size ? folded : next;
}
