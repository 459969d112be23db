import type { MasterSetState } from '#core/contract/views/master.ts';
import type { Fix } from '#core/domain/fix.ts';
import { findingInWords } from '#core/engine/masterData/findingTexts.ts';
import type { MasterSyncState } from '#core/engine/masterData/masterSync.ts';
import { suggestionsFor } from '#core/engine/masterData/suggestions.ts';
import type { MasterSetRow } from '#core/store/types/master.ts';
import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

type Names = Extract<keyof Handlers, `master.${string}`>;

const done = { done: true } as const;

export function masterHandlers({ store, master, ports }: ApiParts): Pick<Handlers, Names> {
  return {
    'master.state': async () => {
      const [schedule, { sets, openFindings }] = await Promise.all([store.masterSchedule({}), store.masterSetRows({})]);
      const running = master.running();
      const startedAt = running?.startedAt ?? schedule.startedAt;
      return {
        running: running !== undefined,
        ...(startedAt === undefined ? {} : { startedAt }),
        everyHours: schedule.everyHours,
        ...(schedule.nextAt === undefined ? {} : { nextAt: schedule.nextAt }),
        ...(schedule.finishedAt === undefined ? {} : { finishedAt: schedule.finishedAt }),
        requests: running?.requests ?? schedule.requests,
        ...(schedule.message === undefined ? {} : { message: schedule.message }),
        openFindings,
        sets: sets.map((row) => setState(row, running)),
      };
    },
    'master.syncNow': async () => master.syncNow(),
    'master.cancel': async () => {
      await master.cancel();
      return done;
    },
    'master.setSchedule': async ({ everyHours }) => {
      await master.setSchedule(everyHours);
      return done;
    },
    'master.companies': () => store.masterCompanies({}),
    'master.units': () => store.masterUnits({}),
    'master.warehouses': (input) => store.masterWarehouses(input),
    'master.products': (input) => store.masterProducts(input),
    'master.customers': (input) => store.masterCustomers(input),
    'master.addresses': (input) => store.masterAddresses(input),
    'master.findings': async (input) => {
      const { rows, ...page } = await store.masterFindings(input);
      return { rows: rows.map((row) => findingInWords(row, ports.timeZone)), ...page };
    },
    // An identifier that is undefined is one that is absent, to everything that reads it.
    'master.suggest': async ({ fixes }) => ({ lists: [...(await suggestionsFor(store, fixes as readonly Fix[]))] }),
  };
}

/** A set as the screen shows it: a reading that is in the database and does not run was cut off. */
function setState(
  { state, read, startedAt, endedAt: _, ...row }: MasterSetRow,
  running: MasterSyncState | undefined,
): MasterSetState {
  const progress = running?.progress;
  const isRead = progress?.set === row.set && progress.company === row.company;
  const cut = state === 'cut-off' || state === 'empty' || (state === 'reading' && !isRead);
  return {
    ...row,
    missingProperties: [...row.missingProperties],
    missing: state === 'missing',
    ...(isRead ? { progress: { read: progress.read, startedAt: progress.startedAt } } : {}),
    ...(cut && !isRead ? { incompleteSince: startedAt } : {}),
  };
}
