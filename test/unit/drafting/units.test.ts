import { describe, expect, it } from 'vitest';
import { backToOrdered } from '#core/drafting/units.ts';
import { line } from '../mapping/fixture.ts';
import { draftOrder } from './fixture.ts';

/** What a posted quantity is in the 850's unit, where one of it is so many posted units. */
function back(quantity: string, unit: string, factor: string, ordered: { readonly unit: string; readonly quantity: string }) {
  const known = { position: 1, itemNumber: 'D1', units: [{ unit, factor }] };
  const result = backToOrdered({ quantity, unit }, line(1, ordered), known, draftOrder());
  return ['quantity' in result ? result.quantity : 'held', result.finding?.severity];
}

const eaches = { unit: 'EA', quantity: '24' };
const cases = { unit: 'CA', quantity: '2' };
const twelfth = '0.083333333333333333333';

describe('a posted quantity in the unit of the 850', () => {
  it.each([
    ['eaches of a case', ['24', 'ea', '12', cases], ['2', undefined]],
    ['a broken case', ['18', 'ea', '12', cases], ['1.5', 'HOLD']],
    ['a remainder', ['7', 'ea', '12', cases], ['held', 'BLOCK']],
    ['cases where eaches were ordered', ['2', 'cs', '0.125', eaches], ['16', undefined]],
    ['cases whose part has no end', ['2', 'cs', twelfth, eaches], ['24', undefined]],
    ['one of them', ['1', 'cs', twelfth, eaches], ['12', undefined]],
    ['a part of a case that is no each', ['0.3', 'cs', twelfth, eaches], ['3.6', 'HOLD']],
  ] as const)('%s', (_name, [quantity, unit, factor, ordered], expected) => {
    expect(back(quantity, unit, factor, ordered)).toEqual(expected);
  });
});
