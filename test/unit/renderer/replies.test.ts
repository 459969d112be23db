import { describe, expect, it } from 'vitest';
import { createFormat } from '../../../renderer/lib/format.ts';
import { newestFirst, saidWords } from '../../../renderer/lib/replies.ts';

const now = Date.parse('2026-11-24T16:30:00.000Z');
const chicago = createFormat('America/Chicago');
const at = '2026-11-24T16:00:10.000Z';

describe('what the partner said', () => {
  it('stands with its last word first, whichever file came first', () => {
    const replies = [
      { id: 1, at: '2026-11-24T10:00:00.000Z', saidAt: '2026-11-24T09:00:00.000Z' },
      { id: 2, at: '2026-11-24T10:10:00.000Z', saidAt: '2026-11-24T08:00:00.000Z' },
      { id: 3, at: '2026-11-24T10:20:00.000Z' },
      // A clock that stands wrong, and a day alone: neither was said after it came.
      { id: 4, at: '2026-11-24T10:15:00.000Z', saidAt: '2026-11-25T09:00:00.000Z' },
      { id: 5, at: '2026-11-24T09:30:00.000Z', saidAt: '2026-11-24T00:00:00.000Z' },
    ];
    expect(newestFirst(replies).map(({ id }) => id)).toEqual([3, 4, 5, 1, 2]);
  });

  it('says when it was said where that is not the minute in which it came', () => {
    expect(saidWords({ id: 1, at }, chicago, now)).toBeUndefined();
    expect(saidWords({ id: 1, at, saidAt: '2026-11-24T16:00:02.000Z' }, chicago, now)).toBeUndefined();
    expect(saidWords({ id: 1, at, saidAt: '2026-11-24T15:58:00.000Z' }, chicago, now)).toBe('Nov 24, 09:58 CST');
  });

  it('names the day that the file names, in whatever zone', () => {
    expect(saidWords({ id: 1, at, saidAt: '2026-11-24T00:00:00.000Z' }, chicago, now)).toBe('Nov 24');
  });
});
