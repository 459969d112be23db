import type { Clock, Logger } from '#core/ports/ports.ts';
import { comesSafely, failureSentence, unsafeFeed } from './feed.ts';
import { nextState, type UpdateEvent, type UpdateState } from './state.ts';

export interface UpdateInfo {
  readonly version: string;
  readonly files: readonly { readonly url: string }[];
}

/** What electron-updater's `autoUpdater` is used for. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  autoRunAppAfterInstall: boolean;
  allowDowngrade: boolean;
  allowPrerelease: boolean;
  disableWebInstaller: boolean;
  logger: unknown;
  on(event: 'update-available' | 'update-not-available' | 'update-downloaded', listener: (info: UpdateInfo) => void): unknown;
  on(event: 'download-progress', listener: (progress: { readonly percent: number }) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  checkForUpdates(): Promise<unknown>;
  downloadUpdate(): Promise<unknown>;
  quitAndInstall(silent?: boolean, runAfter?: boolean): void;
}

export interface UpdatesParts {
  /** Gives the updater; called only where this installation updates itself, because it reads the package. */
  readonly updater: () => Updater;
  /** Why it does not (`whyNoUpdates`). */
  readonly off: string | undefined;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Logger;
  /** True while a run or a send is on. */
  readonly busy: () => boolean;
  /** True where the person saves data: only what is asked for is fetched. */
  readonly saving: () => boolean;
  /** Ends the engine and the app in order, without a question. */
  readonly quit: () => void;
  readonly onState: (state: UpdateState) => void;
}

export interface Updates {
  start(): void;
  stop(): void;
  state(): UpdateState;
  /** Asks the feed now. Never rejects: what goes wrong is a state. */
  check(): Promise<void>;
  /** Installs what lies ready: now, or once the run that is on has ended. */
  install(): void;
  /** The engine did something. */
  poke(): void;
  /** The app begins to end: until the engine is drained nothing is installed. */
  leaving(): void;
  /** The session or the machine ends: nothing is installed this time, an installer would be cut off half-way. False: it goes on after all. */
  sessionEnds(ends?: boolean): void;
  /** The engine has ended in order: what lies ready may be installed. */
  drained(): void;
  /** After `drained`: starts again with the version that lies ready. False where none does: the old one must not start while it is replaced. */
  startsAgain(): boolean;
}

const firstLook = 2 * 60_000;
const everySoOften = 6 * 60 * 60_000;

/** Updates by electron-updater, with our rules about when; nothing of it ever stops the app. */
export function createUpdates(parts: UpdatesParts): Updates {
  let state: UpdateState = parts.off === undefined ? { phase: 'unasked' } : { phase: 'off', why: parts.off };
  const updater = parts.off === undefined ? configured(parts.updater()) : undefined;
  const stopping = new AbortController();
  let sessionEnding = false;

  function take(event: UpdateEvent): void {
    const before = state;
    state = nextState(state, event);
    if (state === before) return;
    if (state.phase === 'failed') parts.log.warn('no update', { why: state.why });
    parts.onState(state);
    if (state.phase === 'installing') parts.quit();
  }
  const fail = (thrown: unknown): void => {
    parts.log.warn('update failed', { cause: thrown instanceof Error ? thrown.message.slice(0, 300) : String(thrown) });
    take({ type: 'failed', why: failureSentence(thrown) });
  };

  async function check(): Promise<void> {
    if (updater === undefined || !['unasked', 'current', 'failed'].includes(state.phase)) return;
    take({ type: 'checking' });
    await updater.checkForUpdates().catch(fail);
  }

  async function keepLooking(): Promise<void> {
    await parts.clock.sleep(firstLook, stopping.signal);
    while (!stopping.signal.aborted) {
      if (!parts.saving()) await check();
      await parts.clock.sleep(everySoOften, stopping.signal);
    }
  }

  updater?.on('update-not-available', () => take({ type: 'none' }));
  updater?.on('update-available', (info) => {
    if (state.phase !== 'checking') return;
    if (!comesSafely(info.files)) return take({ type: 'failed', why: unsafeFeed });
    take({ type: 'available', version: info.version });
    updater.downloadUpdate().catch(fail);
  });
  updater?.on('download-progress', ({ percent }) => take({ type: 'progress', share: percent / 100 }));
  updater?.on('update-downloaded', (info) => take({ type: 'downloaded', version: info.version }));
  updater?.on('error', fail);

  return {
    start: () => void (updater && keepLooking()),
    stop: () => stopping.abort(),
    state: () => state,
    check,
    install: () => take({ type: 'wanted', busy: parts.busy() }),
    poke: () => take({ type: 'looked', busy: parts.busy() }),
    leaving() {
      if (updater) updater.autoInstallOnAppQuit = false;
    },
    sessionEnds(ends = true) {
      sessionEnding = ends;
      if (updater) updater.autoInstallOnAppQuit = !ends;
    },
    drained() {
      if (updater === undefined || sessionEnding) return;
      updater.autoInstallOnAppQuit = true;
      if (state.phase === 'installing') updater.quitAndInstall(true, true);
    },
    startsAgain() {
      if (updater === undefined || sessionEnding) return false;
      if (state.phase === 'downloaded' || state.phase === 'waiting') updater.quitAndInstall(true, true);
      else if (state.phase !== 'installing') return false;
      return true;
    },
  };
}

/** Our rules about what. The channel is never set: setting it would allow older versions. */
function configured(updater: Updater): Updater {
  // Looked at before it is fetched; the flag to install at the end has to stand when it arrives.
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = true;
  updater.autoRunAppAfterInstall = true;
  updater.allowDowngrade = false;
  updater.allowPrerelease = false;
  updater.disableWebInstaller = true;
  // Its own words go nowhere: they carry addresses and paths; what matters is logged by us.
  updater.logger = null;
  return updater;
}
