import { describe, expect, it } from 'vitest';
import { overwrittenBetween } from '#core/engine/intake/overwritten.ts';

const at = (minute: number): string => `2026-03-02T10:${String(minute).padStart(2, '0')}:00.000Z`;
const entry = (path: string, events: readonly (readonly [string, number])[], direction = 'out') => ({
  path,
  direction,
  events: events.map(([status, minute]) => ({ status, at: at(minute) })),
});

describe('what history says about a deleted file', () => {
  it('is that nobody read what was uploaded after the last download', () => {
    const lost = entry('out/a.xml', [
      ['uploaded', 1],
      ['downloaded', 2],
      ['uploaded', 3],
      ['deleted', 4],
    ]);
    expect(overwrittenBetween([lost])).toEqual([{ path: 'out/a.xml', at: at(3) }]);
  });
  it('is the same where SPS keeps one entry an upload', () => {
    const entries = [
      entry('out/a.xml', [
        ['uploaded', 3],
        ['deleted', 4],
      ]),
      entry('out/a.xml', [
        ['uploaded', 1],
        ['downloaded', 2],
      ]),
    ];
    expect(overwrittenBetween(entries)).toEqual([{ path: 'out/a.xml', at: at(3) }]);
  });
  it('is nothing when the new bytes were read before the delete, or nobody of ours was there', () => {
    expect(
      overwrittenBetween([
        entry('out/a.xml', [
          ['uploaded', 1],
          ['downloaded', 2],
          ['uploaded', 3],
          ['downloaded', 4],
          ['deleted', 5],
        ]),
        entry('out/b.xml', [
          ['uploaded', 1],
          ['deleted', 2],
        ]),
        entry('out/c.xml', [
          ['uploaded', 1],
          ['downloaded', 2],
          ['deleted', 3],
          ['uploaded', 4],
        ]),
      ]),
    ).toEqual([]);
  });
  it('does not concern what we sent', () => {
    const sent = entry(
      'in/a.xml',
      [
        ['uploaded', 1],
        ['downloaded', 2],
        ['uploaded', 3],
        ['deleted', 4],
      ],
      'in',
    );
    expect(overwrittenBetween([sent])).toEqual([]);
  });
});
