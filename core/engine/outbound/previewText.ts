import type { ParsedInputOf } from '#core/contract/endpoints.ts';
import { isAnswered, isNotFound } from '#core/domain/sendEvidence.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { SendRow } from '#core/store/types/sends.ts';

export type Act = ParsedInputOf<'outbound.preview'>['act'];

/** What an act would do to one document, or why it leaves it alone. `send`: its lost answer, where it has one. */
export type Prospect = { readonly will: string } | { readonly not: string };

/** The same conditions as the acts themselves have, in words; nothing is changed. */
export function prospectOf(act: Act, row: OutboundRow, send: SendRow | undefined): Prospect {
  switch (act) {
    case 'release':
      if (row.draft !== 'review') return { not: 'It does not wait for a release.' };
      if (row.sha256 === undefined) return { not: 'It has no bytes to send yet.' };
      return {
        will:
          row.rules.undoSeconds > 0
            ? `Leaves in ${row.rules.undoSeconds} s unless it is taken back.`
            : 'Leaves with the next run.',
      };
    case 'set-aside':
      if (row.draft === 'left' && row.transport !== 'refused') return { not: 'It has left, or may have left.' };
      if (row.draft === 'set-aside' || row.draft === 'superseded') return { not: 'It is set aside already.' };
      return { will: 'Never leaves.' };
    case 'send-anyway':
      if (row.waitReason !== 'order') return { not: 'It does not wait for another document.' };
      return { will: 'Leaves with the next run, without waiting for another document.' };
    case 'try-again':
      return row.transport === 'refused' ? { will: 'Is sent again with the same bytes.' } : { not: 'SPS has not refused it.' };
    case 'send-same-bytes':
      return sameBytes(send);
    case 'arrived':
      return send ? { will: 'Counts as sent, on your word.' } : { not: 'Its answer is not lost.' };
  }
}

/** Why the same bytes of a lost answer may not leave again, whatever SPS shows; undefined where they may. */
export function whyNotAgain({ business, partnerActive }: Pick<SendRow, 'business' | 'partnerActive'>): string | undefined {
  if (isAnswered(business)) return 'The partner has answered it, so the partner has it: say that it arrived.';
  return partnerActive ? undefined : 'Its partner is not active. Activate the partner, then send it.';
}

function sameBytes(send: SendRow | undefined): Prospect {
  if (!send) return { not: 'Its answer is not lost.' };
  const why = whyNotAgain(send);
  if (why !== undefined) return { not: why };
  if (send.evidence.blindSince !== undefined) return { not: 'SPS cannot be asked now, so nobody can say that it is not there.' };
  if (!isNotFound(send.evidence)) return { not: 'It has not been looked for twice, far enough apart, yet.' };
  return { will: 'Is looked for once more; if it is still nowhere, the same bytes leave under the same name.' };
}
