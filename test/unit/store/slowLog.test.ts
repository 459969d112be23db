import { describe, expect, it } from 'vitest';
import { measured } from '#core/store/slowLog.ts';

/** Works for so long, as a statement does: without giving way. */
function busy(milliseconds: number): string {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
  return 'done';
}

describe('the slow-query log', () => {
  it('names what took long by itself, also when it failed, and nothing else', () => {
    const told: string[] = [];
    const note = (name: string): void => void told.push(name);
    expect(measured('quick', () => busy(0), note)).toBe('done');
    expect(measured('slow', () => busy(60), note)).toBe('done');
    expect(() =>
      measured(
        'failed',
        () => {
          busy(60);
          throw new Error('no');
        },
        note,
      ),
    ).toThrow('no');
    expect(told).toEqual(['slow', 'failed']);
  });
});
