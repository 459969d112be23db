import { describe, expect, it } from 'vitest';
import type { PriceRow } from '#core/contract/views/prices.ts';
import { priceNote } from '#core/rules/priceNote.ts';

const line = (purchaseOrder: string, lineNumber: string): PriceRow['lines'][number] => ({
  holdId: 1,
  threadId: 1,
  documentId: 1,
  purchaseOrder,
  lineNumber,
  path: 'p',
  quantity: '24',
  difference: '24',
});
const row = (change: Partial<PriceRow> = {}): PriceRow => ({
  key: 'k',
  rule: '850-08',
  partnerId: 'P',
  vendor: 'V',
  partnerName: 'Northwind Home',
  itemNumber: 'D0001',
  buyerPart: 'NW-0001',
  vendorPart: '',
  description: 'Desk lamp',
  unit: 'EA',
  currency: 'USD',
  price: '13.50',
  expected: '12.50',
  expectedFrom: 'released-product',
  difference: '1',
  percent: '8.00',
  lineCount: 1,
  orderCount: 1,
  quantity: '24',
  money: '24',
  lines: [line('4711', '001')],
  accepted: [],
  otherOrders: [],
  blocks: false,
  ...change,
});

describe('the note to the buyer', () => {
  it('says order, item, both prices and what is asked for, and repeats it as a table', () => {
    const note = priceNote([row()]);
    expect(note.subject).toBe('Prices of purchase order 4711');
    expect(note.text).toContain('- Item NW-0001 (Desk lamp): you ordered at 13.50 USD per EA, our price is 12.50 USD per EA.');
    expect(note.text).toContain('Until then we cannot confirm these lines.');
    expect(note.rows).toEqual([['4711', '001', 'NW-0001', 'D0001', 'Desk lamp', '24', 'EA', '13.50', '12.50', '24']]);
    expect(note.header).toHaveLength(10);
  });

  it('asks for the unit where the pack explains the difference', () => {
    expect(priceNote([row({ rule: '850-09', price: '150', packFactor: '12' })]).text).toContain(
      '(they differ by about 12: is EA what you meant to order?)',
    );
  });

  it('takes several items in one mail, and says what its table leaves out', () => {
    const many = row({ lines: [line('4711', '001'), line('4712', '001')], lineCount: 60 });
    const note = priceNote([many, row({ itemNumber: 'D0002', buyerPart: '', vendorPart: 'CTS-2', currency: '', unit: '' })]);
    expect(note.subject).toBe('Prices of 2 purchase orders');
    expect(note.text).toContain('- Item CTS-2 (Desk lamp): you ordered at 13.50, our price is 12.50.');
    expect(note.text).toContain('(58 more lines of the same items are not in the table.)');
    expect(note.rows).toHaveLength(3);
  });
});
