import { assertNever } from '#core/domain/assertNever.ts';
import type { Draft, DraftMoment } from '#core/drafting/draft.types.ts';
import { applyOverlay } from '#core/drafting/overlay.ts';
import { computed } from '#core/drafting/trace.ts';
import type { OutboundDocument } from '#core/rsx/mappers/outboundDocument.ts';
import type { OutboundRow, OutboundVersion } from '#core/store/types/outbound.ts';
import type { PostingRow } from '#core/store/types/postings.ts';
import type { KnownDocument } from './draftOrder.ts';
import { withdrawnWhy } from './postingChange.ts';

/** True where nothing is left of what a document told: all that may follow it is its cancellation (dynamics.md 1.6). */
export function isWithdrawn({ postingKeys }: Pick<OutboundRow, 'postingKeys'>, postings: readonly PostingRow[]): boolean {
  const own = postings.filter(({ key }) => postingKeys.includes(key));
  return own.length > 0 && own.every((row) => withdrawnWhy(row) !== undefined);
}

/**
 * The cancellation of a document: what left, as it left, under purpose 01. Not drafted from Dynamics, which may have taken
 * back what it told or says it otherwise by now; the partner cancels what it has. Undefined for answers to an order, which
 * get a number of their own each time and are drafted as ever. Pure.
 */
export function takingBack({ lines }: KnownDocument, version: OutboundVersion, at: DraftMoment): Draft | undefined {
  const left = applyOverlay(version.document, version.origins, version.overlay);
  const cancelled = cancellationOf(left.document, at);
  if (!cancelled) return undefined;
  const { document, header } = cancelled;
  const purpose = { [`${header}/TsetPurposeCode`]: computed('takes back what was sent') };
  return { document, origins: { ...left.origins, ...purpose }, findings: [], missing: [], choices: [], lines };
}

function cancellationOf(
  document: OutboundDocument,
  { date, time }: DraftMoment,
): { readonly document: OutboundDocument; readonly header: string } | undefined {
  const purpose = '01';
  switch (document.kind) {
    case '856':
      return {
        document: { ...document, purpose, noticeDate: date, noticeTime: time },
        header: 'Shipment/Header/ShipmentHeader',
      };
    case '810':
      return { document: { ...document, purpose }, header: 'Invoice/Header/InvoiceHeader' };
    case '855':
    case '865':
      return undefined;
    default:
      return assertNever(document, 'outbound document');
  }
}
