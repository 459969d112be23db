import type { Finding } from '#core/domain/finding.ts';
import { fixStep } from '#core/domain/fixSteps.ts';
import { portalStep } from '#core/domain/correction.ts';
import { brokenPromiseGroup, withdrawnGroup, type OutboundKind } from '#core/domain/outbound.ts';
import type { CorrectionPolicy } from '#core/domain/outboundSheet.ts';
import { basisOf } from '#core/domain/releasedRule.ts';
import { ruleEntry } from '#core/domain/rules/catalogue.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';

/** A document in words, for holds. */
export interface DraftWords {
  readonly kind: OutboundKind;
  readonly number: string;
  readonly partner: string;
  readonly purchaseOrder: string;
}

export const kindWords: Readonly<Record<OutboundKind, string>> = {
  '855': 'acknowledgment',
  '856': 'ship notice',
  '810': 'invoice',
  '865': 'answer to the change',
};

const named = ({ kind, number, purchaseOrder }: DraftWords): string =>
  `The ${kindWords[kind]} ${number} for purchase order ${purchaseOrder}`;

/** A finding of the rules or of drafting itself that keeps the document here. */
export function findingHold(finding: Finding, words: DraftWords): NewHold {
  const blocks = finding.severity === 'BLOCK';
  const title = ruleEntry(finding.rule)?.title;
  return {
    cause: blocks ? 'draft-block' : 'draft-rule',
    rule: finding.rule,
    ...(finding.path === '' ? {} : { path: finding.path }),
    message: finding.message,
    ...(finding.fix === undefined ? {} : { fix: finding.fix }),
    basis: basisOf(finding),
    groupKey: `draft-rule:${finding.rule}`,
    groupTitle: title === undefined ? `Rule ${finding.rule}` : `Rule ${finding.rule}: ${title.replace(/\.$/, '')}`,
    consequence: finding.cost ?? `${named(words)} does not leave until it is put right.`,
    nextStep: stepOf(finding, blocks),
    lines: 0,
  };
}

function stepOf({ fix }: Finding, blocks: boolean): string {
  if (fix === undefined)
    return blocks
      ? 'Put it right where it comes from, or correct the value in the draft: it goes on by itself.'
      : 'Put it right, or let it pass with a word on why.';
  return blocks ? fixStep(fix) : `${fixStep(fix)} Or let it pass with a word on why.`;
}

/** Questions of an 855 that only a person can answer. */
export function choiceHold(questions: readonly string[], words: DraftWords): NewHold {
  return {
    cause: 'draft-choice',
    message:
      questions.length === 1
        ? (questions[0] ?? '')
        : `${questions.length} lines need an answer that only you can give: ${questions[0] ?? ''}`,
    groupKey: 'draft-choice',
    groupTitle: 'Acknowledgments that need a word from you',
    consequence: `${named(words)} does not leave without it; late acknowledgments are fined by many retailers.`,
    nextStep: 'Choose in the document what each line is answered with: all of them at once, or one by one.',
    differences: questions,
    lines: questions.length,
  };
}

/** Dynamics says something else than when it was drafted. `basis`: what it says now, so that letting it pass binds to it. */
export function correctedHold(why: string, basis: string, words: DraftWords, left: boolean): NewHold {
  return {
    cause: 'corrected',
    message: `Corrected in Dynamics: ${why}`,
    basis,
    groupKey: 'corrected',
    groupTitle: 'Corrected in Dynamics after the document was drafted',
    consequence: left
      ? `${words.partner} has ${named(words).replace('The', 'the')} as it was.`
      : `${named(words)} does not leave until you have looked at it.`,
    nextStep: left
      ? 'Decide by the partner’s correction policy: send it again, or leave it as it is.'
      : 'Compare the draft with what Dynamics says now, then let it pass or set it aside.',
    lines: 0,
  };
}

/** Names what was taken back, and how: letting that pass on a document that left is letting exactly that pass. */
export const withdrawnBasis = (postingKey: string, why: string): string => `${postingKey} ${why}`;

/**
 * Dynamics took back what a document tells. What has not left never does while that is so, whatever a person says; what the
 * partner has is dealt with by its correction policy. `basis`: see `withdrawnBasis`.
 */
export function withdrawnHold(why: string, basis: string, words: DraftWords, left: CorrectionPolicy | undefined): NewHold {
  const name = named(words);
  return {
    cause: left === undefined ? 'draft-block' : 'corrected',
    message: `Corrected in Dynamics: ${why}`,
    basis,
    groupKey: withdrawnGroup,
    groupTitle: 'Taken back in Dynamics after the document was drafted',
    consequence:
      left === undefined
        ? `${name} does not leave: it would tell what is not so.`
        : `${words.partner} has ${name.replace('The', 'the')} as it was.`,
    nextStep: left === undefined ? asideStep : leftStep(left, words.kind),
    lines: 0,
  };
}

const asideStep = 'Set it aside. If Dynamics tells it again, it is drafted from that and goes on by itself.';

const leftStep = (policy: CorrectionPolicy, kind: OutboundKind): string =>
  policy === 'never'
    ? `This partner takes no second ${kindWords[kind]}: ${portalStep(kindWords[kind])}`
    : 'Decide by the partner’s correction policy: "send again" cancels it; or leave it as it is.';

/** The partner has cancelled, or is about to, what Dynamics tells all the same: nothing is drafted in its place by itself. */
export function cancelledHold(
  { kind, number, revision, draft }: Pick<OutboundRow, 'kind' | 'number' | 'revision' | 'draft'>,
  basis: string,
  words: DraftWords,
): NewHold {
  const cancellation = `${kind} ${number}${revision > 1 ? ` (${revision})` : ''}`;
  const left = draft === 'left';
  return {
    cause: 'corrected',
    message: left
      ? `Dynamics has it, but ${cancellation} cancelled it with the partner.`
      : `Dynamics has it again, but ${cancellation} is about to cancel it with the partner.`,
    basis,
    groupKey: 'corrected',
    groupTitle: 'Corrected in Dynamics after the document was drafted',
    consequence: `${words.partner} ${left ? 'has' : 'will have'} no ${kindWords[words.kind]} of it.`,
    nextStep: left
      ? 'Choose "send again": it is drafted once more, as the partner takes corrections. Or leave it as it is.'
      : 'Set the cancellation aside, and this one stands as it left. Or let the cancellation leave, then choose "send again".',
    lines: 0,
  };
}

/** Another one left under its number before a restore, and neither the journal nor SPS says what it was. `file`: its name at SPS. */
export function laterUnknownHold(file: string, words: DraftWords): NewHold {
  const { kind, number, partner } = words;
  return {
    cause: 'corrected',
    message: `Another ${kindWords[kind]} about ${kind} ${number} left before this copy of the database was restored, and it is not known here whether it replaced or cancelled this one.`,
    path: file,
    basis: file,
    groupKey: 'later-unknown',
    groupTitle: 'Followed by a document that nobody here knows',
    consequence: `${partner} works with that one. If it cancelled this one, ${partner} has no ${kindWords[kind]} of it.`,
    nextStep: `Look at ${file.slice(file.lastIndexOf('/') + 1)} in the portal of SPS. If it says what Dynamics says, leave this one as it is; else choose "send again".`,
    lines: 0,
  };
}

/** An answer to a change that left before a restore, and that was decided otherwise since: the retailer goes by what left. */
export function answeredOtherwiseHold(basis: string, { kind, number, partner }: DraftWords): NewHold {
  return {
    cause: 'corrected',
    message: `${kind} ${number} left before this copy of the database was restored, and answers the change otherwise than was decided here since.`,
    basis,
    groupKey: 'answered-otherwise',
    groupTitle: 'Changes that were answered otherwise before a restore',
    consequence: `${partner} goes by what left, this order by what was decided here.`,
    nextStep:
      'Read what left on its page. Choose "send again" to tell what was decided here; or put the order right in Dynamics by what left, and leave it as it is.',
    lines: 0,
  };
}

/** Sales orders that were cancelled in Dynamics after an 855 promised their goods: what is left is to tell the buyer. */
export function brokenPromiseHold(salesOrders: readonly string[], basis: string, words: DraftWords): NewHold {
  const which =
    salesOrders.length === 1 ? `Sales order ${salesOrders[0] ?? ''} was` : `Sales orders ${salesOrders.join(', ')} were`;
  return {
    cause: 'corrected',
    message: `${which} cancelled in Dynamics after ${words.kind} ${words.number} confirmed purchase order ${words.purchaseOrder}.`,
    basis,
    groupKey: brokenPromiseGroup,
    groupTitle: 'Cancelled in Dynamics after it was confirmed to the partner',
    consequence: `${words.partner} counts on goods that do not come; what is confirmed and not shipped is fined by many retailers.`,
    nextStep:
      'Tell the buyer by phone or in the partner’s portal, then leave the document as it is and say with whom you spoke. If it was cancelled by mistake, open the order again in Dynamics: this goes by itself.',
    lines: 0,
  };
}

/** Group of what a person sent back with a note. */
export const sentBackGroup = 'sent-back';

export function sentBackHold(note: string, who: string, contentHash: string): NewHold {
  return {
    cause: 'draft-rule',
    message: `Sent back by ${who}: ${note}`,
    basis: contentHash,
    groupKey: sentBackGroup,
    groupTitle: 'Sent back at review',
    consequence: 'It does not leave as it is.',
    nextStep: 'Put right what the note says; a draft that says something else is reviewed again by itself.',
    lines: 0,
  };
}
