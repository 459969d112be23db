import { AppError, toAppError } from '#core/contract/errors.ts';
import type { BackupSettings, BackupState } from '#core/contract/views/records.ts';
import { milliseconds, type Instant } from '#core/domain/time.ts';
import type { EngineParts } from '../engine.types.ts';
import { createBackupDisk } from './backupDisk.ts';
import { firstSettings, isLate, nextBackup } from './backupTimes.ts';

/** A backup that was made and checked. */
export interface MadeBackup {
  readonly at: Instant;
  readonly folder: string;
  readonly bytes: number;
  /** Who asked for it; `Quayside` for an automatic one. */
  readonly by: string;
}

/** Where copies are made and kept; the host's part. */
export interface BackupPlace {
  /** Copies into a new folder below `parent` and checks the copy. Throws AppError; nothing half-done stays. */
  make(input: {
    readonly parent: string;
    readonly at: Instant;
    readonly by: string;
    readonly automatic: boolean;
    readonly onShare: (share: number) => void;
    readonly onChecking: () => void;
  }): Promise<MadeBackup>;
  /** The newest good one of this workspace, whoever made it, and whether it is still where it was put. */
  last(): Promise<(MadeBackup & { readonly there: boolean }) | undefined>;
  /**
   * Takes away automatic ones of this workspace beyond the newest `keep`, of which `newest` is the newest: those that bear a
   * later time were made while the clock stood wrong, and go first.
   */
  prune(parent: string, keep: number, newest: MadeBackup): Promise<void>;
  /** Throws AppError `invalid-input` where backups should not go there. */
  checkFolder(parent: string): void;
  /** Where the disk begins that a folder lies on, or would; undefined where nobody can tell. */
  diskOf(parent: string): Promise<string | undefined>;
}

export interface BackupsParts extends Pick<EngineParts, 'store' | 'ports' | 'publish'> {
  readonly place: BackupPlace;
  /** True while a run writes: an automatic backup waits for its end. */
  readonly isRunning: () => boolean;
}

/** Backups by a person's word and by themselves, one at a time. */
export interface Backups {
  start(): void;
  stop(): Promise<void>;
  state(): Promise<BackupState>;
  set(settings: BackupSettings): Promise<BackupState>;
  /** The folder of the settings is meant to lie on the disk that it lies on now. */
  acceptDisk(): Promise<BackupState>;
  /** Begins one; does not wait for its end. Throws where it is not known where to. */
  now(folder?: string): Promise<{ readonly alreadyRunning: boolean }>;
}

const longestNap = 60_000;
/** An automatic backup waits so long for a run to end, then goes on beside it. */
const longestWait = 30 * 60_000;
const publishEvery = 250;
const incidentKey = 'backup-failed';
const keys = { settings: 'backup.settings', automatic: 'backup.automatic', failure: 'backup.failure' } as const;

export function createBackups({ store, ports, publish, place, isRunning }: BackupsParts): Backups {
  const { clock } = ports;
  const disk = createBackupDisk({ store, place });
  let stopping = new AbortController();
  let wake = new AbortController();
  let turning: Promise<void> = Promise.resolve();
  let running: BackupState['running'];
  let current: Promise<void> | undefined;
  let lastPublished = 0;

  function show(next: BackupState['running']): void {
    const changed = running?.step !== next?.step;
    running = next;
    const now = clock.monotonic();
    if (!changed && now - lastPublished < publishEvery) return;
    lastPublished = now;
    publish({ topic: 'settings' });
  }

  async function settings(): Promise<BackupSettings> {
    const text = await store.meta({ key: keys.settings });
    return text === undefined ? firstSettings : { ...firstSettings, ...(JSON.parse(text) as Partial<BackupSettings>) };
  }

  async function failure(): Promise<BackupState['failure']> {
    const text = await store.meta({ key: keys.failure });
    return text ? (JSON.parse(text) as NonNullable<BackupState['failure']>) : undefined;
  }

  async function nextAt(chosen: BackupSettings): Promise<Instant | undefined> {
    const [automatic, failed] = await Promise.all([store.meta({ key: keys.automatic }), failure()]);
    return nextBackup(chosen, {
      now: clock.now(),
      timeZone: ports.timeZone,
      lastAutomaticAt: automatic === '' ? undefined : automatic,
      failedAt: failed?.at,
    });
  }

  async function state(): Promise<BackupState> {
    const chosen = await settings();
    const [last, failed, next, moved] = await Promise.all([place.last(), failure(), nextAt(chosen), disk.moved(chosen.folder)]);
    return {
      settings: chosen,
      ...(running === undefined ? {} : { running }),
      ...(last === undefined ? {} : { last }),
      ...(failed === undefined ? {} : { failure: failed }),
      ...(next === undefined ? {} : { nextAt: next }),
      ...(moved === undefined ? {} : { moved }),
      late: isLate(chosen, last, clock.now()),
    };
  }

  async function make(parent: string, automatic: boolean, startedAt: Instant): Promise<void> {
    const by = automatic ? 'Quayside' : ports.identity.user;
    const step = (name: 'copying' | 'checking', share: number): void => show({ startedAt, folder: parent, step: name, share });
    step('copying', 0);
    // One that was chosen before its disk was remembered is from now on.
    if (parent === (await settings()).folder) await disk.chosen(parent);
    await disk.check(parent);
    const made = await place.make({
      parent,
      at: startedAt,
      by,
      automatic,
      onShare: (share) => step('copying', share),
      onChecking: () => step('checking', 1),
    });
    if (automatic) await store.setMeta({ key: keys.automatic, value: startedAt });
    await endFailure();
    if (automatic) await prune(parent, made);
  }

  async function endFailure(): Promise<void> {
    await store.setMeta({ key: keys.failure, value: '' });
    await store.resolveIncidents({ remote: 'here', at: clock.now(), keyPrefix: incidentKey });
    publish({ topic: 'attention' });
  }

  /** The new copy is good whatever becomes of the old ones; that they stay must be known before they fill the disk. */
  async function prune(parent: string, made: MadeBackup): Promise<void> {
    const { keep } = await settings();
    try {
      await place.prune(parent, keep, made);
    } catch (thrown) {
      const { code, message } = toAppError(thrown);
      ports.log.warn('old backups could not be removed', { code, message });
      await store.noteIncident({
        key: `${incidentKey}:old`,
        remote: 'here',
        code,
        message: `The backup is made, but older ones in ${parent} could not be removed (${message}).`,
        details: {
          title: 'Old backups could not be removed',
          consequence: `More than ${keep} stay there, and each day adds one until the disk is full.`,
          nextStep: 'Look at the permissions of the folder and remove the oldest by hand; the rest goes on by itself.',
        },
        at: clock.now(),
      });
      publish({ topic: 'attention' });
    }
  }

  /** One that failed is an incident until one is good again: nobody looks at backups on a good day. */
  async function noteFailure(thrown: unknown, parent: string): Promise<void> {
    const { code, message } = toAppError(thrown);
    const at = clock.now();
    ports.log.error('a backup could not be made', { code, message });
    const { automatic } = await settings();
    const next = automatic ? 'The next try is made within an hour.' : 'Then make one by hand: none is made by itself.';
    await store.setMeta({ key: keys.failure, value: JSON.stringify({ at, message }) });
    await store.noteIncident({
      key: incidentKey,
      remote: 'here',
      code,
      message,
      details: {
        title: 'No backup could be made',
        consequence: 'What was done since the last good backup would be lost with this disk.',
        nextStep: `Look at ${parent} (is the disk there, writable and with room?), or choose another folder in Settings. ${next}`,
      },
      at,
    });
    publish({ topic: 'attention' });
  }

  function begin(parent: string, automatic: boolean): Promise<void> {
    current = make(parent, automatic, clock.now())
      .catch((thrown: unknown) => noteFailure(thrown, parent))
      .catch((thrown: unknown) => ports.log.error('a failed backup could not be noted', { message: String(thrown) }))
      .finally(() => {
        current = undefined;
        show(undefined);
        publish({ topic: 'attention' });
      });
    return current;
  }

  async function untilIdle(parent: string): Promise<void> {
    const startedAt = clock.now();
    const deadline = clock.monotonic() + longestWait;
    while (isRunning() && clock.monotonic() < deadline && !stopping.signal.aborted) {
      show({ startedAt, folder: parent, step: 'waiting', share: 0 });
      await clock.sleep(1_000, stopping.signal);
    }
  }

  /** The settings, and in how many milliseconds the next automatic one is due. */
  async function due(): Promise<{ readonly chosen: BackupSettings; readonly left: number }> {
    const chosen = await settings();
    const next = await nextAt(chosen);
    return { chosen, left: next === undefined ? longestNap : milliseconds(next) - milliseconds(clock.now()) };
  }

  async function once(): Promise<number> {
    const { chosen, left } = await due();
    if (left > 0 || current !== undefined) return Math.min(longestNap, Math.max(1_000, left));
    await untilIdle(chosen.folder);
    // Meanwhile a person may have turned them off or chosen another folder.
    const after = await due();
    if (current !== undefined) return longestNap;
    if (stopping.signal.aborted || after.left > 0) {
      show(undefined);
      return Math.min(longestNap, Math.max(1_000, after.left));
    }
    await begin(after.chosen.folder, true);
    return longestNap;
  }

  async function turn(): Promise<void> {
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      let nap = longestNap;
      try {
        nap = await once();
      } catch (thrown) {
        ports.log.error('the backup settings could not be read', { message: toAppError(thrown).message });
      }
      await clock.sleep(nap, AbortSignal.any([stopping.signal, wake.signal]));
    }
  }

  return {
    start() {
      stopping = new AbortController();
      turning = turn();
    },
    async stop() {
      stopping.abort();
      await turning;
      // A copy that is half-way is taken away by its own end; it is short against losing it.
      await current;
    },
    state,
    async set(chosen) {
      if (chosen.automatic && chosen.folder === '')
        throw new AppError({ code: 'invalid-input', message: 'Say which folder automatic backups go to.' });
      if (chosen.folder !== '') place.checkFolder(chosen.folder);
      await disk.chosen(chosen.folder);
      await store.setMeta({ key: keys.settings, value: JSON.stringify(chosen) });
      publish({ topic: 'settings' });
      wake.abort();
      return state();
    },
    async acceptDisk() {
      const { folder } = await settings();
      const away = folder === '' ? undefined : await disk.accept(folder);
      // What asked for this word asks no more, and a daily one that is due need not wait for its next try.
      if (away !== undefined && (await failure())?.message === away.message) await endFailure();
      publish({ topic: 'settings' });
      wake.abort();
      return state();
    },
    async now(folder) {
      if (current) return { alreadyRunning: true };
      const parent = folder ?? (await settings()).folder;
      if (parent === '') throw new AppError({ code: 'invalid-input', message: 'Say which folder the backup goes to.' });
      place.checkFolder(parent);
      if (current) return { alreadyRunning: true };
      void begin(parent, false);
      return { alreadyRunning: false };
    },
  };
}
