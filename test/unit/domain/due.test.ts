import { expect, it } from 'vitest';
import { dueUntil } from '#core/domain/due.ts';

it('what is due at an instant is in time until then, by a day until its end where the desk is', () => {
  expect(dueUntil('2026-03-01T21:00:00.000Z', 'America/New_York')).toBe('2026-03-01T21:00:00.000Z');
  expect(dueUntil('2026-03-01', 'UTC')).toBe('2026-03-01T23:59:59.999Z');
  expect(dueUntil('2026-03-01', 'America/New_York')).toBe('2026-03-02T04:59:59.999Z');
  expect(dueUntil('2026-03-01', 'Asia/Tokyo')).toBe('2026-03-01T14:59:59.999Z');
  // The night in which the clocks go forward there.
  expect(dueUntil('2026-03-08', 'America/New_York')).toBe('2026-03-09T03:59:59.999Z');
});
