import type { MissingPartner } from '#core/contract/views/morning.ts';
import { addDays, dayIn, instant, milliseconds, startOfDayIn, type Instant } from '#core/domain/time.ts';

/** The same weekday of so many weeks is looked at. */
const weeks = 4;
/** On so many of them a partner must have sent by this time of day: one holiday is forgiven. */
const usual = 3;

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Today so far, then the same stretch of the same weekday of the last four weeks. */
export function spansOf(now: Instant, timeZone: string): readonly Span[] {
  const today = dayIn(timeZone, now);
  const sinceMidnight = milliseconds(now) - milliseconds(startOfDayIn(timeZone, today));
  return Array.from({ length: weeks + 1 }, (_, back) => {
    const from = startOfDayIn(timeZone, addDays(today, -7 * back));
    return { from, to: instant(milliseconds(from) + sinceMidnight) };
  });
}

/**
 * Partners that had sent by now on most of the last weekdays like this one, and have not today. A partner without that
 * many weeks of history is never missed: nothing is known of its rhythm.
 */
export function expectedBut(
  partners: readonly { readonly partnerId: string; readonly name: string }[],
  sentIn: readonly (readonly string[])[],
): readonly MissingPartner[] {
  const [today = [], ...before] = sentIn.map((ids) => new Set(ids));
  const came = new Set(today);
  return partners.flatMap(({ partnerId, name }) => {
    const days = before.filter((sent) => sent.has(partnerId)).length;
    return days >= usual && !came.has(partnerId) ? [{ partnerId, partnerName: name, days }] : [];
  });
}
