import { setFlagsFromString } from 'node:v8';

/**
 * How this process shares out memory; to be called before the first thread.
 *
 * Limits on the command line are meant for the main thread, but V8 gives them to every thread and passes over what a
 * thread was started with: from here on each thread has its own.
 */
export function shareMemory(): void {
  setFlagsFromString('--max-semi-space-size=0');
  setFlagsFromString('--max-old-space-size=0');
}
