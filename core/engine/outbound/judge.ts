import type { Finding } from '#core/domain/finding.ts';
import type { MissingData } from '#core/domain/outbound.ts';
import type { PartnerSheet } from '#core/domain/partnerSheet.ts';
import { basisOf, type ReleasedRule } from '#core/domain/releasedRule.ts';
import type { AckChoice } from '#core/drafting/draft.types.ts';
import { heldFindings, stops } from '#core/rules/releases.ts';
import { weigh } from '#core/rules/severity.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import type { SaveDraft } from '#core/store/types/drafts.ts';
import type { DraftHold, PostingRow } from '#core/store/types/postings.ts';
import {
  choiceHold,
  correctedHold,
  findingHold,
  sentBackGroup,
  withdrawnBasis,
  withdrawnHold,
  type DraftWords,
} from './draftHolds.ts';
import { withdrawnWhy } from './postingChange.ts';

/** Everything that decides whether a draft may leave. */
export interface Judged {
  readonly words: DraftWords;
  readonly findings: readonly Finding[];
  readonly missing: readonly MissingData[];
  readonly choices: readonly AckChoice[];
  readonly contentHash: string;
  /** What stood in its way before, and what a person let pass. */
  readonly before: readonly DraftHold[];
  /** Its postings that Dynamics changed since they were read first; empty for a first draft. */
  readonly corrected: readonly PostingRow[];
  readonly weights: Pick<PartnerSheet, 'severities'>;
  /** A person looks at it. */
  readonly review: boolean;
}

export interface Verdict {
  readonly state: SaveDraft['state'];
  readonly holds: readonly NewHold[];
  readonly findings: readonly Finding[];
}

/**
 * What becomes of a draft (issue 4.5, DESIGN 3 outbound 4 and 5): what a person must decide holds it, what data lacks lets
 * it wait, else it is reviewed where the sheet asks for it, or leaves. All reasons at once. Pure.
 */
export function judge(input: Judged): Verdict {
  const findings = weigh(input.findings, input.weights).filter((finding) => !followsAnswer(finding, input));
  const holds = [
    ...heldFindings(findings, releasesOf(input.before)).map((finding) => findingHold(finding, input.words)),
    ...questions(input),
    ...input.corrected.flatMap((posting) => corrections(posting, input)),
    ...sentBack(input),
  ];
  return { state: stateOf(input, holds), holds, findings: findings.map(shown) };
}

/** What must stand beside a code is asked together with the code: while the question is open it is no reason of its own. */
const followsAnswer = ({ rule }: Finding, { choices }: Judged): boolean => choices.length > 0 && rule === '855-04';

function stateOf({ missing, review }: Judged, holds: readonly NewHold[]): SaveDraft['state'] {
  if (holds.length > 0) return 'held';
  if (missing.length > 0) return 'waiting';
  return review ? 'review' : 'ready';
}

/** Kept with the draft: all of them, those that were let pass too. */
const shown = (finding: Finding): Finding =>
  stops(finding) ? { ...finding, basis: finding.basis ?? basisOf(finding) } : finding;

function releasesOf(before: readonly DraftHold[]): readonly ReleasedRule[] {
  return before
    .filter(({ accepted, cause }) => accepted && cause === 'draft-rule')
    .map(({ rule, path, basis, closedBy, closedAt, reason }) => ({ rule, path, basis, who: closedBy, at: closedAt, reason }));
}

const questions = ({ choices, words }: Judged): readonly NewHold[] =>
  choices.length === 0
    ? []
    : [
        choiceHold(
          choices.map(({ question }) => question),
          words,
        ),
      ];

/** What was let pass of exactly this content stays so; nobody lets pass that there is nothing to tell. */
function corrections(posting: PostingRow, { before, words }: Judged): readonly NewHold[] {
  const back = withdrawnWhy(posting);
  if (back !== undefined) return [withdrawnHold(back, withdrawnBasis(posting.key, back), words, undefined)];
  const { message, contentHash } = posting;
  const passed = before.some(({ cause, accepted, basis }) => cause === 'corrected' && accepted && basis === contentHash);
  return passed ? [] : [correctedHold(message, contentHash, words, false)];
}

/** A note holds the draft that it was written about; another one is reviewed again. */
function sentBack({ before, contentHash }: Judged): readonly NewHold[] {
  return before
    .filter(({ open, groupKey, basis }) => open && groupKey === sentBackGroup && basis === contentHash)
    .map(({ message, basis }) => ({
      cause: 'draft-rule',
      message,
      basis,
      groupKey: sentBackGroup,
      groupTitle: 'Sent back at review',
      consequence: 'It does not leave as it is.',
      nextStep: 'Put right what the note says; a draft that says something else is reviewed again by itself.',
      lines: 0,
    }));
}
