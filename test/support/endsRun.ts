import { writeSync } from 'node:fs';
import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** What workers need to end after the last test, many times over. */
const afterLastMs = 60_000;
/** Twice what the slowest test may take. */
const silentMs = 600_000;

/**
 * Ends a run that would not end by itself, with a sentence and as failed. Vitest waits until the output of its workers is
 * closed, which a process that a test left behind holds open for good; and no time limit of its own reaches a test that never
 * gives way. Not while it watches files: then it stays on purpose.
 */
export function endsRun(): Reporter {
  const underWay = new Map<string, string>();
  let watches = false;
  let timer: NodeJS.Timeout | undefined;

  function unlessWithin(milliseconds: number, why: () => string): void {
    clearTimeout(timer);
    if (watches) return;
    timer = setTimeout(() => {
      writeSync(2, `\n${why()}\n`);
      process.exit(1);
    }, milliseconds);
    timer.unref();
  }
  const goesOn = (): void =>
    unlessWithin(
      silentMs,
      () => `No test began or ended for ten minutes, so the run ends here. Under way: ${[...underWay.values()].join('; ')}.`,
    );
  const begins = (one: TestCase | TestModule): void => {
    underWay.set(one.id, one.type === 'test' ? one.fullName : one.moduleId);
    goesOn();
  };
  const ends = (one: TestCase | TestModule): void => {
    underWay.delete(one.id);
    goesOn();
  };

  return {
    onInit: ({ config }) => void (watches = config.watch),
    onTestRunStart: goesOn,
    onTestModuleStart: begins,
    onTestModuleEnd: ends,
    onTestCaseReady: begins,
    onTestCaseResult: ends,
    onTestRunEnd: () =>
      unlessWithin(
        afterLastMs,
        () =>
          'Every test is over, but something that one of them started still runs and would keep this run for good, so it ends here. ' +
          'Let each process that a test starts end with it (endsWithTest, afterEach).',
      ),
  };
}
