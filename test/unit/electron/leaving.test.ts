import type { BaseWindow, BaseWindowConstructorOptions, Dialog } from 'electron';
import { describe, expect, it } from 'vitest';
import { hostSettings } from '#core/contract/hostSettings.ts';
import type { Instant } from '#core/domain/time.ts';
import { endToWarnOf } from '../../../electron/leaving/endOfDay.ts';
import { dueWhileAway, farewell, type Farewell } from '../../../electron/leaving/farewell.ts';
import { guardSession } from '../../../electron/leaving/guardWindow.ts';
import { quitting } from '../../../electron/leaving/quit.ts';
import { holdSessionEnd } from '../../../electron/leaving/sessionEnd.ts';
import { usualReturn } from '../../../electron/notices/workTime.ts';
import { createWatch } from '../../../electron/notices/watch.ts';
import type { Notice } from '../../../electron/notices/plan.ts';
import type { NotOpen, Situation } from '../../../electron/notices/situation.ts';
import { FakeClock } from '../../integration/support/fakeClock.ts';
import { clock, situation } from './situations.ts';
import { anEvent, keptLog, settled, StandIn } from './standIns.ts';

const settings = hostSettings.parse({}).desktop;
const berlin = 'Europe/Berlin';
const monday17 = '2026-03-09T16:00:00.000Z' as Instant;

const leaveAt = (now: Instant, clocks: Parameters<typeof farewell>[0]['clocks']): Farewell | undefined =>
  farewell({ clocks, now, back: usualReturn(settings, berlin, now), timeZone: berlin, workspace: 'Live', company: 'Contoso' });

describe('a farewell', () => {
  it('names what falls due before the usual return, late ones first, and nothing later', () => {
    const facts = leaveAt(monday17, [
      clock({ key: 'tonight', what: '856 for 2', due: '2026-03-09T20:00:00.000Z', sendable: 22 }),
      clock({ key: 'later', what: '810 for 3', due: '2026-03-10T09:00:00.000Z', sendable: 33 }),
      clock({ key: 'late', what: '855 for 1', due: '2026-03-09T15:00:00.000Z' }),
    ]);
    expect(facts?.due.map(({ key }) => key)).toEqual(['late', 'tonight']);
    expect(facts?.sendable).toEqual([22]);
    expect(facts?.sentence).toBe('2 things are due before 2026-03-10 08:00, when you are usually back.');
    expect(facts?.handOver).toBe(
      [
        'Quayside, Live, Contoso: open on 2026-03-09 17:00 (Europe/Berlin)',
        '',
        '- 855 for 1: late since 2026-03-09 16:00',
        '- 856 for 2: by 2026-03-09 21:00',
        '',
        'Quayside sends nothing while it is closed. It is usually open again on 2026-03-10 08:00.',
        '',
      ].join('\n'),
    );
  });
  it('says nothing where nothing falls due', () => {
    expect(leaveAt(monday17, [clock({ due: '2026-03-10T09:00:00.000Z' })])).toBeUndefined();
  });
  it('covers the whole weekend on a Friday', () => {
    expect(leaveAt('2026-03-13T16:00:00.000Z', [clock({ due: '2026-03-15T23:00:00.000Z' })])?.due).toHaveLength(1);
  });
  it('tells what became late during sleep, and nothing of before or after', () => {
    const clocks = [
      clock({ key: 'a', what: 'a', due: '2026-03-09T09:00:00.000Z' }),
      clock({ key: 'b', what: 'b', due: '2026-03-09T11:00:00.000Z' }),
    ];
    expect(dueWhileAway(clocks, '2026-03-09T10:00:00.000Z', '2026-03-09T12:00:00.000Z')).toMatchObject({
      body: 'b',
      path: '/documents/1',
    });
    expect(dueWhileAway(clocks, '2026-03-09T12:00:00.000Z', '2026-03-09T13:00:00.000Z')).toBeUndefined();
  });
});

describe('the end of work', () => {
  it('is warned of once, thirty minutes before', () => {
    expect(endToWarnOf(settings, berlin, '2026-03-09T15:29:59.000Z', undefined)).toBeUndefined();
    expect(endToWarnOf(settings, berlin, '2026-03-09T15:30:00.000Z', undefined)).toBe(monday17);
    expect(endToWarnOf(settings, berlin, '2026-03-09T15:31:00.000Z', monday17)).toBeUndefined();
    expect(endToWarnOf(settings, berlin, '2026-03-10T15:31:00.000Z', monday17)).toBe('2026-03-10T16:00:00.000Z');
  });
});

describe('quitting', () => {
  function bench(facts: Farewell | undefined, choose: string, { startsAgain = false, copies = true } = {}) {
    const said: string[] = [];
    const app = Object.assign(new StandIn(), {
      quit: () => {
        const event = anEvent({});
        app.emit('before-quit', event);
        said.push(event.prevented ? 'quit prevented' : 'quit');
      },
      relaunch: () => void said.push('relaunch'),
    });
    const asked: { readonly message: string; readonly detail?: string; readonly buttons: readonly string[] }[] = [];
    const stopped = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    if (choose !== 'nobody') answer.resolve();
    const leaving = quitting({
      app: app as never,
      dialog: {
        showMessageBox: async (options: { readonly message: string; readonly buttons: readonly string[] }) => {
          asked.push(options);
          await answer.promise;
          return { response: options.buttons.findIndex((label) => label.includes(choose)), checkboxChecked: false };
        },
      } as unknown as Dialog,
      clipboard: {
        writeText: async (text) => {
          if (!copies) throw new Error('another program holds the clipboard');
          said.push(`copied ${text.length}`);
        },
      },
      farewell: async () => facts,
      sendNow: async (ids) => void said.push(`sent ${ids.join()}`),
      onLeaving: () => void said.push('leaving'),
      startsAgain: () => startsAgain,
      stop: async () => {
        said.push('stop');
        await stopped.promise;
      },
    });
    return { app, said, asked, stopped, leaving, answer };
  }
  const due = leaveAt(monday17, [clock({ due: '2026-03-09T20:00:00.000Z', sendable: 7 })]);

  it('asks nothing where nothing falls due, ends the engine first, and then the app', async () => {
    const desk = bench(undefined, '');
    desk.app.quit();
    await settled();
    expect([desk.asked, desk.said, desk.leaving.isLeaving()]).toEqual([[], ['quit prevented', 'leaving', 'stop'], true]);
    desk.stopped.resolve();
    await settled();
    expect(desk.said.slice(3)).toEqual(['quit']);
  });
  it('tells what falls due, and sends it before it ends where the person wants that', async () => {
    const desk = bench(due, 'Send 1 now');
    desk.stopped.resolve();
    desk.app.quit();
    await settled();
    expect(desk.asked[0]?.buttons).toEqual(['Send 1 now, then quit', 'Copy a hand-over, then quit', 'Quit', 'Stay']);
    expect(desk.said).toEqual(['quit prevented', 'sent 7', 'leaving', 'stop', 'quit']);
  });
  it('copies a hand-over, or stays', async () => {
    const copies = bench(due, 'hand-over');
    copies.stopped.resolve();
    copies.app.quit();
    await settled();
    expect(copies.said).toEqual(['quit prevented', `copied ${due?.handOver.length}`, 'leaving', 'stop', 'quit']);
    const stays = bench(due, 'Stay');
    stays.app.quit();
    await settled();
    expect([stays.said, stays.leaving.isLeaving()]).toEqual([['quit prevented'], false]);
    stays.app.quit();
    await settled();
    expect(stays.asked).toHaveLength(2);
  });
  it('stays, and shows the hand-over, where it cannot be copied', async () => {
    const desk = bench(due, 'hand-over', { copies: false });
    desk.app.quit();
    await settled();
    expect([desk.said, desk.leaving.isLeaving()]).toEqual([['quit prevented'], false]);
    expect(desk.asked[1]).toMatchObject({ message: expect.stringContaining('could not be copied') as unknown });
    expect(desk.asked[1]?.detail).toContain(due?.handOver);
    desk.app.quit();
    await settled();
    expect(desk.asked).toHaveLength(4);
  });
  it('offers no sending where nothing can leave at once', async () => {
    const desk = bench(leaveAt(monday17, [clock({ due: '2026-03-09T20:00:00.000Z' })]), 'Stay');
    desk.app.quit();
    await settled();
    expect(desk.asked[0]?.buttons).toEqual(['Copy a hand-over, then quit', 'Quit', 'Stay']);
  });
  it('asks once however often it is asked, and is overtaken by the end of the session', async () => {
    const desk = bench(due, 'nobody');
    desk.app.quit();
    desk.app.quit();
    await settled();
    expect(desk.asked).toHaveLength(1);
    desk.stopped.resolve();
    await desk.leaving.ask(true);
    expect(desk.said).toEqual(['quit prevented', 'quit prevented', 'leaving', 'stop', 'quit']);
    desk.answer.resolve();
    await settled();
    expect(desk.said).toHaveLength(5);
  });
  it('comes back when it was started again while it ended', async () => {
    const desk = bench(undefined, '');
    desk.app.quit();
    await settled();
    desk.leaving.again();
    desk.stopped.resolve();
    await settled();
    expect(desk.said).toEqual(['quit prevented', 'leaving', 'stop', 'relaunch', 'quit']);
  });
  it('leaves coming back to the new version that is installed meanwhile', async () => {
    const desk = bench(undefined, '', { startsAgain: true });
    desk.app.quit();
    await settled();
    desk.leaving.again();
    desk.stopped.resolve();
    await settled();
    expect(desk.said).toEqual(['quit prevented', 'leaving', 'stop', 'quit']);
  });
  it('ends all the same where the engine cannot be stopped well', async () => {
    const desk = bench(undefined, '');
    desk.app.quit();
    await settled();
    desk.stopped.reject(new Error('the disk is full'));
    await settled();
    expect(desk.said.at(-1)).toBe('quit');
  });
});

describe('the end of a Windows session', () => {
  function bench(facts: Farewell | undefined) {
    const window = new StandIn();
    const asked: boolean[] = [];
    let ended = 0;
    holdSessionEnd({
      window: window as unknown as BaseWindow,
      lastFarewell: () => facts,
      quitting: { ask: async (unasked = false) => void asked.push(unasked) },
      onEnd: () => void (ended += 1),
    });
    const query = (reasons: readonly string[]): boolean => {
      const event = anEvent({ reasons });
      window.emit('query-session-end', event);
      return event.prevented;
    };
    return { window, asked, query, ended: () => ended };
  }
  const due = leaveAt(monday17, [clock({ due: '2026-03-09T20:00:00.000Z' })]);
  it('waits for an answer only while something falls due', () => {
    const calm = bench(undefined);
    expect([calm.query(['logoff']), calm.asked]).toEqual([false, []]);
    const busy = bench(due);
    expect([busy.query(['shutdown']), busy.asked, busy.ended()]).toEqual([true, [false], 0]);
  });
  it('is never held up where it is critical, and ends the engine when it goes on', () => {
    const desk = bench(due);
    expect(desk.query(['critical', 'logoff'])).toBe(false);
    desk.window.emit('session-end', anEvent({ reasons: ['critical'] }));
    expect([desk.asked, desk.ended()]).toEqual([[true], 1]);
  });
  it('is heard where no window was ever opened, by one that nobody sees', () => {
    const window = new StandIn();
    const made: BaseWindowConstructorOptions[] = [];
    const asked: boolean[] = [];
    guardSession({
      create: (options) => {
        made.push(options);
        return window as unknown as BaseWindow;
      },
      lastFarewell: () => due,
      quitting: { ask: async (unasked = false) => void asked.push(unasked) },
      onEnd: () => undefined,
    });
    const query = anEvent({ reasons: ['logoff'] });
    window.emit('query-session-end', query);
    window.emit('session-end', anEvent({ reasons: ['logoff'] }));
    expect([made[0]?.show, query.prevented, asked]).toEqual([false, true, [false, true]]);
  });
});

describe('the watch', () => {
  function bench(first: Situation | NotOpen, start: string) {
    const time = new FakeClock(start);
    let current = first;
    let looks = 0;
    const told: Notice[] = [];
    let news: Notice | undefined;
    const rows = new Map([['desktop.told', JSON.stringify({ told: {}, lost: [], partnersKnown: true })]]);
    const log = keptLog();
    let full = false;
    const watch = createWatch({
      gather: async () => {
        looks += 1;
        return 'problem' in current ? current : { ...current, at: time.now() };
      },
      memory: () => ({
        meta: async ({ key }) => rows.get(key),
        setMeta: async ({ key, value }) => {
          if (full) throw new Error('the disk is full');
          rows.set(key, value);
        },
      }),
      settings: () => settings,
      clock: time,
      log,
      onSituation: () => undefined,
      tell: (notices) => void told.push(...notices),
      news: () => news,
    });
    return {
      time,
      watch,
      told,
      log,
      looks: () => looks,
      be: (next: typeof first) => void (current = next),
      say: (next: Notice) => void (news = next),
      fill: (next: boolean) => void (full = next),
    };
  }
  it('sees a clock become late without any event, within a minute, and warns before the end of work once', async () => {
    const desk = bench(situation({ clocks: [clock({ due: '2026-03-09T20:00:00.000Z' })] }), '2026-03-09T15:00:00.000Z');
    desk.watch.start();
    await desk.time.advance(29 * 60_000);
    expect(desk.told).toEqual([]);
    await desk.time.advance(60 * 60_000);
    expect(desk.told.map(({ title }) => title)).toEqual(['Before you leave (Live)']);
    desk.be(situation({ clocks: [clock({ due: '2026-03-09T16:29:30.000Z' })] }));
    await desk.time.advance(60_000);
    expect(desk.told.map(({ title }) => title)).toEqual(['Before you leave (Live)', 'Late']);
    await desk.watch.stop();
  });
  it('tells once that the disk is full, though nothing can be kept of it, and once that there is room again', async () => {
    const desk = bench(situation(), '2026-03-09T09:00:00.000Z');
    desk.watch.start();
    const standstill = { code: 'disk-full', message: 'Free some space.', since: '2026-03-09T09:00:00.000Z' } as const;
    desk.fill(true);
    // What else is new waits for a ledger that can say that it was told.
    desk.be(situation({ standstill, clocks: [clock({ due: '2026-03-09T08:00:00.000Z' })] }));
    await desk.time.advance(3 * 3_600_000);
    expect(desk.told).toEqual([
      { title: 'The disk is full', body: 'Nothing is fetched, made or sent. Free some space.', path: '/' },
    ]);
    expect(desk.log.lines.join()).not.toContain('could not look');
    desk.fill(false);
    desk.be(situation());
    await desk.time.advance(3 * 60_000);
    expect(desk.told.slice(1).map(({ title }) => title)).toEqual(['The data folder can be written again']);
    await desk.time.advance(3_600_000);
    expect(desk.told).toHaveLength(2);
    await desk.watch.stop();
  });
  it('does not take the standstill of one workspace for that of another', async () => {
    const desk = bench(situation(), '2026-03-09T09:00:00.000Z');
    desk.watch.start();
    desk.fill(true);
    const standstill = { code: 'folder-not-writable', message: 'Ask.', since: '2026-03-09T09:00:00.000Z' } as const;
    desk.be(situation({ standstill }));
    await desk.time.advance(120_000);
    desk.fill(false);
    const other = situation();
    desk.be({ ...other, workspace: { ...other.workspace, dataFolder: '/other' } });
    await desk.time.advance(120_000);
    expect(desk.told.map(({ title }) => title)).toEqual(['The data folder cannot be written']);
    await desk.watch.stop();
  });
  it('looks once after a burst of events', async () => {
    const desk = bench(situation(), '2026-03-09T09:00:00.000Z');
    desk.watch.start();
    await desk.time.advance(10_000);
    const before = desk.looks();
    for (let event = 0; event < 100; event += 1) desk.watch.poke();
    await desk.time.advance(2_999);
    expect(desk.looks()).toBe(before + 1);
    await desk.watch.stop();
  });
  it('reports on waking what came due meanwhile, and nothing where the clock was set back', async () => {
    const desk = bench(
      situation({ clocks: [clock({ what: '856 for 9', due: '2026-03-09T11:00:00.000Z' })] }),
      '2026-03-09T10:00:00.000Z',
    );
    desk.time.jump(2 * 3_600_000);
    await desk.watch.resumed('2026-03-09T10:00:00.000Z');
    expect(desk.told).toMatchObject([{ title: 'Became late while this machine slept', body: '856 for 9' }]);
    desk.time.jump(-5 * 3_600_000);
    await desk.watch.resumed('2026-03-09T12:00:00.000Z');
    expect(desk.told).toHaveLength(1);
  });
  it('tells what became late during sleep once, not as late once more; in a quiet hour only afterwards', async () => {
    const late = situation({ clocks: [clock({ what: '856 for 9', due: '2026-03-09T11:00:00.000Z' })] });
    const desk = bench(late, '2026-03-09T10:00:00.000Z');
    desk.time.jump(2 * 3_600_000);
    await desk.watch.resumed('2026-03-09T10:00:00.000Z');
    desk.watch.start();
    await desk.time.advance(120_000);
    await desk.watch.resumed('2026-03-09T10:00:00.000Z');
    expect(desk.told.map(({ title }) => title)).toEqual(['Became late while this machine slept']);
    await desk.watch.stop();
    // 06:30 in Berlin; quiet until 07:00.
    const early = bench(situation({ clocks: [clock({ due: '2026-03-10T04:00:00.000Z' })] }), '2026-03-10T05:30:00.000Z');
    await early.watch.resumed('2026-03-09T20:00:00.000Z');
    early.watch.start();
    await early.time.advance(29 * 60_000);
    expect(early.told).toEqual([]);
    await early.time.advance(2 * 60_000);
    expect(early.told.map(({ title }) => title)).toEqual(['Late']);
    await early.watch.stop();
  });
  it('warns on lock of the same things once, of others again, and not in a quiet hour outside of work', async () => {
    const first = clock({ key: 'a', due: '2026-03-09T20:00:00.000Z' });
    const desk = bench(situation({ clocks: [first] }), '2026-03-09T12:00:00.000Z');
    await desk.watch.locked();
    await desk.watch.locked();
    expect(desk.told).toHaveLength(1);
    desk.be(situation({ clocks: [first, clock({ key: 'b', due: '2026-03-09T21:00:00.000Z' })] }));
    await desk.watch.locked();
    expect(desk.told).toHaveLength(2);
    // 19:00 in Berlin, after work.
    const evening = bench(situation({ clocks: [first] }), '2026-03-09T18:00:00.000Z');
    await evening.watch.locked();
    expect(evening.told).toEqual([]);
  });
  it('tells what the app itself has to say once, after quiet hours, in practice too', async () => {
    const desk = bench(situation({ colour: 'practice' }), '2026-03-09T05:00:00.000Z');
    desk.say({ title: 'Version 2 is ready', body: '', path: '/settings' });
    desk.watch.start();
    await desk.time.advance(50 * 60_000);
    expect(desk.told).toEqual([]);
    await desk.time.advance(3 * 3_600_000);
    expect(desk.told.map(({ title }) => title)).toEqual(['Version 2 is ready']);
    await desk.watch.stop();
  });
  it('warns on lock while something falls due, and is silent in practice', async () => {
    const clocks = [clock({ due: '2026-03-09T20:00:00.000Z' })];
    const live = bench(situation({ clocks }), '2026-03-09T12:00:00.000Z');
    await live.watch.locked();
    expect(live.told).toHaveLength(1);
    const practice = bench(situation({ clocks, colour: 'practice' }), '2026-03-09T12:00:00.000Z');
    await practice.watch.locked();
    expect([practice.told, await practice.watch.farewell()]).toEqual([[], undefined]);
  });
  it('goes on where no workspace is open, and after a look that failed', async () => {
    const desk = bench({ problem: 'in use' }, '2026-03-09T09:00:00.000Z');
    desk.watch.start();
    await desk.time.advance(120_000);
    desk.be(situation({ clocks: [clock({ due: '2026-03-09T09:00:30.000Z' })] }));
    await desk.time.advance(60_000);
    expect(desk.told).toHaveLength(1);
    await desk.watch.stop();
  });
});
