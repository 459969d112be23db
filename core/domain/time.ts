/** A calendar day without a zone, `YYYY-MM-DD`: what EDI dates are. */
export type LocalDate = string & { readonly __localDate?: never };

/** An instant in UTC, `YYYY-MM-DDTHH:mm:ss.sssZ`: what every stored time is. */
export type Instant = string & { readonly __instant?: never };

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** The day if `text` is a real calendar day in `YYYY-MM-DD`, else `undefined` (2026-02-30 is no day). */
export function parseLocalDate(text: string): LocalDate | undefined {
  const match = dayPattern.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day] = match;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.toISOString().slice(0, 10) === text.trim() ? text.trim() : undefined;
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

/** The day that an instant falls on in an IANA time zone. */
export function dayIn(timeZone: string, at: Instant): LocalDate {
  let format = dayFormats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    dayFormats.set(timeZone, format);
  }
  return format.format(new Date(at));
}

/** One formatter a zone: making it costs a hundred times its use. */
const dayFormats = new Map<string, Intl.DateTimeFormat>();
