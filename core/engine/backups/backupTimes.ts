import type { BackupSettings, BackupState } from '#core/contract/views/records.ts';
import { dayIn, instant, milliseconds, startOfDayIn, type Instant } from '#core/domain/time.ts';

/** What a workspace begins with: none by itself until somebody says where to. */
export const firstSettings: BackupSettings = { automatic: false, folder: '', keep: 14, at: '02:00', warnAfterDays: 7 };

const day = 86_400_000;
const retryAfter = 3_600_000;

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
  const today = timeOn(dayIn(moment.timeZone, moment.now), settings.at, moment.timeZone);
  const made = moment.lastAutomaticAt === undefined ? -Infinity : milliseconds(moment.lastAutomaticAt);
  const yesterday = timeOn(dayIn(moment.timeZone, instant(today - day)), settings.at, moment.timeZone);
  const tomorrow = timeOn(dayIn(moment.timeZone, instant(today + day)), settings.at, moment.timeZone);
  // One that was made before its time (the machine was off at the last) counts for the last.
  const due = made >= today ? tomorrow : made >= yesterday ? today : Math.min(today, milliseconds(moment.now));
  const failed = moment.failedAt === undefined ? -Infinity : milliseconds(moment.failedAt);
  return instant(failed > made ? Math.max(due, failed + retryAfter) : due);
}

/** The instant of a local time HH:MM on a local day; where the clock leaps over it, the moment after the leap. */
function timeOn(localDay: string, at: string, timeZone: string): number {
  const minutes = Number(at.slice(0, 2)) * 60 + Number(at.slice(3, 5));
  const start = milliseconds(startOfDayIn(timeZone, localDay));
  const plain = start + minutes * 60_000;
  const moved = plain + (minutes - wallMinutes(plain, timeZone)) * 60_000;
  return wallMinutes(moved, timeZone) === minutes ? moved : plain;
}

function wallMinutes(at: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/** True when the last good backup is older than the settings allow, or there is none or it is gone. */
export function isLate(settings: BackupSettings, last: BackupState['last'], now: Instant): boolean {
  if (!last?.there) return true;
  return milliseconds(now) - milliseconds(last.at) > settings.warnAfterDays * day;
}
