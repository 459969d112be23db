import { describe, expect, it } from 'vitest';
import { addDays, instant, milliseconds } from '#core/domain/time.ts';
import { hostSettings } from '#core/contract/hostSettings.ts';
import { late, dueBetween, lateFrom } from '../../../electron/notices/clocks.ts';
import { readLedger, writeLedger } from '../../../electron/notices/ledger.ts';
import { emptyLedger, planNotices, type Ledger } from '../../../electron/notices/plan.ts';
import { atTime, endOfWork, isBetween, usualReturn } from '../../../electron/notices/workTime.ts';
import { clock, situation } from './situations.ts';

const settings = hostSettings.parse({}).desktop;
const known: Ledger = { ...emptyLedger, partnersKnown: true };
const berlin = 'Europe/Berlin';

describe('clocks', () => {
  it('are late at their instant, and a day at its end in the zone of the workspace', () => {
    expect(lateFrom('2026-03-09T16:00:00.000Z', berlin)).toBe('2026-03-09T16:00:00.000Z');
    expect(lateFrom('2026-03-09', berlin)).toBe('2026-03-09T23:00:00.000Z');
    expect(lateFrom('2026-03-09', 'America/Chicago')).toBe('2026-03-10T05:00:00.000Z');
    expect(lateFrom('2026-03-28', berlin)).toBe('2026-03-28T23:00:00.000Z');
  });
  it('stand in order, and what is late is not due any more', () => {
    const clocks = [clock({ key: 'b', due: '2026-03-09T10:00:00.000Z' }), clock({ key: 'a', due: '2026-03-09T09:00:00.000Z' })];
    expect(late(clocks, '2026-03-09T09:00:00.000Z').map(({ key }) => key)).toEqual(['a']);
    expect(dueBetween(clocks, '2026-03-09T09:00:00.000Z', '2026-03-09T10:00:00.000Z').map(({ key }) => key)).toEqual(['b']);
  });
});

describe('work time', () => {
  it.each([
    ['Monday in work: tomorrow', '2026-03-09T09:00:00.000Z', '2026-03-10T07:00:00.000Z'],
    ['Monday before work: today', '2026-03-09T05:00:00.000Z', '2026-03-09T07:00:00.000Z'],
    ['Friday evening: Monday', '2026-03-13T18:00:00.000Z', '2026-03-16T07:00:00.000Z'],
    ['Friday before the clock is set: Monday in summer time', '2026-03-27T18:00:00.000Z', '2026-03-30T06:00:00.000Z'],
  ])('brings people back: %s', (_name, now, back) => {
    expect(usualReturn(settings, berlin, now)).toBe(back);
  });
  it('ends at its end, and there is none outside', () => {
    expect(endOfWork(settings, berlin, '2026-03-09T15:30:00.000Z')).toBe('2026-03-09T16:00:00.000Z');
    expect(endOfWork(settings, berlin, '2026-03-09T16:00:00.000Z')).toBeUndefined();
    expect(endOfWork(settings, berlin, '2026-03-14T15:30:00.000Z')).toBeUndefined();
  });
  it('may go over midnight', () => {
    const night = { workFrom: '22:00', workTo: '06:00', workDays: [5] };
    expect(endOfWork(night, berlin, '2026-03-14T02:00:00.000Z')).toBe('2026-03-14T05:00:00.000Z');
    expect(usualReturn(night, berlin, '2026-03-14T02:00:00.000Z')).toBe('2026-03-20T21:00:00.000Z');
  });
  it('is what the wall shows on every day of two years, in zones of both halves of the world', () => {
    for (const zone of [berlin, 'America/Chicago', 'Australia/Lord_Howe', 'Asia/Kolkata'])
      for (let day = '2026-01-01'; day < '2028-01-01'; day = addDays(day, 1)) {
        const shown = new Intl.DateTimeFormat('en-CA', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'short',
          hourCycle: 'h23',
        }).format(milliseconds(atTime(zone, day, '08:00')));
        expect(`${zone} ${shown}`).toBe(`${zone} ${day}, 08:00`);
      }
  });
  it('knows a span over midnight, and that one of no length is none', () => {
    expect(isBetween('18:00', '07:00', berlin, '2026-03-09T22:00:00.000Z')).toBe(true);
    expect(isBetween('18:00', '07:00', berlin, '2026-03-09T06:00:00.000Z')).toBe(false);
    expect(isBetween('08:00', '08:00', berlin, '2026-03-09T07:00:00.000Z')).toBe(false);
  });
});

describe('notices', () => {
  it('tell what is late, soon late and lost, one window a kind, and open their place', () => {
    const { notices } = planNotices(
      situation({
        clocks: [
          clock({ key: '1', what: '856 for 1', due: '2026-03-09T08:00:00.000Z', path: '/documents/1' }),
          clock({ key: '2', what: '855 for 2', due: '2026-03-09T10:00:00.000Z' }),
          clock({ key: '3', what: '855 for 3', due: '2026-03-09T10:30:00.000Z' }),
          clock({ key: '4', what: '855 for 4', due: '2026-03-09T11:00:01.000Z' }),
        ],
        unknown: [1, 2, 3, 4].map((sendId) => ({ sendId, what: `856 for ${sendId}` })),
      }),
      known,
      settings,
    );
    expect(notices).toEqual([
      { title: 'Late', body: '856 for 1', path: '/documents/1' },
      { title: '2 will be late within two hours', body: '855 for 2, 855 for 3', path: '/documents?sort=due' },
      {
        title: '4 documents: nobody knows yet whether they arrived',
        body: '856 for 1, 856 for 2, 856 for 3, and 1 more',
        path: '/documents/unknown',
      },
    ]);
  });
  it('never tell the same twice, but a time that moved is another one', () => {
    const at = situation({ clocks: [clock({ key: 'out:1:a', due: '2026-03-09T08:00:00.000Z' })] });
    const first = planNotices(at, known, settings);
    expect(first.notices).toHaveLength(1);
    expect(planNotices(at, first.ledger, settings).notices).toEqual([]);
    const moved = situation({ clocks: [clock({ key: 'out:1:b', due: '2026-03-09T08:30:00.000Z' })] });
    expect(planNotices(moved, first.ledger, settings).notices).toHaveLength(1);
  });
  it('wait for the end of quiet hours, and then tell what still holds', () => {
    const clocks = [clock({ due: '2026-03-09T20:30:00.000Z' })];
    const night = planNotices(situation({ at: '2026-03-09T21:00:00.000Z', clocks }), known, settings);
    expect(night).toEqual({ notices: [], ledger: known });
    expect(planNotices(situation({ at: '2026-03-10T06:30:00.000Z', clocks }), night.ledger, settings).notices).toHaveLength(1);
    expect(planNotices(situation({ at: '2026-03-10T06:30:00.000Z' }), night.ledger, settings).notices).toEqual([]);
  });
  it('rest where they are switched off', () => {
    const at = situation({ unknown: [{ sendId: 1, what: 'x' }] });
    expect(planNotices(at, known, { ...settings, notify: false })).toEqual({ notices: [], ledger: known });
  });
  it('tell a lost connection once and its return once', () => {
    const lost = situation({ sps: { state: 'failing', message: 'SPS does not answer.' } });
    const first = planNotices(lost, known, settings);
    expect(first.notices).toEqual([{ title: 'No connection to SPS Commerce', body: 'SPS does not answer.', path: '/' }]);
    const still = planNotices(lost, first.ledger, settings);
    expect(still.notices).toEqual([]);
    const waiting = planNotices(situation({ sps: { state: 'waiting' } }), still.ledger, settings);
    expect(waiting.notices).toEqual([]);
    const back = planNotices(situation(), waiting.ledger, settings);
    expect(back.notices).toEqual([{ title: 'SPS Commerce is back', body: 'Runs go on by themselves.', path: '/' }]);
    expect(planNotices(situation(), back.ledger, settings).notices).toEqual([]);
  });
  it('tell both connections in one window where both went and came', () => {
    const failing = { state: 'failing', message: 'No route.' } as const;
    const first = planNotices(situation({ sps: failing, dynamics: failing }), known, settings);
    expect(first.notices).toEqual([{ title: 'No connection to SPS Commerce and Dynamics', body: 'No route.', path: '/' }]);
    const one = planNotices(situation({ dynamics: failing }), first.ledger, settings);
    expect(one.notices.map(({ title }) => title)).toEqual(['SPS Commerce is back']);
    expect(planNotices(situation({ dynamics: failing }), one.ledger, settings).notices).toEqual([]);
    expect(planNotices(situation(), first.ledger, settings).notices.map(({ title }) => title)).toEqual([
      'SPS Commerce and Dynamics are back',
    ]);
  });
  it('tell once that the data folder cannot be written, and once that it can again, also over a restart', () => {
    const standstill = { code: 'disk-full', message: 'Free some space.', since: '2026-03-09T08:00:00.000Z' } as const;
    const first = planNotices(situation({ standstill }), known, settings);
    expect(first.notices).toEqual([
      { title: 'The disk is full', body: 'Nothing is fetched, made or sent. Free some space.', path: '/' },
    ]);
    expect(planNotices(situation({ standstill }), first.ledger, settings).notices).toEqual([]);
    const over = planNotices(situation(), first.ledger, settings);
    expect(over.notices.map(({ title }) => title)).toEqual(['The data folder can be written again']);
    expect(planNotices(situation(), over.ledger, settings).notices).toEqual([]);
    const night = situation({ standstill, at: '2026-03-09T21:00:00.000Z' });
    expect(planNotices(night, known, settings)).toEqual({ notices: [], ledger: known });
  });
  it('tell the first order of a partner, but not of those of before', () => {
    const before = situation({ partners: [{ partnerId: 'A', name: 'Alpha' }] });
    const first = planNotices(before, emptyLedger, settings);
    expect(first.notices).toEqual([]);
    const more = situation({ partners: [...before.partners, { partnerId: 'B', name: 'Beta' }] });
    const second = planNotices(more, first.ledger, settings);
    expect(second.notices).toEqual([{ title: 'First order of a new partner', body: 'Beta', path: '/orders' }]);
    expect(planNotices(more, second.ledger, settings).notices).toEqual([]);
  });
  it('know partners that came for the first time in quiet hours, and tell them afterwards', () => {
    const night = '2026-03-09T21:00:00.000Z';
    const first = planNotices(situation({ at: night, partners: [{ partnerId: 'A', name: 'Alpha' }] }), emptyLedger, settings);
    expect(first.ledger.partnersKnown).toBe(true);
    const both = [
      { partnerId: 'A', name: 'Alpha' },
      { partnerId: 'B', name: 'Beta' },
    ];
    const second = planNotices(situation({ at: night, partners: both }), first.ledger, settings);
    expect(second.notices).toEqual([]);
    expect(
      planNotices(situation({ partners: both, at: '2026-03-10T08:00:00.000Z' }), second.ledger, settings).notices,
    ).toMatchObject([{ body: 'Beta' }]);
  });
  it('forget what has been over for long, never a partner, nor what still holds', () => {
    const told = {
      'late:old': '2025-01-01T00:00:00.000Z',
      'partner:A': '2025-01-01T00:00:00.000Z',
      'late:k': '2025-01-01T00:00:00.000Z',
    };
    const { ledger } = planNotices(
      situation({ clocks: [clock({ key: 'k', due: '2025-01-01T00:00:00.000Z' })] }),
      { ...known, told },
      settings,
    );
    expect(Object.keys(ledger.told).sort()).toEqual(['late:k', 'partner:A']);
  });
  it('are kept in the memory of the workspace, and begin anew where it is damaged', async () => {
    const rows = new Map<string, string>();
    const store = {
      meta: async ({ key }: { key: string }) => rows.get(key),
      setMeta: async ({ key, value }: { key: string; value: string }) => rows.set(key, value),
    };
    expect(await readLedger(store)).toEqual(emptyLedger);
    const ledger: Ledger = { told: { 'late:1': instant(0) }, lost: ['sps'], partnersKnown: true };
    await writeLedger(store, ledger);
    expect(await readLedger(store)).toEqual(ledger);
    rows.set('desktop.told', '{"told": 7');
    expect(await readLedger(store)).toEqual(emptyLedger);
  });
});
