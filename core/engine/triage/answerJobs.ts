import { AppError, toAppError } from '#core/contract/errors.ts';
import type { AnswerFailure, AnswerJob } from '#core/contract/views/triage.ts';
import { instant, milliseconds } from '#core/domain/time.ts';
import type { HoldState } from '#core/store/types/triage.ts';
import type { Answer, Given } from '../answers.ts';
import type { Engine, EngineParts } from '../engine.types.ts';

/** How long nothing acts by itself upon answers that were given here, so that they can be taken back. */
const undoMs = 8_000;

/** So many are answered before the caller hears of them; more go on by themselves. */
const atOnce = 20;
const keptJobs = 50;
/** How often progress reaches the screen at most. */
const progressEveryMs = 250;

export interface AnswerJobParts {
  readonly parts: EngineParts;
  /** Gives one answer; throws what stood in its way. */
  readonly answerOne: (answer: Answer) => Promise<Given>;
  /** Tells every screen that something was answered. */
  readonly tell: () => void;
  /** Starts a run. */
  readonly wake: () => void;
  readonly isRunning: () => boolean;
}

interface Job {
  view: AnswerJob;
  /** Holds that were answered, in order. */
  readonly answered: number[];
  /** False as soon as one of its answers did what cannot be taken back. */
  undoable: boolean;
  readonly abort: AbortController;
}

export type AnswerJobs = Pick<Engine, 'answerMany' | 'answerJob' | 'cancelAnswerJob' | 'undoAnswers'> & {
  /** No more answers; what is given stays. */
  readonly stop: () => Promise<void>;
};

/** One answer to many holds: each a transaction of its own, with progress, cancel, undo and a result that names what failed. */
export function createAnswerJobs({ parts, answerOne, tell, wake, isRunning }: AnswerJobParts): AnswerJobs {
  const { store, ports, publish } = parts;
  const jobs = new Map<number, Job>();
  const working = new Set<Promise<void>>();
  let lastId = 0;
  let stopped = new AbortController();

  function jobOf(jobId: number): Job {
    const job = jobs.get(jobId);
    if (!job)
      throw new AppError({ code: 'not-found', message: 'Nothing is known of this answer any more. Look at the list again.' });
    return job;
  }

  async function work(job: Job, { choice, reason, holds }: Parameters<Engine['answerMany']>[0]): Promise<void> {
    const startedAt = ports.clock.now();
    let told = ports.clock.monotonic();
    for (const { holdId, seen } of holds) {
      if (job.abort.signal.aborted) break;
      try {
        const given = await answerOne({ holdId, choice, reason, ...(seen === undefined ? {} : { seen }) });
        job.answered.push(given.holdId);
        // Looking again changes nothing that anybody would want back.
        if (!given.undoable || choice === 'try-again') job.undoable = false;
      } catch (thrown) {
        const failure = await failureOf(holdId, thrown, { choice, startedAt });
        if (failure) job.view = { ...job.view, failures: [...job.view.failures, failure] };
        else job.answered.push(holdId);
      }
      job.view = { ...job.view, done: job.view.done + 1, answered: job.answered.length };
      if (ports.clock.monotonic() - told < progressEveryMs) continue;
      told = ports.clock.monotonic();
      publish({ topic: 'attention' });
    }
    end(job);
  }

  /** What failed, in words; `undefined` where an answer before it on the same document answered it along. */
  async function failureOf(
    holdId: number,
    thrown: unknown,
    job: { readonly choice: AnswerJob['choice']; readonly startedAt: string },
  ): Promise<AnswerFailure | undefined> {
    const error = toAppError(thrown);
    const hold = await store.hold({ holdId });
    const closed = hold?.closed;
    if (closed?.choice === job.choice && closed.by === ports.identity.user && closed.at >= job.startedAt) return undefined;
    const purchaseOrder = hold?.purchaseOrder ?? '';
    if (closed?.choice !== undefined) {
      const message = `${closed.by} answered it meanwhile.`;
      return { holdId, purchaseOrder, why: 'answered', message, code: error.code };
    }
    const { message, code } = error;
    if (code === 'conflict' && hold && error.details['saw'] !== undefined) return changedFailure(hold, error);
    return { holdId, purchaseOrder, why: 'failed', message, code };
  }

  function end(job: Job): void {
    const cancelled = job.abort.signal.aborted && job.view.done < job.view.total;
    job.view = { ...job.view, state: cancelled ? 'cancelled' : 'ended' };
    if (job.answered.length > 0) {
      if (job.undoable) {
        job.view = { ...job.view, undoUntil: instant(milliseconds(ports.clock.now()) + undoMs) };
        const { signal } = stopped;
        void ports.clock.sleep(undoMs, signal).then(() => (signal.aborted || job.view.state === 'undone' ? undefined : wake()));
      } else wake();
    }
    tell();
  }

  return {
    async answerMany(input) {
      lastId += 1;
      const job: Job = {
        view: {
          jobId: lastId,
          choice: input.choice,
          total: input.holds.length,
          done: 0,
          answered: 0,
          state: 'running',
          failures: [],
        },
        answered: [],
        undoable: true,
        abort: new AbortController(),
      };
      jobs.set(lastId, job);
      jobs.delete(lastId - keptJobs);
      const ended = work(job, input).catch((thrown: unknown) => {
        ports.log.error('an answer to many ended early', { message: toAppError(thrown).message });
        end(job);
      });
      working.add(ended);
      void ended.then(() => working.delete(ended));
      if (input.holds.length <= atOnce) await ended;
      return job.view;
    },
    answerJob: (jobId) => jobOf(jobId).view,
    cancelAnswerJob(jobId) {
      const job = jobOf(jobId);
      job.abort.abort();
      return job.view;
    },
    async undoAnswers(jobId) {
      const job = jobOf(jobId);
      if (job.view.state === 'undone') return job.view;
      if (job.view.undoUntil === undefined || isRunning()) throw tooLate();
      const { taken } = await store.undoAnswers({ holdIds: job.answered, who: ports.identity.user, at: ports.clock.now() });
      if (taken.length > 0) throw tooLate();
      const { undoUntil: _, ...view } = job.view;
      job.view = { ...view, state: 'undone' };
      tell();
      return job.view;
    },
    async stop() {
      stopped.abort();
      for (const job of jobs.values()) job.abort.abort();
      await Promise.all(working);
      stopped = new AbortController();
    },
  };
}

function changedFailure(hold: HoldState, { message, code, details }: AppError): AnswerFailure {
  return {
    holdId: hold.id,
    purchaseOrder: hold.purchaseOrder,
    why: 'changed',
    message,
    code,
    saw: details['saw'] ?? hold.message,
    ...(hold.successor === undefined ? {} : { now: hold.successor }),
  };
}

const tooLate = (): AppError =>
  new AppError({
    code: 'conflict',
    message: 'A run has taken this up already, so it cannot be taken back. Look at the orders to see how far they are.',
  });
