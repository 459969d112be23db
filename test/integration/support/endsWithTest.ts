import type { ChildProcess } from 'node:child_process';
import { onTestFinished } from 'vitest';

/**
 * Ends a process with the test that started it, however that test ends. Without it a test that fails before it comes to its
 * own `kill` leaves the process behind, and the whole run waits for it for ever.
 */
export function endsWithTest<Child extends ChildProcess>(child: Child): Child {
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}
