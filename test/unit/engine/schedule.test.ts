import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPaused, isRunDue, napBefore, nextRun, quietMinutesLeft, type ScheduleSpec } from '#core/engine/schedule.ts';
import { instant, milliseconds } from '#core/domain/time.ts';

const spec: ScheduleSpec = { everyMinutes: 10, quietFrom: undefined, quietTo: undefined, timeZone: 'America/Chicago' };
const night: ScheduleSpec = { ...spec, quietFrom: '22:00', quietTo: '05:30' };
const never = { paused: false, pausedUntil: undefined, lastRunAt: undefined, nextRunAt: undefined };

describe('the schedule', () => {
  it('never goes back and stays within the interval, the minute off the hour and the quiet window', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (everyMinutes, from, fraction) => {
          const next = milliseconds(nextRun({ ...night, everyMinutes }, instant(from), fraction));
          expect(next).toBeGreaterThan(from);
          expect(quietMinutesLeft(night, instant(next))).toBe(0);
          expect(next - from).toBeLessThan(everyMinutes * 60_000 + 8 * 3_600_000);
        },
      ),
    );
  });
  it('keeps off the top of the hour', () => {
    const next = nextRun(spec, '2026-03-02T09:50:30.000Z', 0.99);
    expect(next.slice(14, 16)).not.toBe('00');
  });
  it('keeps off it after quiet hours too, which end on the hour more often than not', () => {
    const early: ScheduleSpec = { ...spec, quietFrom: '22:00', quietTo: '06:00', timeZone: 'UTC' };
    for (const fraction of [0, 0.3, 0.99]) {
      const next = nextRun(early, '2026-03-02T21:55:00.000Z', fraction);
      expect(next.slice(0, 13)).toBe('2026-03-03T06');
      expect(next.slice(14, 16)).not.toBe('00');
    }
  });
  it('sleeps until the next run, and does not look again and again for one that may not begin', () => {
    const moment = { ...never, now: '2026-03-02T15:00:00.000Z', nextRunAt: '2026-03-02T15:00:20.000Z' };
    expect(napBefore(moment, 60_000)).toBe(20_001);
    expect(napBefore({ ...moment, nextRunAt: '2026-03-02T14:50:00.000Z' }, 60_000)).toBe(60_000);
    expect(napBefore({ ...moment, nextRunAt: undefined }, 60_000)).toBe(60_000);
    const paused = { ...moment, paused: true, nextRunAt: '2026-03-02T14:50:00.000Z' };
    expect(napBefore(paused, 60_000)).toBe(60_000);
    expect(napBefore({ ...paused, pausedUntil: '2026-03-02T15:00:30.000Z' }, 60_000)).toBe(30_001);
  });
  it('runs once for all that was missed while the machine slept', () => {
    expect(isRunDue(spec, { ...never, now: '2026-03-02T15:00:00.000Z', nextRunAt: '2026-03-02T02:00:00.000Z' })).toBe(true);
    expect(isRunDue(spec, { ...never, now: '2026-03-02T15:00:00.000Z', nextRunAt: '2026-03-02T15:09:00.000Z' })).toBe(false);
  });
  it('runs when the clock was set back', () => {
    const moment = {
      ...never,
      now: '2026-03-01T15:00:00.000Z',
      lastRunAt: '2026-03-02T15:00:00.000Z',
      nextRunAt: '2026-03-02T15:10:00.000Z',
    };
    expect(isRunDue(spec, moment)).toBe(true);
  });
  it('rests in quiet hours, over midnight too', () => {
    expect(quietMinutesLeft(night, '2026-03-02T05:00:00.000Z')).toBe(390);
    expect(isRunDue(night, { ...never, now: '2026-03-02T05:00:00.000Z' })).toBe(false);
    expect(isRunDue(night, { ...never, now: '2026-03-02T11:31:00.000Z' })).toBe(true);
  });
  it('ends quiet hours where the wall says it in the nights when clocks change', () => {
    // Chicago, 2026: back from 2 to 1 o'clock on November 1, on from 2 to 3 o'clock on March 8.
    expect(quietMinutesLeft(night, '2026-11-01T04:30:00.000Z')).toBe(420);
    expect(nextRun(night, '2026-11-01T04:30:00.000Z', 0)).toBe('2026-11-01T11:30:00.000Z');
    expect(quietMinutesLeft(night, '2026-03-08T06:30:00.000Z')).toBe(240);
    expect(nextRun(night, '2026-03-08T06:30:00.000Z', 0)).toBe('2026-03-08T10:30:00.000Z');
    const noSuchTime: ScheduleSpec = { ...night, quietTo: '02:30' };
    for (const at of ['2026-03-08T06:30:00.000Z', '2026-03-08T07:59:00.000Z'])
      expect(milliseconds(nextRun(noSuchTime, at, 0))).toBeGreaterThan(milliseconds('2026-03-08T08:00:00.000Z'));
  });
  it('ends a pause by itself', () => {
    const pause = { paused: true, pausedUntil: '2026-03-02T12:00:00.000Z' };
    expect(isPaused({ ...pause, now: '2026-03-02T11:59:59.000Z' })).toBe(true);
    expect(isPaused({ ...pause, now: '2026-03-02T12:00:00.000Z' })).toBe(false);
  });
});
