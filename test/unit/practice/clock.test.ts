import { expect, it } from 'vitest';
import { createPracticeClock, dayAfter } from '#core/practice/clock.ts';
import { createGenerator } from '#core/practice/orders/generator.ts';

const chicago = 'America/Chicago';
const at = (text: string) => () => Date.parse(text);

it.each([
  ['an evening in winter', '2026-11-28T03:15:00Z', '2026-11-27T21:15:00.000Z'],
  ['an evening in summer', '2026-07-01T04:59:59Z', '2026-06-30T23:59:59.000Z'],
  ['midnight', '2026-03-01T06:00:00Z', '2026-03-01T00:00:00.000Z'],
  ['the hour that is there twice', '2026-11-01T06:30:00Z', '2026-11-01T01:30:00.000Z'],
])('shows on the wall of a company in Chicago what clocks show there: %s', (_when, utc, shown) => {
  const clock = createPracticeClock(at(utc), chicago);
  expect(new Date(clock.wall()).toISOString()).toBe(shown);
  expect(clock.now()).toBe(Date.parse(utc));
});

it('follows clocks that are put back while it goes', () => {
  const clock = createPracticeClock(at('2026-11-01T06:59:00Z'), chicago);
  expect(new Date(clock.wall()).toISOString()).toBe('2026-11-01T01:59:00.000Z');
  clock.advance(1);
  expect(new Date(clock.wall()).toISOString()).toBe('2026-11-01T01:00:00.000Z');
});

it('has the days of UTC until a zone is named, of that one from then on, and none that nobody knows', () => {
  const clock = createPracticeClock(at('2026-11-28T03:15:00Z'));
  expect(dayAfter(clock.wall(), 0)).toBe('2026-11-28');
  clock.keepZone(chicago);
  expect([dayAfter(clock.wall(), 0), dayAfter(clock.wall(), 8)]).toEqual(['2026-11-27', '2026-12-05']);
  clock.advance(3 * 60);
  expect(dayAfter(clock.wall(), 0)).toBe('2026-11-28');
  expect(() => clock.keepZone('Chicago')).toThrow(RangeError);
});

it('orders in an evening by the day of the buyer', () => {
  const generator = createGenerator(4, createPracticeClock(at('2026-11-28T03:15:00Z'), chicago));
  const [file] = generator.place({ count: 1, family: 'bulk', oddity: 'change' });
  expect(new TextDecoder().decode(file?.bytes)).toContain('<PurchaseOrderDate>2026-11-27</PurchaseOrderDate>');
});
