import type { PowerSaveBlocker } from 'electron';

export interface BlockerParts {
  readonly blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  /** Calls back once after so many milliseconds; returns how to give that up. */
  readonly after: (milliseconds: number, then: () => void) => () => void;
}

/** Each request says when it begins and ends; `stop` lets the system suspend the app at once. */
export interface SuspensionBlocker {
  begin(): void;
  end(): void;
  stop(): void;
}

/** A body may still be on its way when its answer has begun; requests of one run follow each other closely. */
const lingerMs = 2_000;

/** Keeps the system from suspending the app only while bytes move: never a whole run, never between runs. */
export function suspensionBlocker({ blocker, after }: BlockerParts): SuspensionBlocker {
  let moving = 0;
  let held: number | undefined;
  let giveUp: (() => void) | undefined;
  const release = (): void => {
    giveUp?.();
    giveUp = undefined;
    if (held !== undefined) blocker.stop(held);
    held = undefined;
  };
  return {
    begin() {
      moving += 1;
      giveUp?.();
      giveUp = undefined;
      held ??= blocker.start('prevent-app-suspension');
    },
    end() {
      moving = Math.max(0, moving - 1);
      if (moving === 0) giveUp = after(lingerMs, release);
    },
    stop: release,
  };
}
