import { toAppError, type AppError, type ErrorCode } from '#core/contract/errors.ts';
import type { StatusView } from '#core/contract/views/status.ts';
import type { Store } from '#core/store/store.types.ts';
import type { EngineParts } from './engine.types.ts';

export type Standstill = NonNullable<StatusView['standstill']>;

/** The end of a run as it is written down. */
export type RunEnding = Parameters<Store['finishRun']>[0];

const causes: ReadonlySet<ErrorCode> = new Set(['disk-full', 'folder-not-writable']);

/**
 * True for what ends a run at once: where nothing can be written down, nothing may be deleted at SPS, made in Dynamics or
 * sent, and whatever is tried next would fail the same way.
 */
export function endsEverything(thrown: unknown): thrown is AppError {
  return causes.has(toAppError(thrown).code);
}

const incidentKey = 'standstill';

/** What the engine knows of a data folder that cannot be written. */
export interface StandstillWatch {
  current(): Standstill | undefined;
  /** After a restart: what an earlier process could still write down. */
  remember(): Promise<void>;
  /** Before a run: the end of the one before, which there was no room for. Throws while there is none. */
  writeDown(): Promise<void>;
  /** A write failed. Said once however often it does: one incident where it can be written, else from memory. */
  begins(error: AppError, unwritten?: RunEnding): Promise<void>;
  /** A run came to its end and everything was written down. */
  ends(): Promise<void>;
}

/** @see StandstillWatch */
export function createStandstill({ store, ports, publish }: Pick<EngineParts, 'store' | 'ports' | 'publish'>): StandstillWatch {
  let current: Standstill | undefined;
  let unwritten: RunEnding | undefined;

  function changed(): void {
    for (const topic of ['status', 'attention'] as const) publish({ topic });
  }

  return {
    current: () => current,
    async remember() {
      const open = (await store.openIncidents({})).find(({ key }) => key === incidentKey);
      if (open) current = { code: open.code as ErrorCode, message: open.message, since: open.firstAt };
    },
    async writeDown() {
      if (!unwritten) return;
      await store.finishRun(unwritten);
      unwritten = undefined;
    },
    async begins({ code, message, details }, ending) {
      const at = ports.clock.now();
      unwritten = ending ?? unwritten;
      if (current?.message !== message) ports.log.error('the engine stands still', { code, message });
      current = { code, message, since: current?.since ?? at };
      // Few bytes, for which there is often still room; without it the status alone says so.
      await store
        .noteIncident({ key: incidentKey, remote: 'here', code, message, details: { ...details, ...words[code] }, at })
        .catch(() => undefined);
      changed();
    },
    async ends() {
      if (!current) return;
      await store.resolveIncidents({ remote: 'here', keyPrefix: incidentKey, at: ports.clock.now() });
      current = undefined;
      changed();
    },
  };
}

const consequence =
  'Nothing is fetched, made in Dynamics or sent. What is not stored here stays at SPS; what was begun goes on where it stopped.';

const words: Partial<Readonly<Record<ErrorCode, Readonly<Record<'title' | 'consequence' | 'nextStep', string>>>>> = {
  'disk-full': {
    title: 'The disk is full',
    consequence,
    nextStep: 'Free some space on the disk that holds the data folder. The next run finishes the work by itself.',
  },
  'folder-not-writable': {
    title: 'The data folder cannot be written',
    consequence,
    nextStep: 'Give this account write access to the data folder again. The next run finishes the work by itself.',
  },
};
