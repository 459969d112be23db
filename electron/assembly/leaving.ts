import { systemClock } from '#core/host/adapters/clock.ts';
import { watchPower } from '../adapters/power.ts';
import { guardSession } from '../leaving/guardWindow.ts';
import type { SessionEndParts } from '../leaving/sessionEnd.ts';
import { quitting, type Quitting } from '../leaving/quit.ts';
import type { Engine } from './console.ts';
import type { Desktop, Ground, Whole } from './desktop.ts';

/** Quitting by a person: what is asked before, and in which order everything ends. */
export function askBeforeLeaving({ electron, logFile }: Ground, { acts, quayside, blocker }: Engine, whole: Whole): Quitting {
  const { app, dialog, clipboard } = electron;
  return quitting({
    app,
    dialog,
    clipboard,
    farewell: () => whole().watch.farewell(),
    sendNow: (ids) => acts.sendNow(ids),
    onLeaving: () => {
      whole().updates.leaving();
      whole().tray.stop();
    },
    startsAgain: () => whole().updates.startsAgain(),
    stop: async () => {
      const { watch, updates } = whole();
      await watch.stop();
      await quayside.stop();
      blocker.stop();
      updates.stop();
      await logFile.flush();
      updates.drained();
    },
  });
}

/** What a window of ours asks and says when the system ends the session. */
export function endingOf(whole: Whole): Pick<SessionEndParts, 'lastFarewell' | 'onEnd'> {
  return { lastFarewell: () => whole().watch.lastFarewell(), onEnd: () => whole().updates.sessionEnds() };
}

/** Sleep, lock and the ends that no person of ours asked for: a shut-down, the end of the session, a signal. */
export function heedSystem({ electron, terminal }: Ground, desktop: Desktop): void {
  const { quayside, watch, leaving, updates, blocker } = desktop;
  const { BaseWindow } = electron;
  watchPower({
    monitor: electron.powerMonitor,
    now: () => systemClock.now(),
    onSuspend: () => blocker.stop(),
    onResume: (since) => {
      quayside.current()?.app.engine.lookAtClock();
      void watch.resumed(since);
    },
    onLock: () => void watch.locked(),
    onShutdown: (event) => {
      event.preventDefault();
      updates.sessionEnds();
      // Where the person stays, the system gives up ending the session.
      void leaving.ask(watch.lastFarewell() === undefined).then(() => updates.sessionEnds(leaving.isLeaving()));
    },
  });
  const onSignal = (): void => {
    updates.sessionEnds();
    void leaving.ask(true);
  };
  terminal.signal.addEventListener('abort', onSignal, { once: true });
  if (process.platform === 'win32')
    guardSession({ create: (options) => new BaseWindow(options), quitting: leaving, ...endingOf(() => desktop) });
}
