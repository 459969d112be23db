import { toAppError } from '#core/contract/errors.ts';
import type { DoctorStepView, DoctorView, SetUpId } from '#core/contract/views/workspaces.ts';
import { examineDynamics } from '#core/dynamics/doctor.ts';
import type { Clock } from '#core/ports/ports.ts';
import { examineSps, type DoctorStep } from '#core/sps/doctor.ts';
import { connectionOf } from './draft.ts';
import { blockingReasons, type Examined } from './gate.ts';
import type { Remotes } from './remotes.ts';
import type { Setup } from './setup.ts';

interface Run {
  readonly key: string;
  readonly startedAt: string;
  readonly abort: AbortController;
  readonly steps: DoctorStepView[];
  state: 'running' | 'ended' | 'cancelled';
  endedAt?: string;
  finished: Promise<void>;
}

export interface Examination {
  /** Begins a run; one that is under way is cancelled. Returns when it has begun. */
  start(request: { readonly setup: Setup; readonly key: string; readonly remotes: Remotes; readonly writeTest?: string }): void;
  cancel(workspace: SetUpId): void;
  /** The last run as the draft and the secrets of now see it. */
  view(workspace: SetUpId, key: string): DoctorView;
  stop(): Promise<void>;
}

/** Runs the doctor over drafts; each step is known as soon as it is there. The last run of each workspace is kept. */
export function createExamination({ clock, changed }: { readonly clock: Clock; readonly changed: () => void }): Examination {
  const runs = new Map<SetUpId, Run>();

  async function examine(run: Run, steps: AsyncIterable<DoctorStepView>): Promise<void> {
    try {
      for await (const step of steps) {
        // A step that was cut off by the person says nothing about the connection.
        if (run.abort.signal.aborted) break;
        run.steps.push(step);
        changed();
      }
    } catch (thrown) {
      // The doctor never throws by itself; whatever does must not pass for a clean run.
      const { code, message } = toAppError(thrown);
      run.steps.push({ remote: 'sps', name: 'The check itself', state: 'bad', sentence: message, code, details: {} });
    }
    run.state = run.abort.signal.aborted ? 'cancelled' : 'ended';
    run.endedAt = clock.now();
    changed();
  }

  return {
    start({ setup, key, remotes, writeTest }) {
      runs.get(setup.workspace)?.abort.abort();
      const abort = new AbortController();
      const steps = allSteps(setup, remotes, { signal: abort.signal, ...(writeTest === undefined ? {} : { writeTest }) });
      const run: Run = { key, startedAt: clock.now(), abort, steps: [], state: 'running', finished: Promise.resolve() };
      runs.set(setup.workspace, run);
      run.finished = examine(run, steps);
      changed();
    },
    cancel(workspace) {
      runs.get(workspace)?.abort.abort();
    },
    view(workspace, key) {
      const run = runs.get(workspace);
      const examined: Examined = run
        ? { state: run.state, current: run.key === key, steps: run.steps }
        : { state: 'never', current: false, steps: [] };
      return {
        ...examined,
        steps: [...examined.steps],
        ...(run === undefined ? {} : { startedAt: run.startedAt }),
        ...(run?.endedAt === undefined ? {} : { endedAt: run.endedAt }),
        blocking: [...blockingReasons(workspace, examined)],
      };
    },
    async stop() {
      for (const run of runs.values()) run.abort.abort();
      await Promise.allSettled([...runs.values()].map((run) => run.finished));
    },
  };
}

interface Asked {
  readonly signal: AbortSignal;
  readonly writeTest?: string;
}

async function* allSteps(setup: Setup, remotes: Remotes, { signal, writeTest }: Asked): AsyncGenerator<DoctorStepView> {
  const connection = connectionOf(setup.draft);
  const sps = remotes.sps();
  const { clock, random } = sps.ports;
  const test = writeTest === undefined ? {} : { writeTest };
  for await (const step of examineSps({ client: sps.client, connection: connection.sps, clock, random, ...test }, signal))
    yield view('sps', step);
  const dynamics = remotes.dynamics();
  for await (const step of examineDynamics({ ...dynamics.ports, connection: connection.dynamics }, signal))
    yield view('dynamics', step);
}

function view(remote: DoctorStepView['remote'], { name, state, sentence, details }: DoctorStep): DoctorStepView {
  const { code, ...rest } = details;
  return { remote, name, state, sentence, details: rest, ...(code === undefined ? {} : { code }) };
}
