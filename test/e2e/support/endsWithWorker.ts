import type { ChildProcess } from 'node:child_process';

/**
 * Ends a process with the worker that started it, however that ends. A fixture ends what it gave away; what never came so far
 * as to be given (an address that is not said in time, a journey that may take no longer) nobody else would end.
 */
export function endsWithWorker<Child extends ChildProcess>(child: Child): Child {
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
  return child;
}
