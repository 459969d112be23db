import { AppError } from '#core/contract/errors.ts';
import type { RunRow } from '#core/contract/views/runs.ts';
import { milliseconds, type Instant } from '#core/domain/time.ts';
import type { ScheduleRow } from '#core/store/rows.types.ts';
import type { Engine, EngineParts } from './engine.types.ts';
import { isOver, isPaused, isRunDue, napBefore, napToRing, nextRun, quietMinutesLeft, type ScheduleSpec } from './schedule.ts';

/** Where data is to be saved a run by the schedule begins at most so often. */
const savingMinutes = 60;
/** The longest the loop sleeps: a machine that was asleep or whose clock was set is noticed within it. */
const longestNap = 60_000;

export interface LoopInput {
  readonly parts: EngineParts;
  /** True while a run goes on that does all that the schedule's would. */
  readonly isRunning: () => boolean;
  readonly run: (trigger: RunRow['trigger']) => Promise<void>;
  readonly onState: (paused: boolean) => void;
  /** The schedule could not be read or written; it is tried again within a minute. */
  readonly onFailure: (thrown: unknown) => Promise<void>;
}

type Loop = Pick<Engine, 'pause' | 'resume' | 'setSchedule' | 'lookAtClock'> & {
  start(): Promise<void>;
  /** Resolves when the loop has ended; a run it started is the caller's to end. */ stop(): Promise<void>;
};

/**
 * Runs by the schedule in the database, not by timers: every minute at the latest it asks whether a run is due, so a
 * sleeping laptop needs no special case and missed runs become one.
 */
export function createLoop(input: LoopInput): Loop {
  const { store, ports, publish } = input.parts;
  let stopping = new AbortController();
  let wake = new AbortController();
  let turning: Promise<void> = Promise.resolve();

  const spec = (row: ScheduleRow): ScheduleSpec => ({
    everyMinutes: ports.network?.saving() === true ? Math.max(row.everyMinutes, savingMinutes) : row.everyMinutes,
    quietFrom: row.quietFrom,
    quietTo: row.quietTo,
    timeZone: ports.timeZone,
  });

  /** A pause whose time is over is ended, and only that one: what a person decided meanwhile is in what comes back. */
  async function withoutOverPause(seen: ScheduleRow, now: Instant): Promise<ScheduleRow> {
    if (seen.pausedUntil === undefined || !seen.paused || isPaused({ now, ...seen })) return seen;
    return store.endPause({ pausedUntil: seen.pausedUntil });
  }

  async function once(first: boolean): Promise<number> {
    const seen = await store.schedule({});
    const now = ports.clock.now();
    const row = await withoutOverPause(seen, now);
    const paused = isPaused({ now, ...row });
    input.onState(paused);
    const atStart = first && quietMinutesLeft(spec(row), now) === 0;
    // Without a network a run could only fail; it begins within a minute of its return.
    const online = ports.network?.online() !== false;
    const due = !paused && online && (atStart || isRunDue(spec(row), { now, ...row }));
    if (due && !input.isRunning()) {
      const nextRunAt = nextRun(spec(row), now, ports.random.fraction());
      const { claimed } = await store.claimRun({ dueAt: row.nextRunAt ?? now, at: now, nextRunAt });
      if (claimed) await input.run(first ? 'start' : 'schedule');
    } else if (!paused && online && !input.isRunning() && isOver(await store.nextRingEnd({}), now)) {
      // A person released it: it leaves when its time is over, in quiet hours too.
      await input.run('person');
    }
    const after = await store.schedule({});
    const asleep = napBefore({ now: ports.clock.now(), ...after }, longestNap);
    return paused || !online ? asleep : Math.min(asleep, napToRing(await store.nextRingEnd({}), ports.clock.now(), longestNap));
  }

  async function turn(): Promise<void> {
    let first = true;
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      let nap = longestNap;
      try {
        nap = await once(first);
        first = false;
      } catch (thrown) {
        await input.onFailure(thrown);
      }
      await ports.clock.sleep(nap, AbortSignal.any([stopping.signal, wake.signal]));
    }
  }

  async function change(values: Parameters<typeof store.changeSchedule>[0]): Promise<ScheduleRow> {
    const row = await store.changeSchedule(values);
    publish({ topic: 'status' });
    wake.abort();
    return row;
  }

  return {
    lookAtClock: () => wake.abort(),
    async start() {
      stopping = new AbortController();
      turning = turn();
    },
    async stop() {
      stopping.abort();
      await turning;
    },
    async pause(until) {
      if (until !== undefined && milliseconds(until) <= milliseconds(ports.clock.now())) {
        throw new AppError({ code: 'invalid-input', message: 'The pause would be over already: choose a later time.' });
      }
      await change({ paused: true, pausedUntil: until ?? null });
    },
    async resume() {
      await change({ paused: false, pausedUntil: null });
    },
    async setSchedule({ everyMinutes, quietFrom, quietTo }) {
      const row = await store.changeSchedule({ everyMinutes, quietFrom: quietFrom ?? null, quietTo: quietTo ?? null });
      return change({ nextRunAt: nextRun(spec(row), ports.clock.now(), ports.random.fraction()) });
    },
  };
}
