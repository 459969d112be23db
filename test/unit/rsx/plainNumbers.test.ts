import { describe, expect, test } from 'vitest';
import type { RsxNode } from '#core/domain/rsx.ts';
import { plainNumbers } from '#core/rsx/plainNumbers.ts';
import { example, readOne } from './helpers.ts';

const line = (xml: string): RsxNode => readOne(`<Order><LineItem><OrderLine>${xml}</OrderLine></LineItem></Order>`).root;
const texts = (node: RsxNode): readonly string[] => [
  ...(node.text === undefined ? [] : [node.text]),
  ...node.children.flatMap(texts),
];
const shown = (xml: string): readonly string[] => texts(plainNumbers(line(xml)));

describe('numbers for comparing', () => {
  test.each([
    ['10', '10'],
    ['10.0', '10'],
    ['10.', '10'],
    ['+10', '10'],
    ['010.50', '10.5'],
    ['.5', '0.5'],
    ['0.50', '0.5'],
    ['-0.0', '0'],
    ['-0.10', '-0.1'],
    [' 10.00 ', '10'],
    ['100', '100'],
    ['12345678901234567890.10', '12345678901234567890.1'],
    ['1e1', '1e1'],
    ['1,200', '1,200'],
    ['.', '.'],
    ['-', '-'],
    ['ten', 'ten'],
    ['', ''],
  ])('%j is %j', (from, to) => {
    expect(shown(`<OrderQty>${from}</OrderQty>`)).toEqual([to]);
  });

  test('leave identifiers and what the schema does not know as they are', () => {
    const others =
      '<LineSequenceNumber>001</LineSequenceNumber><BuyerPartNumber>0010.0</BuyerPartNumber><ConsumerPackageCode>00614</ConsumerPackageCode><Odd>1.0</Odd>';
    expect(shown(others)).toEqual(['001', '0010.0', '00614', '1.0']);
  });

  test('change nothing of a document but its numbers, and no name or place', () => {
    const before = readOne(example('850-order')).root;
    const names = (node: RsxNode): readonly string[] => [node.name, ...node.children.flatMap(names)];
    expect(names(plainNumbers(before))).toEqual(names(before));
    expect(texts(before)).toContain('12.50');
    expect(texts(plainNumbers(before))).toContain('12.5');
  });
});
