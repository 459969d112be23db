import { describe, expect, it } from 'vitest';
import type { OrderChange } from '#core/domain/purchaseOrder.ts';
import { changedOrder } from '#core/engine/outbound/changes/changedOrder.ts';
import type { StoredChangeDecision } from '#core/store/types/changes.ts';
import { line, order } from '../../mapping/fixture.ts';

const accepted = {
  decision: 'accept',
  refusedLines: [],
  reason: 'agreed',
  who: 'Ann',
  at: '',
} as unknown as StoredChangeDecision;
const off = (percent: string) => [
  { indicator: 'A', code: 'C310', percent, unit: '', handling: '02', description: '', path: 'p' },
];
const net = (netDays: string) => [{ type: '01', basis: '3', netDays, description: '', path: 't' }];
const bought = order({
  allowances: off('2'),
  terms: net('30'),
  lines: [line(1, { allowances: off('5') }), line(2, { allowances: off('5') })],
});

describe('what is billed after a change that was accepted', () => {
  it('of an 860 rests on the terms and allowances that it names; what it leaves out stays', () => {
    const { kind: _kind, ...rest } = order({ allowances: [], terms: net('60') });
    const changed = { ...line(1, { allowances: off('4') }), changeCode: 'NC' };
    const change: OrderChange = { ...rest, kind: '860', changeSequence: '1', lines: [changed] };
    const after = changedOrder(bought, { change, documentId: 9, decision: accepted }, 'total');
    expect([after.terms, after.allowances]).toEqual([net('60'), off('2')]);
    expect(after.lines.map(({ allowances }) => allowances)).toEqual([off('4'), off('5')]);
  });
  it('of an 850 in place of another rests on what that says, also where it says none', () => {
    const change = order({
      purpose: '05',
      allowances: [],
      terms: net('60'),
      lines: [line(1), line(2, { allowances: off('3') })],
    });
    const after = changedOrder(bought, { change, documentId: 9, decision: accepted }, 'total');
    expect([after.terms, after.allowances]).toEqual([net('60'), []]);
    expect(after.lines.map(({ allowances }) => allowances)).toEqual([[], off('3')]);
    const refused = { ...accepted, decision: 'refuse' } as StoredChangeDecision;
    expect(changedOrder(bought, { change, documentId: 9, decision: refused }, 'total')).toBe(bought);
  });
});
