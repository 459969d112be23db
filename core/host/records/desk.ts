import { homedir } from 'node:os';
import type { RecordsDesk } from '#core/api/recordsDesk.ts';
import { logLevels } from '#core/contract/views/records.ts';
import type { StatusView } from '#core/contract/views/status.ts';
import type { Backups } from '#core/engine/backups/backups.ts';
import type { Engine } from '#core/engine/engine.types.ts';
import type { Ports } from '#core/ports/ports.ts';
import { newestSchema } from '#core/store/migrate.ts';
import type { Store } from '#core/store/store.types.ts';
import { freeBytes, sizeOfFolder } from './dataFolder.ts';
import { diagnosticsOf, type DiagnosticsFacts, type HiddenNames } from './diagnostics.ts';
import { newestLines, type HostLog } from './hostLog.ts';
import { zip } from './zip.ts';
import type { Zone } from './zone.ts';

export interface RecordsParts {
  readonly store: Store;
  readonly engine: Pick<Engine, 'state'>;
  readonly backups: Backups;
  readonly ports: Ports;
  readonly folder: string;
  readonly workspace: { readonly word: string; readonly colour: StatusView['workspace']['colour'] };
  readonly connection: NonNullable<StatusView['connection']>;
  readonly version: string;
  readonly log: HostLog;
  readonly zone: Zone;
  /** Said when something changed that every screen shows. */
  readonly changed: () => void;
}

const shownLog = 2_000_000;
const bundledLog = 400_000;
const bundledRuns = 20;
const logLevelKey = 'log.level';

/** The settings of this machine, the log and what goes to support. */
export function createRecordsDesk(parts: RecordsParts): RecordsDesk {
  const { store, ports, folder, log, zone } = parts;

  async function facts(): Promise<DiagnosticsFacts> {
    const state = parts.engine.state();
    const [schedule, attention, incidents, { rows }, size, free, backup, logText, hostLog] = await Promise.all([
      store.schedule({}),
      store.attentionCounts({}),
      store.openIncidents({}),
      store.runsList({ filter: {}, limit: bundledRuns }),
      sizeOfFolder(folder),
      freeBytes(folder),
      parts.backups.state(),
      log.file.tail(bundledLog),
      // A log that cannot be read is no reason to have no bundle.
      ports.hostLog?.tail(bundledLog).catch((thrown: unknown) => `It could not be read: ${String(thrown)}\n`),
    ]);
    const runs = await Promise.all(
      rows.map(async (run) => ({ ...run, failures: (await store.run({ runId: run.id }))?.failures ?? [] })),
    );
    const { engine, message, sps, dynamics } = state;
    return {
      at: ports.clock.now(),
      versions: versions(parts.version),
      workspace: parts.workspace,
      timeZone: ports.timeZone,
      engine: { state: engine, ...(message === undefined ? {} : { message }), sps, dynamics },
      schedule: { ...schedule },
      attention,
      connection: parts.connection,
      folder: { path: folder, bytes: size.bytes, ...(free === undefined ? {} : { freeBytes: free }) },
      backup: { ...backup },
      runs,
      incidents,
      log: logText,
      ...(hostLog === undefined ? {} : { hostLog }),
    };
  }

  /** The people of the audit and what names the owner of this machine. */
  async function names(): Promise<HiddenNames> {
    const { people } = await store.auditFacts({});
    const own: HiddenNames = [
      [homedir(), '~'],
      [ports.identity.host, 'this-machine'],
      [ports.identity.user, 'this-person'],
    ];
    const others = people
      .filter((name) => name !== 'Quayside' && name !== ports.identity.user)
      .map((name, index) => [name, `person-${index + 1}`] as const);
    return [...own, ...others];
  }

  const diagnostics = async (hideNames: boolean) => diagnosticsOf(await facts(), hideNames ? await names() : []);

  return {
    'settings.get': async () => {
      const [size, free, backup, payloads, logBytes] = await Promise.all([
        sizeOfFolder(folder),
        freeBytes(folder),
        parts.backups.state(),
        store.payloadFacts({}),
        log.file.bytes(),
      ]);
      return {
        timeZone: { zone: ports.timeZone, changeable: zone.changeable, machine: zone.machine },
        folder: { path: folder, bytes: size.bytes, parts: [...size.parts], ...(free === undefined ? {} : { freeBytes: free }) },
        backup,
        payloads: { count: payloads.count, ...(payloads.oldestAt === undefined ? {} : { oldestAt: payloads.oldestAt }) },
        log: { level: log.level(), path: log.file.path, bytes: logBytes },
        versions: [...versions(parts.version)],
      };
    },
    'settings.set': async ({ timeZone, logLevel }) => {
      if (timeZone !== undefined) await zone.set(store, timeZone);
      if (logLevel !== undefined) {
        await store.setMeta({ key: logLevelKey, value: logLevel });
        log.setLevel(logLevel);
      }
      parts.changed();
      return { done: true };
    },
    'log.lines': async ({ level, limit }) => ({ lines: [...newestLines(await log.file.tail(shownLog), level, limit)] }),
    'diagnostics.preview': ({ hideNames }) => diagnostics(hideNames),
    'diagnostics.bundle': async ({ hideNames }) => {
      const { parts: files } = await diagnostics(hideNames);
      const stamp = ports.clock.now().replaceAll(/[-:]|\.\d+/g, '');
      return { name: `quayside-diagnostics-${stamp}.zip`, base64: (await zip(files)).toString('base64') };
    },
  };
}

/** Reads the level that was chosen before; an unknown one is the usual one. */
export async function restoreLevel(store: Pick<Store, 'meta'>, log: HostLog): Promise<void> {
  const chosen = await store.meta({ key: logLevelKey });
  const level = logLevels.find((known) => known === chosen);
  if (level !== undefined) log.setLevel(level);
}

function versions(quayside: string): DiagnosticsFacts['versions'] {
  const { electron, chrome, node } = process.versions;
  return [
    { name: 'Quayside', version: quayside },
    { name: 'Schema', version: String(newestSchema) },
    { name: 'Node.js', version: node },
    ...(electron === undefined ? [] : [{ name: 'Electron', version: electron }]),
    ...(chrome === undefined ? [] : [{ name: 'Chromium', version: chrome }]),
    { name: 'System', version: `${process.platform} ${process.arch}` },
  ];
}
