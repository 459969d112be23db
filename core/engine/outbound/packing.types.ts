import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { PackingRecord } from '#core/domain/packing.ts';
import type { Posting } from '#core/domain/posting.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { JoinedLine } from '#core/drafting/draft.types.ts';

/** A packing slip whose goods are packed, with the 850 lines that they are for. */
export interface SlipToPack {
  readonly posting: Posting;
  readonly lines: readonly JoinedLine[];
  readonly orders: readonly { readonly threadId: number; readonly order: PurchaseOrder }[];
  readonly partnerId: string;
  readonly vendor: string;
  readonly sheet: OutboundSheet;
}

/** How a slip is packed, or what keeps that from being known. */
export type PackingAnswer =
  | { readonly packed: true; readonly record: PackingRecord }
  | { readonly packed: false; readonly what: string; readonly nextStep: string };

/**
 * Whoever knows how goods are packed. A slip that nobody packed is packed by the partner's rule and kept, so that asking
 * twice gives the same cartons and numbers. Answers by the key of the slip; a slip without an answer is not packed.
 */
export interface PackingSource {
  packingOf(slips: readonly SlipToPack[]): Promise<ReadonlyMap<string, PackingAnswer>>;
}
