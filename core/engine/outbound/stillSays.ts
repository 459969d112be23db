import { applyOverlay } from '#core/drafting/overlay.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import { compose } from './compose.ts';
import { composeParts, inPlaceOf } from './composeParts.ts';
import { asConfirmed } from './confirmedOrder.ts';
import { contentHashOf } from './content.ts';
import type { Basis, OutboundContext } from './gather.ts';
import type { PlannedDocument } from './plan.types.ts';

/**
 * True where a document that left says exactly what would be drafted in its place now: what Dynamics changed meanwhile it has
 * changed back, and nothing is to be corrected.
 */
export async function stillSays(
  context: OutboundContext,
  gathered: Basis,
  planned: PlannedDocument,
  { id, revision, intent, corrects, contentHash }: OutboundRow,
): Promise<boolean> {
  const basis = inPlaceOf(asConfirmed(gathered, planned), id);
  const version = await context.parts.store.outboundVersion({ outboundId: id });
  const draft = compose(planned, await composeParts(context, basis, planned, { revision, intent, corrects }));
  if (!draft || !version || draft.missing.length > 0) return false;
  return contentHashOf(applyOverlay(draft.document, draft.origins, version.overlay).document) === contentHash;
}
