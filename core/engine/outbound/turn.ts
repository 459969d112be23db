import type { Fix } from '#core/domain/fix.ts';
import { turnRule } from '#core/domain/rules/catalogue.ts';
import { isUndone } from '#core/domain/standing.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import type { WaitReason } from '#core/store/types/outbound.ts';
import type { SendCandidate } from '#core/store/types/sends.ts';
import { orderOfDocument } from './orderOfDocuments.ts';

/** Whether a document goes now; else how it waits, and what a person is told. */
export type Turn =
  | { readonly turn: 'go' }
  | {
      readonly turn: 'wait' | 'hold';
      readonly reason: WaitReason;
      readonly text: string;
      readonly blockedBy?: number;
      readonly holds: readonly NewHold[];
    };

/** Everything that may keep a released document: its partner, what was sent before (GEN-01, 03, 04, 05), the other documents. */
export function turnOf(candidate: SendCandidate): Turn {
  return notActive(candidate) ?? repeated(candidate) ?? outOfOrder(candidate) ?? { turn: 'go' };
}

const named = ({ row }: SendCandidate): string => `${row.kind} ${row.number}${row.revision > 1 ? ` (${row.revision})` : ''}`;

function notActive(candidate: SendCandidate): Turn | undefined {
  if (candidate.partnerActive) return undefined;
  const { partnerName, row } = candidate;
  const { partnerId, vendor } = row;
  const text = 'The partner was deactivated while it waited.';
  const hold: NewHold = {
    cause: 'partner-inactive',
    rule: 'GEN-01',
    message: `${named(candidate)} does not leave: partner ${partnerName} is not active.`,
    groupKey: `partner-inactive:${partnerId}`,
    groupTitle: `Partner ${partnerName} is not active`,
    consequence: 'Goods that are on their way arrive without their papers.',
    nextStep: 'Activate the partner: it goes on by itself. Or set the document aside.',
    fix: { fix: 'partner', partnerId, vendor, inactive: true },
    lines: 0,
  };
  return { turn: 'hold', reason: 'partner', text, holds: [hold] };
}

function repeated(candidate: SendCandidate): Turn | undefined {
  const { row, earlier } = candidate;
  const lost = earlier.find(({ transport }) => transport === 'unknown' || transport === 'sending');
  if (lost)
    return repeat(candidate, lost.outboundId, {
      rule: 'GEN-05',
      message: `It is not known whether an earlier ${row.kind} ${row.number} reached SPS.`,
      fix: { fix: 'lost-answer' },
      nextStep: 'Settle the earlier one at the desk of lost answers; this one then goes on by itself.',
    });
  const left = earlier.map(({ outboundId: id, ...entry }) => ({ ...entry, id }));
  const twin = left.find((entry) => entry.contentHash === row.contentHash && !isUndone(entry, left));
  if (twin)
    return repeat(candidate, twin.id, {
      rule: 'GEN-03',
      message: `The partner has ${row.kind} ${row.number} with exactly this content.`,
      fix: other(row, 'it says the same, so set this one aside'),
      nextStep: 'Set it aside. If it says too little, correct the posting in Dynamics first.',
    });
  const standing = earlier.find(({ business }) => business !== 'rejected');
  if (!standing) return undefined;
  if (row.rules.correction === 'never')
    return repeat(candidate, standing.outboundId, {
      rule: 'GEN-04',
      message: `The partner has another ${row.kind} ${row.number}, and takes no second one.`,
      fix: other(row, 'correct it in the portal, and set this one aside'),
      nextStep:
        'Set it aside and correct it in the portal, or agree it with the buyer and change the policy in the partner’s sheet.',
    });
  if (row.rules.correction === 'cancel-and-new' && row.intent !== 'cancel')
    return repeat(candidate, standing.outboundId, {
      rule: 'GEN-04',
      message: `The partner has another ${row.kind} ${row.number}; a correction needs a number of its own after the first is cancelled.`,
      fix: other(row, 'use "send again" there, and set this one aside'),
      nextStep: 'Set it aside and use "send again" on the first one.',
    });
  return undefined;
}

const other = ({ kind, number }: SendCandidate['row'], act: string): Fix => ({
  fix: 'other-document',
  name: `${kind} ${number}`,
  act,
});

function repeat(
  candidate: SendCandidate,
  blockedBy: number,
  { rule, message, nextStep, fix }: Required<Pick<NewHold, 'rule' | 'message' | 'nextStep' | 'fix'>>,
): Turn {
  const hold: NewHold = {
    cause: 'send-repeat',
    rule,
    message: `${named(candidate)} does not leave. ${message}`,
    groupKey: `send-repeat:${rule}`,
    groupTitle: 'Documents that the partner has, or may have, already',
    consequence: 'A second copy is fined by many partners, and goods or money may be counted twice.',
    nextStep,
    fix,
    lines: 0,
  };
  return { turn: 'hold', reason: 'repeat', text: message, blockedBy, holds: [hold] };
}

/** Who waits is told by which rule, as who is held is by its hold. */
function outOfOrder(candidate: SendCandidate): Turn | undefined {
  const { row } = candidate;
  const order = orderOfDocument(candidate);
  if (order.order === 'go') return undefined;
  const blocked = order.blockedBy === undefined ? {} : { blockedBy: order.blockedBy };
  const rule = turnRule(row.kind);
  if (order.order === 'wait') {
    const text = rule === undefined ? order.text : `${order.text.replace(/\.$/, '')} (rule ${rule.id}).`;
    return { turn: 'wait', reason: 'order', text, ...blocked, holds: [] };
  }
  const hold: NewHold = {
    cause: 'send-order',
    ...(rule === undefined ? {} : { rule: rule.id }),
    message: `${named(candidate)} does not leave. ${order.text}`,
    groupKey: 'send-order',
    groupTitle: 'Documents that another one should go before',
    consequence: rule?.cost ?? 'The partner may take it late, which costs; out of order it may be refused.',
    nextStep: 'Settle the other document, or choose "send anyway": late is better than never.',
    fix:
      order.first === undefined
        ? { fix: 'dynamics', act: row.kind === '810' ? 'post the packing slip of the goods' : 'confirm the sales order' }
        : { fix: 'other-document', name: order.first, act: 'settle it, and this one goes on by itself' },
    lines: 0,
  };
  return { turn: 'hold', reason: 'order', text: order.text, ...blocked, holds: [hold] };
}
