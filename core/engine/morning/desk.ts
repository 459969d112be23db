import type { MorningView } from '#core/contract/views/morning.ts';
import { dayIn, instant, milliseconds, startOfDayIn } from '#core/domain/time.ts';
import type { Backups } from '../backups/backups.ts';
import type { Engine, EngineParts } from '../engine.types.ts';
import { enginePartsOf, gapMinutesOf } from './engineHours.ts';
import { expectedBut, spansOf } from './expected.ts';
import { snapshotInWords, snapshotOf } from './snapshot.ts';

export interface MorningParts extends Pick<EngineParts, 'store' | 'ports' | 'publish'> {
  readonly engine: Pick<Engine, 'state'>;
  readonly backups: Pick<Backups, 'state'>;
}

/** The morning check: what is looked at, and the word that it was done. */
export interface MorningDesk {
  get(): Promise<MorningView>;
  markDone(): Promise<{ readonly checkId: number }>;
  /** Throws `conflict` where it is not the newest, or was taken back. */
  takeBack(checkId: number): Promise<void>;
}

const lookedBack = 24 * 3_600_000;

export function createMorningDesk({ store, ports, publish, engine, backups }: MorningParts): MorningDesk {
  const { clock } = ports;

  async function get(): Promise<MorningView> {
    const now = clock.now();
    // The zone may be changed while the workspace is open.
    const { timeZone } = ports;
    const dayAgo = instant(milliseconds(now) - lookedBack);
    const [facts, schedule, backup] = await Promise.all([
      store.morningFacts({ runsSince: dayAgo, spans: spansOf(now, timeZone) }),
      store.schedule({}),
      backups.state(),
    ]);
    const { everyMinutes, quietFrom, quietTo } = schedule;
    // A workspace of this morning has no night behind it.
    const from = (facts.firstRunAt ?? now) > dayAgo ? (facts.firstRunAt ?? now) : dayAgo;
    const parts = enginePartsOf({ spec: { everyMinutes, quietFrom, quietTo, timeZone }, runs: facts.runs, from, to: now });
    return {
      engine: { from, to: now, parts: [...parts], gapMinutes: gapMinutesOf(parts) },
      backup: {
        ...(backup.last === undefined ? {} : { lastAt: backup.last.at }),
        there: backup.last?.there ?? false,
        late: backup.late,
        warnAfterDays: backup.settings.warnAfterDays,
      },
      expected: [...expectedBut(facts.partners, facts.sentIn)],
      notices: [...facts.notices],
      invoices: [...facts.invoices],
      silent: [...facts.silent],
      checks: [...facts.checks],
    };
  }

  return {
    get,
    async markDone() {
      const at = clock.now();
      const { timeZone } = ports;
      const day = dayIn(timeZone, at);
      const [morning, today, unconfirmed] = await Promise.all([
        get(),
        store.today({ since: startOfDayIn(timeZone, day), day, now: at }),
        store.unconfirmedOrders({ limit: 1, now: at }),
      ]);
      const snapshot = snapshotOf({ today, morning, unconfirmed, health: engine.state() });
      const done = await store.markMorning({ who: ports.identity.user, at, snapshot, words: snapshotInWords(snapshot) });
      publish({ topic: 'audit' });
      return done;
    },
    async takeBack(checkId) {
      await store.takeBackMorning({ checkId, who: ports.identity.user, at: clock.now() });
      publish({ topic: 'audit' });
    },
  };
}
