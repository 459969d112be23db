/** Waits for shared work; one waiter that is aborted leaves alone, with `stopped`, and the work goes on for the others. */
export async function waitFor<T>(work: Promise<T>, signal: AbortSignal | undefined, stopped: () => Error): Promise<T> {
  if (!signal) return work;
  let leave: (() => void) | undefined;
  const gone = new Promise<never>((_resolve, reject) => {
    leave = () => reject(stopped());
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
  try {
    return await Promise.race([work, gone]);
  } finally {
    if (leave) signal.removeEventListener('abort', leave);
    work.catch(() => undefined);
  }
}
