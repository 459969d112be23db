import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import type { MasterSchedule } from '#core/store/types/master.ts';
import type { EngineParts } from '../engine.types.ts';
import { createSayOnce } from '../sayOnce.ts';
import { isPaused } from '../schedule.ts';
import { isMasterDue, nextMasterSync } from './due.ts';
import { runRound, type Progress, type RoundResult } from './round.ts';
import { roundOf } from './targets.ts';

export interface MasterSyncParts extends Pick<EngineParts, 'store' | 'dynamics' | 'connection' | 'ports' | 'publish'> {
  /** Requests for master data since it was last asked; asking empties it. */
  readonly takeRequests: () => number;
}

/** What only the running engine knows of a sync. */
export interface MasterSyncState {
  readonly startedAt: Instant;
  readonly requests: number;
  readonly progress: Progress | undefined;
}

/** The background sync of master data: by its own schedule, one at a time, never part of a run. */
export interface MasterSync {
  start(): void;
  stop(): Promise<void>;
  /** Begins a sync, or goes on with one that was cut off; does not wait for its end. */
  syncNow(): { readonly alreadyRunning: boolean };
  /** The same, and waits: true when it went through all sets. */
  syncOnce(): Promise<boolean>;
  cancel(): Promise<void>;
  setSchedule(everyHours: number): Promise<void>;
  /** Undefined while none runs. */
  running(): MasterSyncState | undefined;
}

/** The first run of the engine goes first: it is what the user waits for. */
const firstLookAfter = 20_000;
const longestNap = 60_000;
const publishEvery = 250;

/** What may fail again every minute: a full disk lets nothing be written for as long as it is full. */
const attempts = {
  sync: 'the sync of master data could not be finished',
  schedule: 'the schedule of master data could not be read',
} as const;

export function createMasterSync(parts: MasterSyncParts): MasterSync {
  const { store, ports, publish } = parts;
  const { clock } = ports;
  const problems = createSayOnce((what, fields) => ports.log.error(what, fields));
  let stopping = new AbortController();
  let wake = new AbortController();
  let turning: Promise<void> = Promise.resolve();
  let current: { readonly abort: AbortController; readonly ended: Promise<boolean>; readonly startedAt: Instant } | undefined;
  let progress: Progress | undefined;
  let requests = 0;
  let lastPublished = 0;

  function show(next: Progress): void {
    const another = progress?.set !== next.set || progress.company !== next.company;
    progress = next;
    requests += parts.takeRequests();
    const now = clock.monotonic();
    if (!another && now - lastPublished < publishEvery) return;
    lastPublished = now;
    publish({ topic: 'master' });
  }

  async function sync(abort: AbortController, startedAt: Instant): Promise<boolean> {
    const before = await store.masterSchedule({});
    const roundAt = roundOf(before.roundAt, startedAt);
    await store.changeMasterSchedule({ roundAt, startedAt, requests: 0, message: null });
    publish({ topic: 'master' });
    const result = await runRound({ parts, roundAt, signal: abort.signal, onProgress: show });
    requests += parts.takeRequests();
    await store.changeMasterSchedule({ ...whatFollows(result, before, abort.signal.aborted), requests });
    return result.stopped === undefined;
  }

  /** What the schedule says after a sync: the next time, and why it did not get through. */
  function whatFollows(
    { stopped, refused }: RoundResult,
    { everyHours }: MasterSchedule,
    aborted: boolean,
  ): Parameters<typeof store.changeMasterSchedule>[0] {
    const at = clock.now();
    const fraction = ports.random.fraction();
    // The engine is going down: the sync stays due and goes on after the start.
    if (aborted && stopping.signal.aborted) return {};
    if (stopped === undefined) {
      const message = refused[0]?.message ?? null;
      return { roundAt: null, finishedAt: at, message, nextAt: nextMasterSync({ at, everyHours, fraction }) };
    }
    const message = aborted
      ? 'The sync was stopped; what it had not reached is as before. The next one goes on there.'
      : stopped.message;
    return { message, nextAt: nextMasterSync({ at, everyHours, fraction, ...(aborted ? {} : { failure: stopped }) }) };
  }

  function begin(): Promise<boolean> {
    const abort = new AbortController();
    const startedAt = clock.now();
    requests = 0;
    parts.takeRequests();
    const work = sync(abort, startedAt)
      .then((finished) => {
        problems.over(attempts.sync);
        return finished;
      })
      .catch((thrown: unknown) => {
        problems.failed(attempts.sync, messageOf(thrown));
        return false;
      })
      .finally(() => {
        current = undefined;
        progress = undefined;
        publish({ topic: 'master' });
      });
    current = { abort, ended: work, startedAt };
    return work;
  }

  /** Who paused the engine wants nothing asked by itself. */
  async function isDue(): Promise<boolean> {
    const now = clock.now();
    if (isPaused({ now, ...(await store.schedule({})) })) return false;
    if (parts.ports.network?.online() === false || parts.ports.network?.saving() === true) return false;
    return isMasterDue(await store.masterSchedule({}), now);
  }

  async function turn(): Promise<void> {
    await clock.sleep(firstLookAfter, AbortSignal.any([stopping.signal, wake.signal]));
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      try {
        if (current) await current.ended;
        // A person may have begun one, or somebody stopped all, while it was asked.
        else if ((await isDue()) && current === undefined && !stopping.signal.aborted) await begin();
        problems.over(attempts.schedule);
      } catch (thrown) {
        problems.failed(attempts.schedule, messageOf(thrown));
      }
      await clock.sleep(longestNap, AbortSignal.any([stopping.signal, wake.signal]));
    }
  }

  return {
    start() {
      stopping = new AbortController();
      turning = turn();
    },
    async stop() {
      stopping.abort();
      current?.abort.abort();
      await current?.ended;
      await turning;
    },
    syncNow() {
      if (current) return { alreadyRunning: true };
      void begin();
      return { alreadyRunning: false };
    },
    syncOnce: () => current?.ended ?? begin(),
    async cancel() {
      current?.abort.abort();
      await current?.ended;
    },
    async setSchedule(everyHours) {
      const { finishedAt } = await store.masterSchedule({});
      const nextAt = finishedAt === undefined ? null : instant(milliseconds(finishedAt) + everyHours * 3_600_000);
      await store.changeMasterSchedule({ everyHours, nextAt });
      publish({ topic: 'master' });
      wake.abort();
    },
    running: () => current && { startedAt: current.startedAt, requests, progress },
  };
}

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));
