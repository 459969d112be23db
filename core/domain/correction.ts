import { assertNever } from './assertNever.ts';
import type { OutboundKind } from './outbound.ts';
import type { CorrectionPolicy } from './outboundSheet.ts';

/** One draft that a correction asks for. */
export interface RedraftWish {
  readonly intent: 'original' | 'cancel' | 'replace';
  readonly newNumber: boolean;
}

/** What "send again" may do for a document that the partner has, and what is said before it does. */
export interface Correction {
  readonly allowed: boolean;
  readonly needsCall: boolean;
  /** What will happen, and what it may cost. */
  readonly warning: string;
  /** In the order in which they leave. */
  readonly redrafts: readonly RedraftWish[];
}

const names: Readonly<Record<OutboundKind, string>> = {
  '855': 'acknowledgment',
  '856': 'ship notice',
  '810': 'invoice',
  '865': 'change acknowledgment',
};

/**
 * The legal moves of a partner's correction policy (edi-practice.md 0.1): a second copy is fined by some, wanted by others.
 * `withdrawn`: Dynamics took back all that the document told, so that there is nothing to put in its place. `cancels`: it
 * takes another one back; what came in that one's place is a document of its own and not told once more.
 */
export function correctionOf(
  policy: CorrectionPolicy,
  kind: OutboundKind,
  { withdrawn = false, cancels = false }: { readonly withdrawn?: boolean; readonly cancels?: boolean } = {},
): Correction {
  const name = names[kind];
  const correction = movesOf(policy, name);
  if (!withdrawn && !cancels) return correction;
  if (!correction.allowed) return withdrawn ? { ...correction, warning: inPortal(name) } : correction;
  const call = correction.needsCall ? ' This partner must be asked first: call, then say with whom you spoke.' : '';
  const why = cancels
    ? `This ${name} takes another one back. It is drafted once more, and nothing beside it.`
    : `Dynamics took back what this ${name} told. ${oneMore(name)} that cancels it is drafted, and nothing in its place.`;
  return { ...correction, warning: `${why}${call}`, redrafts: [{ intent: 'cancel', newNumber: false }] };
}

/** `A ship notice`, `An invoice`. */
const oneMore = (name: string): string => `${/^[aeiou]/.test(name) ? 'An' : 'A'} ${name}`;

/** What is left to do where the partner takes nothing that could take a document back. */
export const portalStep = (name: string): string =>
  `cancel it in the partner’s portal or by agreement with your buyer, then enter the reply here as rejected. This ${name} counts no more from then on, and what is posted in its place goes.`;

const inPortal = (name: string): string =>
  `Dynamics took back what this ${name} told. This partner takes no second ${name}: ${portalStep(name)}`;

function movesOf(policy: CorrectionPolicy, name: string): Correction {
  switch (policy) {
    case 'free':
      return {
        allowed: true,
        needsCall: false,
        warning: `This partner takes a second ${name} of the same number. It is drafted anew from what Dynamics says now; the same content again is not sent.`,
        redrafts: [{ intent: 'original', newNumber: false }],
      };
    case 'replace':
      return {
        allowed: true,
        needsCall: false,
        warning: `${oneMore(name)} that says it replaces the first one is drafted from what Dynamics says now. The partner works with the newest.`,
        redrafts: [{ intent: 'replace', newNumber: false }],
      };
    case 'cancel-and-new':
      return {
        allowed: true,
        needsCall: false,
        warning: `Two documents are drafted: one that cancels this ${name}, and a new one with a number of its own. The partner takes no second one of the same number.`,
        redrafts: [
          { intent: 'cancel', newNumber: false },
          { intent: 'original', newNumber: true },
        ],
      };
    case 'call-first':
      return {
        allowed: true,
        needsCall: true,
        warning: `This partner must be asked first: a second ${name} that it does not expect may be fined. Call, then say with whom you spoke and what was agreed.`,
        redrafts: [{ intent: 'replace', newNumber: false }],
      };
    case 'never':
      return {
        allowed: false,
        needsCall: false,
        warning: `This partner takes no second ${name}: each one is fined. Correct it in the partner's portal, or by agreement with your buyer.`,
        redrafts: [],
      };
    default:
      return assertNever(policy, 'correction policy');
  }
}
