import type { OutboundRow } from '#core/store/types/outbound.ts';
import { planOf, type Basis } from './gather.ts';
import type { PlannedDocument } from './plan.types.ts';
import { blank } from './planParts.ts';

/** A document as it was planned, from what is kept of it. */
export function plannedOf(row: OutboundRow, basis: Basis): PlannedDocument {
  const { kind, threadIds, store } = row;
  const postingKeys = row.postingKeys.map((key) => basis.told.get(key) ?? key);
  const again = planOf(basis).documents.find(
    (planned) =>
      planned.kind === kind &&
      planned.store === store &&
      planned.threadIds.some((id) => threadIds.includes(id)) &&
      (postingKeys.length === 0
        ? planned.postingKeys.length === 0
        : planned.postingKeys.some((key) => postingKeys.includes(key))),
  );
  if (!again) return { ...blank, kind, threadIds, store, postingKeys, carriesCharges: true };
  return kind === '856' || kind === '810' ? again : { ...again, supersedes: [] };
}
