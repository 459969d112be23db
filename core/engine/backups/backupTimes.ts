import type { BackupSettings, BackupState } from '#core/contract/views/records.ts';
import { addDays, dayIn, instant, milliseconds, startOfDayIn, type Instant } from '#core/domain/time.ts';

/** What a workspace begins with: none by itself until somebody says where to. */
export const firstSettings: BackupSettings = { automatic: false, folder: '', keep: 14, at: '02:00', warnAfterDays: 7 };

const day = 86_400_000;
const retryAfter = 3_600_000;
/** A clock that is set by the network moves by seconds; what lies further ahead was written by one that stood wrong. */
const clockTolerance = 60_000;

export interface BackupMoment {
  readonly now: Instant;
  readonly timeZone: string;
  /** The newest automatic one that succeeded. */
  readonly lastAutomaticAt: Instant | undefined;
  /** The newest attempt that failed, if none succeeded since. */
  readonly failedAt: Instant | undefined;
}

/**
 * When the next automatic backup is made: today at the set time, or tomorrow where today's is made; an hour after one
 * that failed. A time that passed while the machine was off is due at once. Undefined where none is made by itself.
 */
export function nextBackup(settings: BackupSettings, moment: BackupMoment): Instant | undefined {
  if (!settings.automatic || settings.folder === '') return undefined;
  const localDay = dayIn(moment.timeZone, moment.now);
  // By the calendar: 24 hours before or after a late or early time lie on the same day where that has 25.
  const inDays = (days: number): number => timeOn(addDays(localDay, days), settings.at, moment.timeZone);
  const [yesterday, today, tomorrow] = [inDays(-1), inDays(0), inDays(1)];
  const made = pastOf(moment.lastAutomaticAt, moment.now);
  // One that was made before its time (the machine was off at the last) counts for the last.
  const due = made >= today ? tomorrow : made >= yesterday ? today : Math.min(today, milliseconds(moment.now));
  const failed = pastOf(moment.failedAt, moment.now);
  return instant(failed > made ? Math.max(due, failed + retryAfter) : due);
}

/** A moment of the record; one that is still to come was written by a clock that stood wrong and says nothing. */
function pastOf(at: Instant | undefined, now: Instant): number {
  if (at === undefined || milliseconds(at) > milliseconds(now) + clockTolerance) return -Infinity;
  return milliseconds(at);
}

/** The instant of a local time HH:MM on a local day; where the clock leaps over it, the moment after the leap. */
function timeOn(localDay: string, at: string, timeZone: string): number {
  const minutes = Number(at.slice(0, 2)) * 60 + Number(at.slice(3, 5));
  const start = milliseconds(startOfDayIn(timeZone, localDay));
  const plain = start + minutes * 60_000;
  // The shorter way round: in a day of 23 hours a late time is found on the next day's wall.
  const off = ((minutes - wallMinutes(plain, timeZone) + 2160) % 1440) - 720;
  const moved = plain + off * 60_000;
  return wallMinutes(moved, timeZone) === minutes ? moved : plain;
}

function wallMinutes(at: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/** True when the last good backup is older than the settings allow (or of a day to come: nobody knows how old), or there is none or it is gone. */
export function isLate(settings: BackupSettings, last: BackupState['last'], now: Instant): boolean {
  if (!last?.there) return true;
  return milliseconds(now) - pastOf(last.at, now) > settings.warnAfterDays * day;
}
