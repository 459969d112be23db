import { describe, expect, it } from 'vitest';
import type { Finding } from '#core/domain/finding.ts';
import { fixStep } from '#core/domain/fixSteps.ts';
import { ruleCatalogue } from '#core/domain/rules/catalogue.ts';
import { choicesOf } from '#core/domain/states.ts';
import { elsewhereCases, type Stop } from './elsewhereCases.ts';
import { ruleCases } from './cases.ts';
import { ackCases } from './outbound/ackCases.ts';
import { generalCases } from './outbound/generalCases.ts';
import { invoiceCases } from './outbound/invoiceCases.ts';
import { noticeCases } from './outbound/noticeCases.ts';
import { said as saidOf } from './outbound/support.ts';
import { said } from './support.ts';

describe.each(elsewhereCases)('rule $rule, decided outside the checks', ({ rule, passes, fails, stop, lacks }) => {
  it('passes', () => {
    expect(passes).toEqual([]);
  });
  it('stops with exactly this', () => {
    expect(fails.map(({ message }) => message)).toEqual([stop.message]);
    expect(fails.map((found) => found.rule)).toEqual([rule]);
  });
  it(`says nothing where data lacks: ${lacks[0]}`, () => {
    expect(lacks[1]).toEqual([]);
  });
});

/** Everything that a broken rule of the catalogue says, by every part of the program that decides it. */
const broken: readonly (readonly [string, readonly Stop[]])[] = [
  ...ruleCases.map(({ rule, fails }) => [rule, said(...fails, rule)] as const),
  ...[...generalCases, ...ackCases, ...noticeCases, ...invoiceCases].map(
    ({ rule, fails }) => [rule, saidOf(fails, rule)] as const,
  ),
  ...elsewhereCases.map(({ rule, fails }) => [rule, fails] as const),
];
const sentence = /^\p{Lu}.*[.:!?]$/su;

describe('the whole catalogue', () => {
  it('is broken here by a document each', () => {
    expect(new Set(broken.map(([rule]) => rule))).toEqual(new Set(ruleCatalogue.map(({ id }) => id)));
    expect(broken.filter(([, stops]) => stops.length === 0)).toEqual([]);
  });

  it.each(broken)('%s says what is wrong, what it should be, what it costs, and what puts it right', (_rule, stops) => {
    for (const stop of stops) {
      expect(stop.message).toMatch(/^[\p{Lu}\d].{8,}$/su);
      if ('severity' in stop) isWhole(stop);
      else {
        // What a document is decides the choices that a person has: one of them is the fix.
        expect(stop.nextStep).toMatch(sentence);
        expect(stop.consequence).toMatch(sentence);
        expect(stop.fix !== undefined || choicesOf[stop.cause].length > 0).toBe(true);
      }
    }
  });
});

function isWhole({ value, expected, cost, fix, message }: Finding): void {
  expect(expected ?? '').not.toBe('');
  // Where nothing stands there is no value to show: the message says what is missing.
  if (value === undefined) expect(message).toMatch(/missing|has no|needs|no serial|nobody has said|not on the/);
  expect(cost).toMatch(sentence);
  expect(fix && fixStep(fix)).toMatch(sentence);
}
