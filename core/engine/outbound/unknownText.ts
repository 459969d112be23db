import type { UnknownRow } from '#core/contract/views/outbound.ts';
import { isNotFound, type LookEvidence } from '#core/domain/sendEvidence.ts';
import { dayIn, milliseconds, timeIn, type Instant } from '#core/domain/time.ts';

/** What is known of a lost answer, and what comes next, as sentences. `settle` in minutes, `now` by our clock, moments in `timeZone`. */
export function unknownText(
  evidence: LookEvidence,
  {
    settle,
    now,
    again,
    timeZone,
  }: { readonly settle: number; readonly now: Instant; readonly again: boolean; readonly timeZone: string },
): Pick<UnknownRow, 'state' | 'known' | 'nextStep'> {
  const said = (at: Instant | undefined): string =>
    at === undefined ? '' : `${dayIn(timeZone, at)} ${timeIn(timeZone, at)} (${timeZone})`;
  if (evidence.blindSince !== undefined) {
    const minutes = Math.floor((milliseconds(now) - milliseconds(evidence.blindSince)) / 60_000);
    return {
      state: 'blind',
      known:
        `Since ${said(evidence.blindSince)}, ${minutesInWords(minutes)}, SPS cannot be asked, so nobody can know: ${evidence.blindBecause ?? ''}`.trim(),
      nextStep: 'Nothing is sent again meanwhile. Quayside looks as soon as SPS answers; the portal may know more.',
    };
  }
  if (isNotFound(evidence)) {
    return {
      state: 'not-found',
      known: `Neither the folder nor the history of SPS shows it; it was looked for until ${said(evidence.lastEmptyAt)} by the clock of SPS.`,
      nextStep: again
        ? 'It is looked for once more and then sent again with the same bytes.'
        : 'Decide: send the same bytes, or say that it arrived.',
    };
  }
  return {
    state: 'looking',
    known:
      evidence.empty === 0
        ? 'It has not been looked for yet.'
        : `A first look at ${said(evidence.firstEmptyAt)} found nothing. History may lag, and the upload may still be on its way.`,
    nextStep: `Quayside looks again; "not found" is said ${settle} minutes after the first look at the earliest.`,
  };
}

const minutesInWords = (minutes: number): string =>
  minutes < 1 ? 'less than a minute' : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
