import { AppError, toAppError } from '#core/contract/errors.ts';
import type { RunContext } from './runContext.ts';

/** Dynamics refuses the question itself, or it cannot be put: one of those that it is about may be why. */
export const isChokedOn = (thrown: unknown): boolean => ['dynamics-refused', 'internal'].includes(toAppError(thrown).code);

/**
 * Does `work`, which asks Dynamics about several at once. Where it chokes on the question each is worked on alone, so that one
 * keeps no other back, and what is wrong with that one is said once, with what it is called. Gives those that were not worked
 * on; throws what other failure the work ends in.
 */
export async function togetherOrEach<T>(
  run: RunContext,
  items: readonly T[],
  work: (some: readonly T[]) => Promise<void>,
  nameOf: (item: T) => string,
): Promise<readonly T[]> {
  try {
    await work(items);
    return [];
  } catch (thrown) {
    if (run.signal.aborted || !isChokedOn(thrown)) throw thrown;
  }
  const left: T[] = [];
  for (const item of items) {
    if (run.signal.aborted || run.isDown('dynamics')) left.push(item);
    else if (!(await isWorkedOn(run, () => work([item]), nameOf(item)))) left.push(item);
  }
  return left;
}

async function isWorkedOn(run: RunContext, work: () => Promise<void>, name: string): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (thrown) {
    if (run.signal.aborted || !isChokedOn(thrown)) throw thrown;
    const { code, message, retry, outcome, details } = toAppError(thrown);
    run.fail(new AppError({ code, message: `${name} could not be read: ${message}`, retry, outcome, details, cause: thrown }));
    return false;
  }
}
