import { instant, milliseconds, type Instant } from '#core/domain/time.ts';

export interface ScheduleSpec {
  readonly everyMinutes: number;
  /** HH:MM in `timeZone`; a window over midnight is allowed. Both or none. */
  readonly quietFrom: string | undefined;
  readonly quietTo: string | undefined;
  readonly timeZone: string;
}

const minute = 60_000;

/** Minutes since local midnight of an instant. */
function minuteOfDay(at: number, timeZone: string): number {
  const text = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

function clockMinutes(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/** Minutes on the wall until the quiet window that holds this time of day ends; 0 outside it. */
function quietWall(from: number, to: number, now: number): number {
  const length = (to - from + 1440) % 1440;
  const into = (now - from + 1440) % 1440;
  return into < length ? length - into : 0;
}

/**
 * Minutes until the quiet window that holds this instant ends; 0 outside it. In the nights when clocks change the wall
 * gains or loses an hour on the way: the end is where the wall says it, unless that time of day is left out there.
 */
export function quietMinutesLeft(spec: ScheduleSpec, at: Instant): number {
  if (spec.quietFrom === undefined || spec.quietTo === undefined) return 0;
  const from = clockMinutes(spec.quietFrom);
  const to = clockMinutes(spec.quietTo);
  const wallIn = (minutes: number): number => minuteOfDay(milliseconds(at) + minutes * minute, spec.timeZone);
  const left = quietWall(from, to, wallIn(0));
  if (left === 0) return 0;
  const late = ((wallIn(left) - to + 2160) % 1440) - 720;
  return late > 0 && quietWall(from, to, wallIn(left - late)) > 0 ? left : left - late;
}

/**
 * The next run after one that was due or done at `from`: the interval with up to a tenth of jitter, off the top of
 * the hour (SPS asks its clients to avoid it), after the quiet window where it would fall into one.
 * `fraction` is in [0, 1).
 */
export function nextRun(spec: ScheduleSpec, from: Instant, fraction: number): Instant {
  const interval = spec.everyMinutes * minute;
  const due = milliseconds(from) + interval * (0.9 + 0.1 * fraction);
  const quiet = quietMinutesLeft(spec, instant(due));
  if (quiet > 0) return instant(offTheHour(due + quiet * minute + fraction * minute, fraction));
  if (spec.everyMinutes <= 2) return instant(due);
  const moved = offTheHour(due, fraction);
  const later = quietMinutesLeft(spec, instant(moved));
  return instant(later > 0 ? moved + later * minute : moved);
}

function offTheHour(due: number, fraction: number): number {
  return due % (60 * minute) < minute ? due + minute + fraction * minute : due;
}

/**
 * How long a loop that has nothing to do now may sleep, in milliseconds: until the next run, or the end of a pause; at
 * most `longest`, so that a clock that was set is noticed. A run that is due but may not begin (paused, quiet hours,
 * another one goes on) is no reason to look again at once.
 */
export function napBefore(moment: ScheduleMoment, longest: number): number {
  const now = milliseconds(moment.now);
  const next = isPaused(moment) ? moment.pausedUntil : moment.nextRunAt;
  const left = next === undefined ? longest : milliseconds(next) - now + 1;
  return left <= 0 ? longest : Math.min(longest, Math.max(250, left));
}

export interface ScheduleMoment {
  readonly now: Instant;
  readonly nextRunAt: Instant | undefined;
  readonly lastRunAt: Instant | undefined;
  readonly paused: boolean;
  readonly pausedUntil: Instant | undefined;
}

/**
 * Whether a run is due now. Runs missed while the machine slept coalesce into the one that is due. A clock that was
 * set back (last run in the future, or the next one further away than an interval and a quiet day) makes one due at once.
 */
export function isRunDue(spec: ScheduleSpec, moment: ScheduleMoment): boolean {
  const now = milliseconds(moment.now);
  if (isPaused(moment)) return false;
  if (quietMinutesLeft(spec, moment.now) > 0) return false;
  if (moment.nextRunAt === undefined) return true;
  if (moment.lastRunAt !== undefined && milliseconds(moment.lastRunAt) > now + minute) return true;
  const next = milliseconds(moment.nextRunAt);
  return next <= now || next - now > spec.everyMinutes * minute + 25 * 60 * minute;
}

/** True when the time of a ring (or nothing) has come. */
export function isOver(end: Instant | undefined, now: Instant): boolean {
  return end !== undefined && milliseconds(end) <= milliseconds(now);
}

/** Milliseconds until a ring ends; one that is over but cannot be acted upon now is looked at again in a second. */
export function napToRing(end: Instant | undefined, now: Instant, longest: number): number {
  if (end === undefined) return longest;
  return Math.min(longest, Math.max(1_000, milliseconds(end) - milliseconds(now) + 1));
}

/** Paused without end, or until a moment that has not come. */
export function isPaused(moment: Pick<ScheduleMoment, 'now' | 'paused' | 'pausedUntil'>): boolean {
  if (!moment.paused) return false;
  return moment.pausedUntil === undefined || milliseconds(moment.pausedUntil) > milliseconds(moment.now);
}
