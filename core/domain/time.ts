/** A calendar day without a zone, `YYYY-MM-DD`: what EDI dates are. */
export type LocalDate = string & { readonly __localDate?: never };

/** An instant in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`: what every stored time is. */
export type Instant = string & { readonly __instant?: never };

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for a real calendar day in `YYYY-MM-DD` from the year 1 on, with nothing around it (2026-02-30 is no day). */
export function isLocalDate(text: string): boolean {
  const match = dayPattern.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && leap ? 29 : (monthDays[month - 1] ?? 0);
  return year >= 1 && day >= 1 && day <= days;
}

/** The day that `text` names, space around it aside, else `undefined`. */
export function parseLocalDate(text: string): LocalDate | undefined {
  const trimmed = text.trim();
  return isLocalDate(trimmed) ? trimmed : undefined;
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Dec 22, 2026`: a day as sentences say it, with its year because they are kept; text that is no day stays as it is. */
export function dayInWords(day: string): string {
  if (!isLocalDate(day)) return day;
  return `${monthNames[Number(day.slice(5, 7)) - 1] ?? ''} ${Number(day.slice(8))}, ${day.slice(0, 4)}`;
}

/** The instant of a millisecond count since 1970. */
export function instant(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}

/** Milliseconds since 1970 of a stored instant. Throws on text that is no instant, because stored times are ours. */
export function milliseconds(at: Instant): number {
  const value = Date.parse(at);
  if (Number.isNaN(value)) throw new Error(`not an instant: ${at}`);
  return value;
}

/** The day that is so many days after (or, negative, before) another one. */
export function addDays(day: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The day that an instant falls on in an IANA time zone. */
export function dayIn(timeZone: string, at: Instant): LocalDate {
  const quarter = Math.floor(Date.parse(at) / quarterMs);
  const last = lastDays.get(timeZone);
  if (last?.quarter === quarter) return last.day;
  const day = dayAsked(timeZone, at);
  // Long ago zones were off by odd seconds.
  if (quarter > 0) lastDays.set(timeZone, { quarter, day });
  return day;
}

function dayAsked(timeZone: string, at: Instant): LocalDate {
  let format = dayFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    dayFormats.set(timeZone, format);
  }
  return format.format(new Date(at));
}

/** One formatter a zone: making it costs a hundred times its use. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();

const quarterMs = 900_000;
/** The day of the last quarter of an hour that was asked for in a zone: days begin with one everywhere, and most questions are of now. */
const lastDays = new Map<string, { readonly quarter: number; readonly day: LocalDate }>();

/** The instant at which a day began in a time zone. */
export function startOfDayIn(timeZone: string, day: LocalDate): Instant {
  // Midnight lies within a day of noon UTC; the offset at that moment is found by looking at the wall clock there.
  let low = milliseconds(`${day}T00:00:00.000Z`) - 15 * 3_600_000;
  let high = milliseconds(`${day}T00:00:00.000Z`) + 15 * 3_600_000;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayIn(timeZone, instant(middle)) < day) low = middle;
    else high = middle;
  }
  return instant(high);
}

/** The time of day of an instant in a zone, `HH:MM:SS`. */
export function timeIn(timeZone: string, at: Instant): string {
  let format = timeFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    timeFormats.set(timeZone, format);
  }
  return format.format(new Date(at));
}

const timeFormats = new Map<string, Intl.DateTimeFormat>();
