import { describe, expect, it } from 'vitest';
import { turnsOf } from '#core/engine/outbound/draftTurns.ts';
import { blank } from '#core/engine/outbound/planParts.ts';

const planned = (name: string, ...threadIds: readonly number[]) => ({
  ...blank,
  kind: '856' as const,
  threadIds,
  postingKeys: [name],
});

describe('turns of drafting', () => {
  it('takes documents of different orders together, and those of one order one after another', () => {
    const turns = turnsOf([planned('a', 1), planned('b', 2), planned('c', 1), planned('d', 1, 2), planned('e', 3)]);
    expect(turns.map((turn) => turn.map(({ postingKeys }) => postingKeys[0]))).toEqual([['a', 'b', 'e'], ['c'], ['d']]);
  });
  it('has no turn where there is nothing to draft', () => {
    expect(turnsOf([])).toEqual([]);
  });
});
