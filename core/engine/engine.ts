import { AppError } from '#core/contract/errors.ts';
import type { RunRow } from '#core/contract/views/runs.ts';
import type { StatusView } from '#core/contract/views/status.ts';
import { createAnswers } from './answers.ts';
import { createPriceAnswers } from './priceAnswers.ts';
import type { Engine, EngineParts } from './engine.types.ts';
import { createLoop } from './loop.ts';
import { createProgress } from './progress.ts';
import { recover } from './recover.ts';
import { createRemotes } from './remotes.ts';
import { runCycle, type RunResult, type RunScope } from './run.ts';
import { createStandstill, endsEverything } from './standstill.ts';
import { createTasks, type Tasks } from './tasks.ts';
import { stronger, type Wish } from './wishes.ts';

/** The engine of one workspace. The caller holds the workspace's lock and gives an open store. */
export function createEngine(parts: EngineParts, tasks: Tasks = createTasks()): Engine {
  const { store, ports, publish } = parts;
  const remotes = createRemotes(parts);
  const progress = createProgress(parts);
  const standstill = createStandstill(parts);
  /** The run that is going on; `ended` also covers what is learnt from it, so that nothing writes after a stop. */
  let current: { readonly abort: AbortController; readonly scope: RunScope; readonly ended: Promise<void> } | undefined;
  let phase: StatusView['engine'] = 'stopped';
  let message: string | undefined;
  let started = false;
  /** True from a stop to the next start: what would begin then nobody ends, and the store closes under it. */
  let stopped = false;
  let paused = false;
  let next: Wish | undefined;
  /** True when an answer was decided here while paused, so that its order waits for the end of the pause. */
  let waits = false;

  async function begin(trigger: RunRow['trigger'], scope: RunScope = 'everything'): Promise<RunResult> {
    const abort = new AbortController();
    const startedAt = ports.clock.now();
    phase = 'running';
    next = undefined;
    const ended = Promise.withResolvers<void>();
    current = { abort, scope, ended: ended.promise };
    publish({ topic: 'status' });
    try {
      await standstill.writeDown();
      await recover(parts);
      const result = await runCycle({
        parts,
        tasks,
        trigger,
        scope,
        signal: abort.signal,
        onProgress: (runId, step, count, total) => progress.show({ runId, startedAt, trigger, phase: step, done: count, total }),
      });
      await learn(result);
      message = result.outcome === 'failed' ? result.message : undefined;
      return result;
    } catch (thrown) {
      message = thrown instanceof Error ? thrown.message : String(thrown);
      if (endsEverything(thrown)) await standstill.begins(thrown);
      else ports.log.error('a run could not be finished', { message });
      throw thrown;
    } finally {
      current = undefined;
      progress.clear();
      phase = paused ? 'paused' : 'idle';
      for (const topic of ['status', 'runs', 'orders', 'attention', 'outbound'] as const) publish({ topic });
      if (next !== undefined && started) follow(next);
      ended.resolve();
    }
  }

  /** Begins what was wished for during a run. While paused only a person's own word counts. */
  function follow(wish: Wish): void {
    if (wish === 'change') return runSoon();
    if (paused && wish !== 'run') return;
    void begin(wish === 'run' ? 'person' : wish, wish === 'event' ? 'answers' : 'everything').catch(() => undefined);
  }

  /**
   * A person's answer shows at once: a run now, or right after the one that is going on. While paused it is decided here
   * and goes no further: who paused wants nothing asked of SPS or made in Dynamics before they say so.
   */
  function runSoon(): void {
    if (!started) return;
    if (current !== undefined) {
      next = stronger(next, 'change');
      return;
    }
    if (paused) waits = true;
    void begin('person', paused ? 'here' : 'everything').catch(() => undefined);
  }

  /** What was answered during a pause goes on when it ends. */
  function setPaused(now: boolean): void {
    const ended = paused && !now;
    paused = now;
    if (!ended || !waits) return;
    waits = false;
    runSoon();
  }

  /** What a run that ended tells of the remotes. Where nothing can be written down that is all there is to say. */
  async function learn(result: RunResult): Promise<void> {
    const cause = result.failures.find(endsEverything);
    if (cause) return standstill.begins(cause, result.unwritten);
    await standstill.ends();
    await remotes.learn(result);
  }

  const { jobs, ...answers } = createAnswers(parts, runSoon, () => current !== undefined);
  const { stop: stopAnswers, ...manyAnswers } = jobs;

  const loop = createLoop({
    parts,
    // One that does only a part keeps the schedule's from nothing: where events come all day it would never be its turn.
    isRunning: () => current?.scope === 'everything',
    run: async (trigger) => {
      // While the loop asked the store the engine was stopped (which would wait for the whole of a run that nobody ends), or
      // a person paused it.
      if (!started || paused) return;
      // Or another began: of two at once each would take the other's requests for what a crash left.
      if (current === undefined) await begin(trigger).catch(() => undefined);
      else if (current.scope !== 'everything') next = stronger(next, trigger === 'person' ? 'change' : 'schedule');
    },
    onFailure: async (thrown) => {
      const text = thrown instanceof Error ? thrown.message : String(thrown);
      if (endsEverything(thrown)) await standstill.begins(thrown);
      else ports.log.error('the schedule could not be read', { message: text });
    },
    onState: (isPaused) => {
      setPaused(isPaused);
      const resting = paused ? 'paused' : 'idle';
      if (current !== undefined || phase === resting) return;
      phase = resting;
      publish({ topic: 'status' });
    },
  });

  return {
    async start() {
      phase = 'starting';
      stopped = false;
      await recover(parts);
      await store.restartRings({ at: ports.clock.now() });
      await remotes.remember();
      await standstill.remember();
      phase = 'idle';
      started = true;
      await loop.start();
    },
    async stop() {
      started = false;
      stopped = true;
      const loopEnded = loop.stop();
      current?.abort.abort();
      await current?.ended;
      await loopEnded;
      await stopAnswers();
      phase = 'stopped';
    },
    async runNow(trigger) {
      if (stopped) throw isStopping();
      if (current) {
        // It may have listed the mailbox or read the journals already: what is waited for is had right after it.
        if (started) next = stronger(next, trigger === 'event' ? 'event' : 'run');
        return { alreadyRunning: true };
      }
      // An event says that something was posted: that is read and answered at once, the mailbox has its own time.
      void begin(trigger, trigger === 'event' ? 'answers' : 'everything').catch(() => undefined);
      await Promise.resolve();
      return { alreadyRunning: false };
    },
    async runOnce(trigger, options = {}) {
      if (stopped) throw isStopping();
      if (current)
        throw new AppError({
          code: 'engine-busy',
          message: 'A run is going on already; wait for it or cancel it.',
          retry: 'later',
        });
      const { summary, outcome, message: reason } = await begin(trigger, options.noSend === true ? 'no-send' : 'everything');
      return { summary, outcome, ...(reason === undefined ? {} : { message: reason }) };
    },
    async cancelRun() {
      next = undefined;
      current?.abort.abort();
      await current?.ended;
    },
    async pause(until) {
      await loop.pause(until);
      setPaused(true);
    },
    async resume() {
      await loop.resume();
      setPaused(false);
    },
    setSchedule: (input) => loop.setSchedule(input),
    state: () => {
      const shown = progress.current();
      return {
        engine: phase,
        ...(message === undefined ? {} : { message }),
        standstill: standstill.current(),
        ...(shown === undefined ? {} : { progress: shown }),
        ...remotes.current(),
      };
    },
    runSoon,
    lookAtClock: () => loop.lookAtClock(),
    ...answers,
    ...manyAnswers,
    ...createPriceAnswers(parts, runSoon),
  };
}

function isStopping(): AppError {
  return new AppError({
    code: 'engine-not-running',
    message: 'This workspace is being closed: no run was begun. What waits is done when it is open again.',
    retry: 'later',
  });
}
