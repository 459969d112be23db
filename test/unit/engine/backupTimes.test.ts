import { describe, expect, it } from 'vitest';
import { firstSettings, isLate, nextBackup, type BackupMoment } from '#core/engine/backups/backupTimes.ts';

const settings = { ...firstSettings, automatic: true, folder: '/backups', at: '02:30' };
const moment = (change: Partial<BackupMoment>): BackupMoment => ({
  now: '2026-03-05T15:00:00.000Z',
  timeZone: 'America/Chicago',
  lastAutomaticAt: undefined,
  failedAt: undefined,
  ...change,
});

describe('the next automatic backup', () => {
  it.each<readonly [string, Partial<BackupMoment>, string]>([
    ['none was made', {}, '2026-03-05T08:30:00.000Z'],
    ["today's is made", { lastAutomaticAt: '2026-03-05T08:31:00.000Z' }, '2026-03-06T08:30:00.000Z'],
    ["yesterday's is made, today's time has passed", { lastAutomaticAt: '2026-03-04T08:31:00.000Z' }, '2026-03-05T08:30:00.000Z'],
    [
      "today's time is still to come",
      { now: '2026-03-05T07:00:00.000Z', lastAutomaticAt: '2026-03-04T08:31:00.000Z' },
      '2026-03-05T08:30:00.000Z',
    ],
    [
      'the machine was off for days, and it is not time yet',
      { now: '2026-03-05T07:00:00.000Z', lastAutomaticAt: '2026-03-01T08:31:00.000Z' },
      '2026-03-05T07:00:00.000Z',
    ],
    ['the last try failed', { failedAt: '2026-03-05T14:50:00.000Z' }, '2026-03-05T15:50:00.000Z'],
    [
      'a failure is older than the last good one',
      { failedAt: '2026-03-05T08:00:00.000Z', lastAutomaticAt: '2026-03-05T09:00:00.000Z' },
      '2026-03-06T08:30:00.000Z',
    ],
    [
      'the clock leaps over the time',
      { now: '2026-03-08T20:00:00.000Z', lastAutomaticAt: '2026-03-07T08:31:00.000Z' },
      '2026-03-08T08:30:00.000Z',
    ],
    [
      'the day is 25 hours long',
      { now: '2026-11-01T20:00:00.000Z', lastAutomaticAt: '2026-10-31T08:00:00.000Z' },
      '2026-11-01T08:30:00.000Z',
    ],
  ])('where %s', (_what, change, expected) => {
    expect(nextBackup(settings, moment(change))).toBe(expected);
  });

  it.each<readonly [string, string, Partial<BackupMoment>, string]>([
    [
      'late on it, before its time',
      '23:30',
      { now: '2026-11-01T20:00:00.000Z', lastAutomaticAt: '2026-11-01T04:30:10.000Z' },
      '2026-11-02T05:30:00.000Z',
    ],
    [
      'late on it, after its time',
      '23:30',
      { now: '2026-11-02T05:40:00.000Z', lastAutomaticAt: '2026-11-02T05:30:10.000Z' },
      '2026-11-03T05:30:00.000Z',
    ],
    [
      'just after midnight',
      '00:15',
      { now: '2026-11-01T20:00:00.000Z', lastAutomaticAt: '2026-11-01T05:15:10.000Z' },
      '2026-11-02T06:15:00.000Z',
    ],
  ])('is made once on a day of 25 hours, %s', (_what, at, change, expected) => {
    expect(nextBackup({ ...settings, at }, moment(change))).toBe(expected);
  });

  it('is that of the day of 23 hours, on the evening before it', () => {
    const evening = moment({ now: '2026-03-08T05:45:00.000Z', lastAutomaticAt: '2026-03-08T05:30:10.000Z' });
    expect(nextBackup({ ...settings, at: '23:30' }, evening)).toBe('2026-03-09T04:30:00.000Z');
  });

  it.each<readonly [string, Partial<BackupMoment>]>([
    ['was made', { lastAutomaticAt: '2031-01-01T08:30:00.000Z' }],
    ['failed', { lastAutomaticAt: '2026-03-04T08:31:00.000Z', failedAt: '2031-01-01T08:30:00.000Z' }],
  ])('does not wait for the year in which the clock stood when the last one %s', (_what, change) => {
    expect(nextBackup(settings, moment(change))).toBe('2026-03-05T08:30:00.000Z');
  });

  it('is none while it is off or has no folder', () => {
    expect(nextBackup({ ...settings, automatic: false }, moment({}))).toBeUndefined();
    expect(nextBackup({ ...settings, folder: '' }, moment({}))).toBeUndefined();
  });
});

it('a good backup is late when it is older than the days that were set, or gone', () => {
  const last = { at: '2026-03-01T15:00:00.000Z', folder: '/b', bytes: 1, by: 'dana', there: true };
  expect(isLate({ ...settings, warnAfterDays: 4 }, last, '2026-03-05T14:59:00.000Z')).toBe(false);
  expect(isLate({ ...settings, warnAfterDays: 4 }, last, '2026-03-05T15:01:00.000Z')).toBe(true);
  expect(isLate({ ...settings, warnAfterDays: 40 }, { ...last, there: false }, '2026-03-05T15:01:00.000Z')).toBe(true);
  expect(isLate(settings, undefined, '2026-03-05T15:01:00.000Z')).toBe(true);
  expect(isLate(settings, { ...last, at: '2031-01-01T08:30:00.000Z' }, '2026-03-05T15:01:00.000Z')).toBe(true);
});
