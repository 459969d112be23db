import type { Dialog } from 'electron';
import { redact } from '#core/host/adapters/logger.ts';
import type { Clock, Logger } from '#core/ports/ports.ts';

/** How long the log may take to come to disk. */
const aMoment = 2_000;

export interface FailureParts {
  readonly process: Pick<NodeJS.Process, 'on'>;
  readonly log: Logger;
  /** Everything that was logged is on disk; given a moment, no more: the disk may be what failed. */
  readonly flush: () => Promise<void>;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly dialog: Pick<Dialog, 'showErrorBox'>;
  readonly exit: (code: number) => void;
}

/**
 * What nobody caught leaves the program in a state that nobody knows: it is logged without secrets, said, and the program
 * ends. Sends that were under way are recovered at the next start. A second failure meanwhile is only logged.
 */
export function endOnFailure({ process, log, flush, clock, dialog, exit }: FailureParts): void {
  let ending = false;
  const end = (kind: string) => (thrown: unknown) => {
    const text = redact(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
    log.error(kind, { message: text });
    if (ending) return;
    ending = true;
    dialog.showErrorBox(
      'Quayside must end',
      `Something went wrong that it cannot go on from: ${text.split('\n')[0] ?? ''}\n\nNothing is lost: what was under way is looked for at the next start. The log has the details.`,
    );
    void Promise.race([flush(), clock.sleep(aMoment)]).finally(() => exit(1));
  };
  process.on('uncaughtException', end('an exception that nobody caught'));
  process.on('unhandledRejection', end('a rejection that nobody caught'));
}
