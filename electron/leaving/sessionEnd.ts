import type { BaseWindow } from 'electron';
import type { Farewell } from './farewell.ts';
import type { Quitting } from './quit.ts';

export interface SessionEndParts {
  readonly window: Pick<BaseWindow, 'on'>;
  /** What was known a moment ago: Windows wants its answer at once. */
  readonly lastFarewell: () => Farewell | undefined;
  readonly quitting: Pick<Quitting, 'ask'>;
  /** It ends now, whatever was answered. */
  readonly onEnd: () => void;
}

/**
 * Logging off or shutting down on Windows: while something falls due before the usual return the system is asked to wait,
 * and the same question as on quitting is asked. A critical end, and one that goes on anyway, is not held up.
 */
export function holdSessionEnd({ window, lastFarewell, quitting, onEnd }: SessionEndParts): void {
  window.on('query-session-end', (event) => {
    if (event.reasons.includes('critical') || lastFarewell() === undefined) return;
    event.preventDefault();
    void quitting.ask();
  });
  window.on('session-end', () => {
    onEnd();
    void quitting.ask(true);
  });
}
