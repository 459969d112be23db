import { describe, expect, it } from 'vitest';
import type { PackingView } from '#core/contract/views/packing.ts';
import {
  addCarton,
  changeCarton,
  lineOfCode,
  moveLine,
  openOf,
  putIn,
  removeCarton,
  splitCarton,
  type Packing,
} from '../../../renderer/features/packing/edit.ts';

const line = (slipLine: number, itemNumber: string, quantity: string, store = ''): PackingView['lines'][number] => ({
  slipLine,
  purchaseOrder: 'PO-1',
  lineNumber: String(slipLine),
  store,
  itemNumber,
  buyerPart: `B${itemNumber}`,
  upc: '',
  description: '',
  quantity,
  unit: 'ea',
});
const lines = [line(1, 'D0001', '24'), line(2, 'D0002', '5', '101'), line(3, 'D0001', '6')] as const;
const empty: Packing = { cartons: [], pallets: [] };
const shown = ({ cartons }: Packing) =>
  cartons.map(
    (carton) => `${carton.number}: ${carton.lines.map(({ slipLine, quantity }) => `${slipLine}×${quantity}`).join(' ')}`,
  );

describe('packing by hand', () => {
  it('puts goods into cartons, adds to what is there, and tells what is open', () => {
    const packing = putIn(putIn(addCarton(empty), 1, lines[0], '12'), 1, lines[0], '2');
    expect(shown(packing)).toEqual(['1: 1×14']);
    expect(openOf(packing, lines[0]).toFixed()).toBe('10');
    expect(putIn(packing, 1, lines[0], 'x')).toBe(packing);
    expect(putIn(packing, 9, lines[0], '1')).toBe(packing);
  });
  it('marks a carton for the store of its first goods', () => {
    expect(putIn(addCarton(empty), 1, lines[1], '5').cartons[0]?.store).toBe('101');
  });
  it('finds the line of a scanned code that has something open', () => {
    expect(lineOfCode(lines, empty, ' BD0002 ')?.slipLine).toBe(2);
    expect(lineOfCode(lines, putIn(addCarton(empty), 1, lines[0], '24'), 'D0001')?.slipLine).toBe(3);
    expect(lineOfCode(lines, empty, '#3')?.slipLine).toBe(3);
    expect(lineOfCode(lines, empty, 'D9')).toBeUndefined();
  });
  it('moves and splits without losing anything, and counts cartons anew', () => {
    const packing = putIn(putIn(addCarton(empty), 1, lines[0], '24'), 1, lines[2], '6');
    expect(shown(moveLine(packing, 1, 1, 2, lines))).toEqual(['1: 1×24', '2: 3×6']);
    const split = splitCarton(packing, 1);
    expect(shown(split)).toEqual(['1: 1×24', '2: 3×6']);
    expect(shown(splitCarton(split, 1))).toEqual(['1: 1×12', '2: 1×12', '3: 3×6']);
    expect(shown(removeCarton(splitCarton(split, 1), 1))).toEqual(['1: 1×12', '2: 3×6']);
  });
  it('has as many pallets as cartons stand on, and they keep their numbers', () => {
    const two = addCarton(addCarton(empty));
    const placed = changeCarton(changeCarton(two, 1, { pallet: 1 }), 2, { pallet: 2 });
    const numbered: Packing = { ...placed, pallets: placed.pallets.map((pallet) => ({ ...pallet, sscc: '006141411000000019' })) };
    expect(changeCarton(numbered, 2, { pallet: 1 }).pallets).toEqual([
      expect.objectContaining({ number: 1, sscc: '006141411000000019' }),
    ]);
  });
});
