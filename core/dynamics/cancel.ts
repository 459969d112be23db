import { AppError } from '#core/contract/errors.ts';
import { waitFor as waitUnlessStopped } from '#core/ports/http/waitFor.ts';

/** The call was given up before a request of it left: nothing was done. */
export function cancelled(): AppError {
  return new AppError({
    code: 'cancelled',
    message: 'The work was stopped before this request was sent. Nothing was changed in Dynamics.',
  });
}

/** Throws when the signal is aborted already. */
export function checkCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}

/** Waits for shared work; one waiter that is aborted leaves alone, the work goes on for the others. */
export const waitFor = <T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> =>
  waitUnlessStopped(work, signal, cancelled);
