import { describe, expect, it } from 'vitest';
import type { ReadableNode } from '#core/contract/views/documents.ts';
import { labelOf } from '../../../renderer/features/document/labels.ts';
import { documentTree, rowAt, unfoldedTo, visibleRows } from '../../../renderer/features/document/tree.ts';

const leaf = (path: string, text: string, start: number, end: number): ReadableNode => ({
  name: path.slice(path.lastIndexOf('/') + 1),
  path,
  text,
  start,
  end,
  children: [],
});

const root: ReadableNode = {
  name: 'Order',
  path: 'Order',
  start: 0,
  end: 100,
  children: [
    {
      name: 'Dates',
      path: 'Order/Dates',
      start: 10,
      end: 50,
      children: [leaf('Order/Dates/DateTimeQualifier', '010', 15, 25), leaf('Order/Dates/Date', '2026-11-26', 30, 45)],
    },
    leaf('Order/Number', '0047', 60, 80),
  ],
};
const tree = documentTree(root, { 'DateTimeQualifier 010': 'Requested Ship' });

describe('the document in words', () => {
  it('folds small groups into what they say, with codes as their meaning', () => {
    expect(visibleRows(tree, tree.folded).map((row) => [row.label, row.summary || row.value])).toEqual([
      ['Dates', 'Requested Ship · 2026-11-26'],
      ['Number', '0047'],
    ]);
  });

  it('says what a bare number in a folded group counts', () => {
    const summary: ReadableNode = {
      ...root,
      children: [
        {
          name: 'Summary',
          path: 'Order/Summary',
          start: 0,
          end: 9,
          children: [leaf('Order/Summary/TotalAmount', '270.15', 1, 4), leaf('Order/Summary/PostalCode', '04101', 5, 8)],
        },
      ],
    };
    expect(documentTree(summary, {}).rows[0]?.summary).toBe('Total amount 270.15 · 04101');
  });

  it('finds the innermost element at a place of the raw text', () => {
    expect([12, 20, 31, 47, 60, 79].map((offset) => rowAt(tree, offset)?.node.path)).toEqual([
      'Order/Dates',
      'Order/Dates/DateTimeQualifier',
      'Order/Dates/Date',
      'Order/Dates',
      'Order/Number',
      'Order/Number',
    ]);
    expect(rowAt(tree, 55)).toBeUndefined();
    expect(rowAt(tree, 5)).toBeUndefined();
  });

  it('unfolds what hides an element, and nothing else', () => {
    const row = tree.byPath.get('Order/Dates/Date');
    expect(row).toBeDefined();
    if (!row) return;
    expect([...unfoldedTo(tree.folded, row)]).toEqual([]);
    const other = tree.byPath.get('Order/Number');
    expect(other && unfoldedTo(tree.folded, other)).toBe(tree.folded);
  });

  it.each([
    ['PurchaseOrderNumber', 'Purchase order number'],
    ['OrderQtyUOM', 'Order quantity unit'],
    ['TsetPurposeCode', 'Purpose code'],
    ['GTIN', 'GTIN'],
    ['Address1', 'Address'],
    ['FOBPayCode', 'FOB pay code'],
  ])('says %s as %s', (name, label) => {
    expect(labelOf(name)).toBe(label);
  });
});
