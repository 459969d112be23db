import { describe, expect, it } from 'vitest';
import { wildcard } from '#core/practice/dynamics/wildcard.ts';

describe('a text with * for anything', () => {
  it.each([
    ['*b*', 'abc', true],
    ['*b*', 'ac', false],
    ['a*', 'ABC', true],
    ['a*', 'bac', false],
    ['*c', 'abc', true],
    ['*c', 'abcd', false],
    ['a*c', 'ac', true],
    ['ab*bc', 'abc', false],
    ['*ab*ab*', 'xabyab', true],
    ['*ab*ab*', 'xaby', false],
    ['*', '', true],
    ['**', 'anything', true],
    ['a.c*', 'abc', false],
    ['*ss', 'STRASSE', false],
  ])('%s of %s: %s', (wanted, text, expected) => {
    expect(wildcard(wanted)(text)).toBe(expected);
  });

  it('ends soon, however many there are', () => {
    const started = performance.now();
    expect(wildcard(`${'*a'.repeat(25)}*b`)('a'.repeat(60))).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
