import type { PowerMonitor } from 'electron';
import type { Instant } from '#core/domain/time.ts';

export interface PowerParts {
  readonly monitor: Pick<PowerMonitor, 'on'>;
  readonly now: () => Instant;
  /** The machine goes to sleep: nothing can hold it up. */
  readonly onSuspend: () => void;
  /** It is awake again; it slept since then (absent where nobody said so). */
  readonly onResume: (since: Instant | undefined) => void;
  /** The screen was locked: somebody goes away. Not told on Linux. */
  readonly onLock: () => void;
  /**
   * Linux shuts down; macOS shuts down or logs off. Windows says both to a window (`session-end`), Linux ends the session
   * by a signal. Preventing it buys time to end well.
   */
  readonly onShutdown: (event: { preventDefault(): void }) => void;
}

/** The machine's power events, each with one meaning. Some systems say one twice: a second sleep or waking is none. */
export function watchPower({ monitor, now, onSuspend, onResume, onLock, onShutdown }: PowerParts): void {
  let asleepSince: Instant | undefined;
  monitor.on('suspend', () => {
    if (asleepSince !== undefined) return;
    asleepSince = now();
    onSuspend();
  });
  monitor.on('resume', () => {
    const since = asleepSince;
    asleepSince = undefined;
    onResume(since);
  });
  monitor.on('lock-screen', () => onLock());
  // Electron gives this event an object that the types do not name.
  monitor.on('shutdown', (event?: { preventDefault(): void }) => onShutdown(event ?? { preventDefault: () => undefined }));
}
