import { dayIn, type LocalDate } from '#core/domain/time.ts';

/** Everything that a screen shows of times, days, money and counts, in the workspace's time zone. */
export interface Format {
  readonly timeZone: string;
  /** `CST`: the short name of the zone as it is at that moment. */
  readonly zone: (at: number) => string;
  /** `10:14` */
  readonly time: (at: string) => string;
  /** `Nov 24, 10:14`; the year where it is not this one. */
  readonly moment: (at: string, now: number) => string;
  /** `Nov 24, 10:14 CST`: a moment with its zone, for where it stands alone. */
  readonly stamp: (at: string, now: number) => string;
  /** `Nov 24, 2026, 10:14:05 CET`, for a tooltip. */
  readonly exact: (at: string) => string;
  /** `2 min ago`; from a day on the moment itself. */
  readonly age: (at: string, now: number) => string;
  /** `in 8 min`, `now`. */
  readonly ahead: (at: string, now: number) => string;
  /** `Nov 26` of a calendar day. */
  readonly day: (day: LocalDate, now: number) => string;
  /** Whole days from today to a calendar day; negative when it has passed. */
  readonly daysTo: (day: LocalDate, now: number) => number;
  readonly money: (amount: string, currency: string) => string;
  readonly count: (value: number) => string;
  readonly duration: (milliseconds: number) => string;
}

const minute = 60_000;
const hour = 60 * minute;
const dayMs = 24 * hour;
const language = 'en-US';

export function createFormat(timeZone: string): Format {
  const time = new Intl.DateTimeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const shortDay = new Intl.DateTimeFormat(language, { timeZone, month: 'short', day: 'numeric' });
  const yearDay = new Intl.DateTimeFormat(language, { timeZone, month: 'short', day: 'numeric', year: 'numeric' });
  const exact = new Intl.DateTimeFormat(language, {
    timeZone,
    dateStyle: 'medium',
    timeStyle: 'long',
    hourCycle: 'h23',
  });
  const zoneName = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'short' });
  const plainDay = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'short', day: 'numeric' });
  const plainYearDay = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'short', day: 'numeric', year: 'numeric' });
  const whole = new Intl.NumberFormat(language);
  const moneyFormats = new Map<string, Intl.NumberFormat | undefined>();

  const today = (now: number): LocalDate => dayIn(timeZone, new Date(now).toISOString());
  const moment = (at: string, now: number): string => {
    const date = new Date(at);
    const day = dayIn(timeZone, at);
    const thisYear = day.slice(0, 4) === today(now).slice(0, 4);
    return `${(thisYear ? shortDay : yearDay).format(date)}, ${time.format(date)}`;
  };
  const zone = (at: number): string => zoneName.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  const moneyFormat = (currency: string): Intl.NumberFormat | undefined => {
    if (!moneyFormats.has(currency)) moneyFormats.set(currency, currencyFormat(currency));
    return moneyFormats.get(currency);
  };

  return {
    timeZone,
    zone,
    time: (at) => time.format(new Date(at)),
    moment,
    stamp: (at, now) => `${moment(at, now)} ${zone(Date.parse(at))}`,
    exact: (at) => exact.format(new Date(at)),
    age(at, now) {
      const passed = now - Date.parse(at);
      if (passed < minute) return 'just now';
      if (passed < hour) return `${Math.floor(passed / minute)} min ago`;
      if (passed < dayMs) return `${Math.floor(passed / hour)} h ago`;
      return moment(at, now);
    },
    ahead(at, now) {
      const left = Date.parse(at) - now;
      if (left <= 0) return 'now';
      if (left < hour) return `in ${Math.ceil(left / minute)} min`;
      return `at ${dayIn(timeZone, at) === today(now) ? time.format(new Date(at)) : moment(at, now)}`;
    },
    day(day, now) {
      const date = new Date(`${day}T00:00:00Z`);
      if (Number.isNaN(date.getTime())) return day;
      return (day.slice(0, 4) === today(now).slice(0, 4) ? plainDay : plainYearDay).format(date);
    },
    daysTo: (day, now) => Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today(now)}T00:00:00Z`)) / dayMs),
    // Intl formats decimal text exactly; a float never comes into it.
    money: (amount, currency) => moneyFormat(currency)?.format(amount as `${number}`) ?? `${amount} ${currency}`.trim(),
    count: (value) => whole.format(value),
    duration,
  };
}

/** A retailer may write anything as currency; what Intl does not know is shown as it is. */
function currencyFormat(currency: string): Intl.NumberFormat | undefined {
  try {
    return new Intl.NumberFormat(language, { style: 'currency', currency });
  } catch {
    return undefined;
  }
}

function duration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  // Rounded before it is split: 1 min 60 s is no time.
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `in 2 days`, `today`, `3 days ago`. */
export function daysInWords(days: number): string {
  if (days === 0) return 'today';
  if (days === 1) return 'tomorrow';
  if (days === -1) return 'yesterday';
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/** `1 order`, `2 orders`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return count === 1 ? one : many;
}
