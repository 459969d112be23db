import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunRow } from '#core/contract/views/runs.ts';
import type { App } from '#core/host/app.types.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';
import { until } from '../support/until.ts';

const minute = 60_000;
const hour = 60 * minute;

let bench: Bench;
let clock: FakeClock;
let app: App;
/** Happens when the schedule asks for jitter: it has seen that nothing runs, and has not claimed its run yet. */
let meanwhile: () => void = () => undefined;
beforeEach(async () => {
  meanwhile = () => undefined;
  bench = await startBench({ seed: 21 });
  // 09:05 in Chicago: no quiet hours, not at the top of an hour.
  clock = new FakeClock('2026-03-02T15:05:00.000Z');
  const fraction = (): number => {
    meanwhile();
    return 0;
  };
  const random = { fraction, id: () => crypto.randomUUID(), bytes: (count: number) => new Uint8Array(count) };
  app = await bench.open({ ports: { clock, random } });
  await importPracticeMaps(app.store);
});
afterEach(() => bench.close());

/** Runs that have ended, the oldest first. */
async function runs(): Promise<readonly RunRow[]> {
  return (await app.store.runsList({ filter: {}, limit: 50 })).rows.filter((row) => row.outcome !== 'running').toReversed();
}

const ended = (count: number): Promise<void> =>
  until(async () => (await runs()).length === count && app.engine.state().engine !== 'running');

async function started(): Promise<void> {
  await app.engine.start();
  await ended(1);
}

describe('the schedule', () => {
  it('runs at once at the start, then by the interval, never sooner', async () => {
    bench.world.place({ count: 1 });
    await started();
    expect((await runs())[0]).toMatchObject({ trigger: 'start', outcome: 'good' });
    await clock.advance(8 * minute);
    expect(await runs()).toHaveLength(1);
    await clock.advance(2 * minute);
    await ended(2);
    expect((await runs())[1]).toMatchObject({ trigger: 'schedule' });
  });

  it('makes one run of all that were missed while the machine slept', async () => {
    await started();
    clock.jump(9 * hour);
    await clock.advance(minute);
    await ended(2);
    await clock.advance(5 * minute);
    expect(await runs()).toHaveLength(2);
  });

  it('runs at once after the clock was set back, instead of waiting for a time that it has left', async () => {
    await started();
    clock.jump(-3 * 24 * hour);
    await clock.advance(minute);
    await ended(2);
  });

  it('takes no quiet hours that end when they begin, and none with one end only', async () => {
    const set = (quiet: object) => app.dispatch({ id: '1', method: 'schedule.set', input: { everyMinutes: 10, ...quiet } });
    expect(await set({ quietFrom: '22:00', quietTo: '22:00' })).toMatchObject({
      error: {
        code: 'invalid-input',
        message:
          'Quiet hours from 22:00 to 22:00 are no time at all. Choose another end, or switch them off; Pause on Today stops runs for longer.',
      },
    });
    expect(await set({ quietFrom: '22:00' })).toMatchObject({
      error: { code: 'invalid-input', message: 'Quiet hours need both a beginning and an end.' },
    });
    expect(await set({ quietFrom: '22:00', quietTo: '21:59' })).toMatchObject({ ok: true });
  });

  it('starts nothing while paused, and goes on by itself when the pause is over', async () => {
    await started();
    await app.engine.pause(new Date(Date.parse(clock.now()) + 30 * minute).toISOString());
    await clock.advance(29 * minute);
    expect(app.engine.state().engine).toBe('paused');
    expect(await runs()).toHaveLength(1);
    await clock.advance(2 * minute);
    await ended(2);
    expect((await app.store.schedule({})).paused).toBe(false);
  });

  it('runs at once when a person resumes, and when a person asks while paused', async () => {
    await started();
    await app.engine.pause();
    await clock.advance(20 * minute);
    expect(await app.engine.runNow('person')).toMatchObject({ alreadyRunning: false });
    await ended(2);
    await app.engine.resume();
    await clock.advance(minute);
    await ended(3);
    expect((await runs())[1]).toMatchObject({ trigger: 'person' });
  });

  it('begins no second run beside one that a person began while it claimed its own', async () => {
    await started();
    bench.world.place({ count: 20 });
    let asked: unknown;
    meanwhile = () => {
      meanwhile = () => undefined;
      asked = app.engine.runNow('person');
    };
    await clock.advance(10 * minute);
    expect(await asked).toMatchObject({ alreadyRunning: false });
    await until(async () => app.engine.state().engine !== 'running');
    const { rows } = await app.store.runsList({ filter: {}, limit: 50 });
    expect(rows.map(({ trigger, outcome }) => [trigger, outcome])).toEqual([
      ['person', 'good'],
      ['start', 'good'],
    ]);
    expect(rows[0]?.summary?.orders.created).toBe(20);
  });

  it('begins none where a person paused while it was about to claim it, and runs when that ends', async () => {
    await started();
    let paused: Promise<void> | undefined;
    meanwhile = () => {
      meanwhile = () => undefined;
      paused = app.engine.pause();
    };
    await clock.advance(10 * minute);
    await paused;
    expect(await runs()).toHaveLength(1);
    expect(app.engine.state().engine).toBe('paused');
    await app.engine.resume();
    await clock.advance(1_000);
    await ended(2);
  });

  it('runs right after the reading of what an event announced, where that began while it claimed its own', async () => {
    await started();
    bench.world.place({ count: 1 });
    meanwhile = () => {
      meanwhile = () => undefined;
      void app.engine.runNow('event');
    };
    await clock.advance(10 * minute);
    await ended(3);
    expect((await runs()).map(({ trigger }) => trigger)).toEqual(['start', 'event', 'schedule']);
    expect((await bench.state()).mailbox.out).toEqual([]);
  });

  it('begins no run once it is stopped, and keeps nobody waiting for one', async () => {
    await started();
    let stopped: Promise<void> | undefined;
    meanwhile = () => {
      meanwhile = () => undefined;
      stopped = app.engine.stop();
    };
    await clock.advance(10 * minute);
    await stopped;
    expect(await runs()).toHaveLength(1);
  });

  it('begins no run for a person who asks while it stops, and says so', async () => {
    await started();
    bench.world.place({ count: 1 });
    const stopped = app.engine.stop();
    await expect(app.engine.runNow('person')).rejects.toMatchObject({ code: 'engine-not-running' });
    await expect(app.engine.runOnce('command')).rejects.toMatchObject({ code: 'engine-not-running' });
    await stopped;
    expect((await app.store.runsList({ filter: {}, limit: 50 })).rows).toHaveLength(1);
    expect((await bench.state()).mailbox.out).toHaveLength(1);
    await app.engine.start();
    await ended(2);
  });

  it('runs once more right after a run during which a person asked for one', async () => {
    await started();
    bench.world.place({ count: 30 });
    await app.engine.runNow('person');
    await until(async () => (await bench.state()).mailbox.out.length < 30);
    // That run has listed the mailbox: it will not see this one.
    bench.world.place({ count: 1 });
    expect(await app.engine.runNow('person')).toMatchObject({ alreadyRunning: true });
    await ended(3);
    expect((await bench.state()).mailbox.out).toEqual([]);
  });

  it('reads right after a run what events announced during it, as an event and without the mailbox', async () => {
    await started();
    bench.world.place({ count: 30 });
    await app.engine.runNow('person');
    await until(async () => (await bench.state()).mailbox.out.length < 30);
    bench.world.place({ count: 1 });
    expect(await app.engine.runNow('event')).toMatchObject({ alreadyRunning: true });
    expect(await app.engine.runNow('event')).toMatchObject({ alreadyRunning: true });
    await ended(3);
    expect((await runs()).at(-1)).toMatchObject({ trigger: 'event' });
    expect((await bench.state()).mailbox.out).toHaveLength(1);
  });

  it('reads nothing more of events once a person paused during the run', async () => {
    await started();
    bench.world.place({ count: 30 });
    await app.engine.runNow('person');
    await until(async () => (await bench.state()).mailbox.out.length < 30);
    await app.engine.runNow('event');
    await app.engine.pause();
    await ended(2);
    await clock.advance(minute);
    expect(await runs()).toHaveLength(2);
    expect(app.engine.state().engine).toBe('paused');
  });

  it('fetches for a person who asks while an answer is decided in a pause', async () => {
    await started();
    await app.engine.pause();
    bench.world.place({ count: 1 });
    app.engine.runSoon();
    expect(await app.engine.runNow('person')).toMatchObject({ alreadyRunning: true });
    await ended(3);
    expect((await bench.state()).mailbox.out).toEqual([]);
  });

  it('lets a pause stand that a person gave while the loop found the one before it over', async () => {
    await started();
    await app.engine.pause(new Date(Date.parse(clock.now()) + 30 * minute).toISOString());
    const over = Date.parse(clock.now()) + 30 * minute;
    let given: Promise<void> | undefined;
    const now = clock.now.bind(clock);
    // The loop asks for the time when it has read the schedule, and has not written yet.
    clock.now = () => {
      if (Date.parse(now()) >= over) given ??= app.engine.pause();
      return now();
    };
    await clock.advance(40 * minute);
    await given;
    expect(await app.store.schedule({})).toMatchObject({ paused: true, pausedUntil: undefined });
    expect(app.engine.state().engine).toBe('paused');
    expect(await runs()).toHaveLength(1);
  });

  it('refuses a pause that is over already', async () => {
    await started();
    await expect(app.engine.pause('2026-03-01T00:00:00.000Z')).rejects.toThrow(/over already/);
  });

  it('keeps quiet hours, and what waited runs when they end', async () => {
    await started();
    await app.engine.setSchedule({ everyMinutes: 10, quietFrom: '09:10', quietTo: '10:00' });
    await clock.advance(50 * minute);
    expect(await runs()).toHaveLength(1);
    await clock.advance(10 * minute);
    await ended(2);
  });

  it('starts in quiet hours without a run, and runs when they end', async () => {
    await app.store.changeSchedule({ quietFrom: '09:00', quietTo: '09:30' });
    await app.engine.start();
    await clock.advance(20 * minute);
    expect(await runs()).toEqual([]);
    await clock.advance(7 * minute);
    await ended(1);
  });

  it('is asked once a minute while paused, and tells the screen once', async () => {
    await started();
    await app.engine.pause();
    await clock.advance(12 * minute);
    const before = app.events.last();
    await clock.advance(20 * minute);
    expect(app.events.last()).toEqual(before);
    expect(app.engine.state().engine).toBe('paused');
    await app.engine.runNow('person');
    await ended(2);
    expect(app.engine.state().engine).toBe('paused');
  });

  it('takes a new interval at once', async () => {
    await started();
    await app.engine.setSchedule({ everyMinutes: 2 });
    await clock.advance(2 * minute);
    await ended(2);
  });

  it('stops in the middle of a run: nothing is half done, and the next start finishes the work', async () => {
    await started();
    bench.world.place({ count: 30 });
    await app.engine.runNow('person');
    await until(async () => (await bench.state()).mailbox.out.length < 30);
    await app.engine.stop();
    expect(app.engine.state().engine).toBe('stopped');
    expect((await runs()).at(-1)?.outcome).toBe('cancelled');
    await app.engine.start();
    await ended(3);
    // Answers that were cut off settle before anything is sent again.
    await bench.control('advance', { minutes: 20 });
    clock.jump(20 * minute);
    await clock.advance(minute);
    await until(async () => (await bench.state()).dynamics.orders.length === 30);
    const { orders } = (await bench.state()).dynamics;
    expect(new Set(orders.map((order) => order.purchaseOrder)).size).toBe(30);
  });

  it('ends what an unclean end left open, and says how it ended', async () => {
    await app.store.startRun({ trigger: 'schedule', at: clock.now() });
    await app.engine.start();
    await ended(2);
    expect((await runs()).map((run) => run.outcome)).toEqual(['interrupted', 'good']);
  });

  it('ends it also without a restart: the disk was full when the end was to be written', async () => {
    await started();
    await app.store.startRun({ trigger: 'schedule', at: clock.now() });
    await app.engine.runNow('person');
    await ended(3);
    expect((await runs()).map((run) => run.outcome)).toEqual(['good', 'interrupted', 'good']);
  });
});
