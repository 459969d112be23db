import { milliseconds, type Instant } from '#core/domain/time.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { HistoryEntry } from '#core/sps/client.types.ts';
import type { SendRow } from '#core/store/types/sends.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** History may lag by five minutes (sps.md 1.5): so much longer a file may lie before that is said. */
const lag = 5 * minute;

/** True when SPS has not collected a file within the partner's time. Both times are by the clock of SPS. */
export function isLate({ rules, sentAt }: SendRow, now: Instant): boolean {
  return sentAt !== undefined && milliseconds(now) - milliseconds(sentAt) > rules.pickupMinutes * minute + lag;
}

/** How far history's stamp of our own reading may be behind the Date of its answer. */
const ownReadMs = 2 * minute;

/** When SPS took a file. Where we read it back ourselves, history calls that a download, too: it is none. */
export function takenAt(events: HistoryEntry['events'], readBackAt: Instant | undefined): Instant | undefined {
  const ours = readBackAt === undefined ? 0 : milliseconds(readBackAt) + ownReadMs;
  return events.find(({ status, at }) => status === 'deleted' || (status === 'downloaded' && milliseconds(at) > ours))?.at;
}

/** What counts as sent on a person's word alone is not said to lie at SPS: nobody but that person has seen it there. */
export function uncollectedHold({ kind, number, sentAt, remotePath, state }: SendRow, now: Instant): NewHold {
  const minutes = Math.floor((milliseconds(now) - milliseconds(sentAt ?? now)) / minute);
  return {
    cause: 'not-collected',
    message: `SPS has not collected ${kind} ${number} for ${minutes} minutes.`,
    path: remotePath,
    groupKey: 'not-collected',
    groupTitle: 'Documents that SPS has not collected',
    consequence: 'The partner does not have it yet; its deadline runs.',
    nextStep:
      state === 'arrived'
        ? 'It counts as sent on a person’s word, and SPS has not shown it since. Ask the partner whether it has it; enter what it says here.'
        : 'Nothing to send again: it lies at SPS. If it stays there, ask SPS whether this folder is processed.',
    lines: 0,
  };
}

/** True when something lies there for a day and nothing at all was collected in that time: no delay, a standstill. */
export function collectsNothing(open: readonly SendRow[], taken: readonly Instant[], now: Instant): boolean {
  const since = milliseconds(now) - day;
  const waits = open.some(({ sentAt }) => sentAt !== undefined && milliseconds(sentAt) <= since);
  return waits && !taken.some((at) => milliseconds(at) > since);
}

/** `partner`: its name, as people call it. */
export function silenceHold({ kind, number, rules, partnerId }: OutboundRow, partner: string): NewHold {
  return {
    cause: 'partner-silent',
    message: `The partner has not answered ${kind} ${number} within ${rules.replyHours} hours.`,
    groupKey: `partner-silent:${partnerId}`,
    groupTitle: `Partner ${partner} has not answered`,
    consequence: 'It may never have been taken in: deadlines and payment depend on it.',
    nextStep: 'Look in the partner’s portal and type in what it says, or ask the partner.',
    lines: 0,
  };
}
