import { describe, expect, it } from 'vitest';
import type { PostingHead } from '#core/dynamics/journals.types.ts';
import { firstOfEach, mostListed } from '#core/engine/outbound/otherCustomers.ts';
import { posting } from '../../drafting/fixture.ts';

const head = (key: string, customer: string, company = 'USMF'): PostingHead => ({
  key,
  tag: 't',
  posting: posting('invoice', [], { key, customer, company }),
});
const of = (customer: string, count: number): readonly PostingHead[] =>
  Array.from({ length: count }, (_none, at) => head(`${customer}/${at}`, customer));
const keys = (heads: readonly PostingHead[]): readonly string[] => heads.map(({ key }) => key);

describe('postings of customers who are no partner', () => {
  it('are listed up to a few of each', () => {
    expect(keys(firstOfEach([...of('A', 9), ...of('B', 1)], []))).toEqual(['A/0', 'A/1', 'A/2', 'B/0']);
  });

  it('count what is listed already, whatever the case of the company', () => {
    const listed = [{ company: 'usmf', customer: 'A', count: mostListed - 1 }];
    expect(keys(firstOfEach(of('A', 9), listed))).toEqual(['A/0']);
    expect(keys(firstOfEach([head('x', 'A', 'DEMF')], [{ company: 'usmf', customer: 'A', count: 9 }]))).toEqual(['x']);
  });

  it('stay together with what takes them back', () => {
    const rows = [...of('A', mostListed), { ...head('A/0', 'A'), reversal: true as const }];
    expect(firstOfEach(rows, [])).toEqual(rows);
  });
});
