import type { App, BrowserWindow, Dialog, WebContents } from 'electron';
import type { Logger } from '#core/ports/ports.ts';
import { origin } from './scheme.ts';
import { problemPath } from './problemPage.ts';

const minute = 60_000;
const most = 3;

/** Whether a page that ended is loaded again: three times a minute, then an error page. `ends` are monotonic times in ms, oldest first. */
export function afterCrash(
  ends: readonly number[],
  now: number,
): { readonly next: 'reload' | 'error-page'; readonly ends: readonly number[] } {
  const recent = ends.filter((at) => now - at < minute);
  return { next: recent.length < most ? 'reload' : 'error-page', ends: [...recent, now] };
}

export interface CrashParts {
  readonly contents: Pick<WebContents, 'on' | 'loadURL'>;
  readonly window: Pick<BrowserWindow, 'on'>;
  readonly app: Pick<App, 'on'>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly log: Logger;
  readonly monotonic: () => number;
  readonly reload: () => void;
}

/** A page that crashes or hangs never takes the engine with it: it is loaded again, at most three times a minute. */
export function watchCrashes({ contents, window, app, dialog, log, monotonic, reload }: CrashParts): void {
  let ends: readonly number[] = [];
  let asking = false;
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    log.error('the page ended', { reason, exitCode });
    if (reason === 'clean-exit') return;
    const decided = afterCrash(ends, monotonic());
    ends = decided.ends;
    if (decided.next === 'reload') reload();
    else void contents.loadURL(`${origin}${problemPath}`).catch(() => undefined);
  });
  window.on('unresponsive', () => {
    if (asking) return;
    asking = true;
    log.warn('the page does not answer');
    void askToWait(dialog)
      .then((again) => (again ? reload() : undefined))
      .catch(() => undefined)
      .finally(() => {
        asking = false;
      });
  });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) =>
    log.error('a helper process ended', { type, reason, exitCode }),
  );
}

/** True where the person wants the window loaded again. */
async function askToWait(dialog: CrashParts['dialog']): Promise<boolean> {
  const { response } = await dialog.showMessageBox({
    type: 'warning',
    message: 'The window does not answer.',
    detail: 'The engine goes on all the same; nothing is lost by loading the window again except what you were typing.',
    buttons: ['Wait', 'Load it again'],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
