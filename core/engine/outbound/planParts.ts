import type { OutboundKind } from '#core/domain/outbound.ts';
import type { PlanKnown, PlanThread } from './plan.types.ts';

/** True where a document is agreed with the partner, by both of its sheets. */
export const agrees = ({ sheet, agreed }: PlanThread, kind: OutboundKind): boolean =>
  sheet.documents[kind].agreed && agreed.has(kind);

/** A planned document without anything special. */
export const blank = { store: '', carriesCharges: false, part: false, unconfirmed: [], supersedes: [], setAside: [] } as const;

/** True for a document of which the partner has, or may have, a copy. */
export const hasLeft = ({ draft, transport }: Pick<PlanKnown, 'draft' | 'transport'>): boolean =>
  draft === 'left' && transport !== 'refused';

/** True where two lists hold the same texts, in whatever order. */
export function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [a.toSorted(), b.toSorted()];
  return left.length === right.length && left.every((text, index) => text === right[index]);
}
