import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { AppError } from '#core/contract/errors.ts';
import { intake } from './migrations/0010-intake.ts';
import { incidents } from './migrations/0020-incidents.ts';
import { fixes } from './migrations/0030-fixes.ts';
import { intakeOrder } from './migrations/0040-intake-order.ts';
import { mappingHistory } from './migrations/0050-mapping-history.ts';
import { masterData } from './migrations/0060-master-data.ts';
import { prices } from './migrations/0070-prices.ts';
import { triage } from './migrations/0080-triage.ts';
import { records } from './migrations/0090-records.ts';
import { postings } from './migrations/0100-postings.ts';
import { outbound } from './migrations/0110-outbound.ts';
import { orderChanges } from './migrations/0120-order-changes.ts';
import { packing } from './migrations/0130-packing.ts';
import { leftToday } from './migrations/0140-left-today.ts';
import { otherCustomers } from './migrations/0150-other-customers.ts';
import { morningChecks } from './migrations/0160-morning-checks.ts';
import { outboundNumbers } from './migrations/0170-outbound-numbers.ts';
import { searchKeys } from './migrations/0180-search-keys.ts';
import { correctionsThatLeft } from './migrations/0190-corrections-that-left.ts';
import { businessEvents } from './migrations/0200-business-events.ts';
import { packingLeft } from './migrations/0210-packing-left.ts';
import { ackClocks } from './migrations/0220-ack-clocks.ts';
import { answeredPrices } from './migrations/0230-answered-prices.ts';
import { smallVersions } from './migrations/0240-small-versions.ts';
import { orderPlans } from './migrations/0250-order-plans.ts';
import { noticesReadBack } from './migrations/0260-notices-read-back.ts';
import { postingsGone } from './migrations/0270-postings-gone.ts';
import { ordersSetAside } from './migrations/0280-orders-set-aside.ts';
import { whatLeftWas } from './migrations/0290-what-left-was.ts';
import { sagasWithoutCase } from './migrations/0300-sagas-without-case.ts';
import { sweepsAsked } from './migrations/0310-sweeps-asked.ts';
import { referencesWithoutCase } from './migrations/0320-references-without-case.ts';
import { clashes } from './migrations/0330-clashes.ts';

/** One step of the schema. Numbered in tens; a shipped one is never edited, its hash is remembered in every database. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** All steps, oldest first. Add one: a file in migrations/, a line here, a fixture in its test. */
export const migrations: readonly Migration[] = [
  { version: 10, name: 'intake', sql: intake },
  { version: 20, name: 'incidents', sql: incidents },
  { version: 30, name: 'fixes', sql: fixes },
  { version: 40, name: 'intake order', sql: intakeOrder },
  { version: 50, name: 'mapping history', sql: mappingHistory },
  { version: 60, name: 'master data', sql: masterData },
  { version: 70, name: 'prices', sql: prices },
  { version: 80, name: 'triage', sql: triage },
  { version: 90, name: 'records', sql: records },
  { version: 100, name: 'postings', sql: postings },
  { version: 110, name: 'outbound documents', sql: outbound },
  { version: 120, name: 'order changes', sql: orderChanges },
  { version: 130, name: 'packing', sql: packing },
  { version: 140, name: 'left today', sql: leftToday },
  { version: 150, name: 'postings of other customers', sql: otherCustomers },
  { version: 160, name: 'morning checks', sql: morningChecks },
  { version: 170, name: 'numbers of documents that leave', sql: outboundNumbers },
  { version: 180, name: 'search keys once', sql: searchKeys },
  { version: 190, name: 'corrections that left', sql: correctionsThatLeft },
  { version: 200, name: 'business events', sql: businessEvents },
  { version: 210, name: 'packing whose notice left', sql: packingLeft },
  { version: 220, name: 'clocks of acknowledgments', sql: ackClocks },
  { version: 230, name: 'prices that were answered', sql: answeredPrices },
  { version: 240, name: 'small versions', sql: smallVersions },
  { version: 250, name: 'plans of sales orders', sql: orderPlans },
  { version: 260, name: 'notices that were read back', sql: noticesReadBack },
  { version: 270, name: 'postings that are gone', sql: postingsGone },
  { version: 280, name: 'orders that were set aside', sql: ordersSetAside },
  { version: 290, name: 'what sends of the guard journal were', sql: whatLeftWas },
  { version: 300, name: 'sales orders of one reference without case', sql: sagasWithoutCase },
  { version: 310, name: 'how often a sweep was asked for', sql: sweepsAsked },
  { version: 320, name: 'sales orders of one reference in other letters', sql: referencesWithoutCase },
  { version: 330, name: 'clashes of numbers', sql: clashes },
];

/** The schema that this program writes. */
export const newestSchema = migrations.at(-1)?.version ?? 0;

const hashOf = (migration: Migration): string => createHash('sha256').update(migration.sql).digest('hex');

/** True when steps are missing and something is there already: the moment for a copy. */
export function needsMigration(database: Database, steps: readonly Migration[] = migrations): boolean {
  const version = database.pragma('user_version', { simple: true }) as number;
  return version > 0 && steps.some((step) => step.version > version);
}

/**
 * Brings the schema up to date, each step with its bookkeeping in one transaction. Throws `database-newer` for a file
 * of a later program and `database-damaged` when a step that ran here is not the one we know.
 */
export function migrate(database: Database, at: string, appVersion: string, steps: readonly Migration[] = migrations): void {
  const version = database.pragma('user_version', { simple: true }) as number;
  const newest = steps.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new AppError({
      code: 'database-newer',
      message: `This data folder was written by a newer Quayside (schema ${version}, this one knows ${newest}). Install the newer version; nothing was changed.`,
    });
  }
  if (version > 0) checkHistory(database, version, steps);
  for (const step of steps.filter((candidate) => candidate.version > version)) {
    database
      .transaction(() => {
        database.exec(
          'CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, app_version TEXT NOT NULL, at TEXT NOT NULL) STRICT',
        );
        database.exec(step.sql);
        database
          .prepare('INSERT INTO migrations (version, name, hash, app_version, at) VALUES (?, ?, ?, ?, ?)')
          .run(step.version, step.name, hashOf(step), appVersion, at);
        database.pragma(`user_version = ${step.version}`);
      })
      .immediate();
  }
}

/** Every step up to the database's version ran here as the one that we know, and none that we do not know. */
function checkHistory(database: Database, version: number, steps: readonly Migration[]): void {
  const ran = ranSteps(database);
  const expected = steps.filter((step) => step.version <= version);
  for (const number of new Set([...ran.keys(), ...expected.map((step) => step.version)])) {
    const step = steps.find((candidate) => candidate.version === number);
    if (step && hashOf(step) === ran.get(number)) continue;
    throw new AppError({
      code: 'database-damaged',
      message: `Step ${number} of this database's schema is not the one that Quayside knows. Restore the last good backup, or install the version that wrote it.`,
    });
  }
}

function ranSteps(database: Database): ReadonlyMap<number, string> {
  try {
    const rows = database.prepare('SELECT version, hash FROM migrations').all() as { version: number; hash: string }[];
    return new Map(rows.map((row) => [row.version, row.hash]));
  } catch (cause) {
    throw new AppError({
      code: 'database-damaged',
      message:
        'This database was not made by Quayside: it does not say which steps made its schema. Restore the last good backup.',
      cause,
    });
  }
}
