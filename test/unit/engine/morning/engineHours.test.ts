import { describe, expect, it } from 'vitest';
import { enginePartsOf, gapMinutesOf } from '#core/engine/morning/engineHours.ts';
import type { ScheduleSpec } from '#core/engine/schedule.ts';

const spec: ScheduleSpec = { everyMinutes: 10, quietFrom: undefined, quietTo: undefined, timeZone: 'America/Chicago' };
const clock = (time: string): string => `2026-03-03T${time}:00.000Z`;
const run = (from: string, outcome: 'good' | 'failed' | 'cancelled' | 'interrupted' | 'running' = 'good') => ({
  startedAt: clock(from),
  outcome,
});
const shown = (parts: ReturnType<typeof enginePartsOf>): readonly string[] =>
  parts.map(({ from, to, state }) => `${from.slice(11, 16)}-${to.slice(11, 16)} ${state}`);

describe('the hours of the engine', () => {
  it('are one part where every run went well', () => {
    const parts = enginePartsOf({
      spec,
      from: clock('06:00'),
      to: clock('07:00'),
      runs: ['05:59', '06:09', '06:20', '06:30', '06:41', '06:52'].map((at) => run(at)),
    });
    expect(shown(parts)).toEqual(['06:00-07:00 ran']);
    expect(gapMinutesOf(parts)).toBe(0);
  });

  it('say when no run came: two intervals and five minutes after the last', () => {
    const parts = enginePartsOf({
      spec,
      from: clock('06:00'),
      to: clock('09:00'),
      runs: [run('06:00'), run('08:00'), run('08:55')],
    });
    expect(shown(parts)).toEqual([
      '06:00-06:25 ran',
      '06:25-08:00 none',
      '08:00-08:25 ran',
      '08:25-08:55 none',
      '08:55-09:00 ran',
    ]);
    expect(gapMinutesOf(parts)).toBe(95 + 30);
  });

  it('show a run that failed until the next one, and none that a person cancelled', () => {
    const parts = enginePartsOf({
      spec,
      from: clock('06:00'),
      to: clock('06:40'),
      runs: [run('06:00'), run('06:10', 'failed'), run('06:20', 'cancelled'), run('06:30', 'running')],
    });
    expect(shown(parts)).toEqual(['06:00-06:10 ran', '06:10-06:20 failed', '06:20-06:40 ran']);
    expect(gapMinutesOf(parts)).toBe(10);
  });

  it('leave quiet hours out of what is missing, also where they end in the middle of a gap', () => {
    // 22:00 to 05:00 in Chicago is 04:00 to 11:00 UTC in winter.
    const parts = enginePartsOf({
      spec: { ...spec, quietFrom: '22:00', quietTo: '05:00' },
      from: clock('03:40'),
      to: clock('12:00'),
      runs: [run('03:40'), run('11:30')],
    });
    expect(shown(parts)).toEqual([
      '03:40-04:05 ran',
      '04:05-11:00 quiet',
      '11:00-11:30 none',
      '11:30-11:55 ran',
      '11:55-12:00 none',
    ]);
  });

  it('are one gap where nothing ran at all', () => {
    expect(shown(enginePartsOf({ spec, from: clock('06:00'), to: clock('07:00'), runs: [] }))).toEqual(['06:00-07:00 none']);
  });

  it('count a long run until its end', () => {
    const long = { ...run('06:00'), endedAt: clock('06:50') };
    expect(shown(enginePartsOf({ spec, from: clock('06:00'), to: clock('06:55'), runs: [long] }))).toEqual([
      '06:00-06:50 ran',
      '06:50-06:55 none',
    ]);
  });
});
