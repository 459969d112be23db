/** Documents that leave for SPS. */
export const outboundKinds = ['855', '856', '810', '865'] as const;
export type OutboundKind = (typeof outboundKinds)[number];

/**
 * Where a drafted document stands before it leaves.
 * - waiting: data is missing, or another document goes first; goes on by itself · held: a rule, a correction in Dynamics
 *   or a policy needs a person · review: the sheet wants it looked at · ring: released, may still be taken back until it
 *   is due · ready: leaves with this run · left: `transport` says how · set-aside: a person decided that it never leaves
 * - superseded: a corrected draft took its place before it left
 */
export const draftStates = ['waiting', 'held', 'review', 'ring', 'ready', 'left', 'set-aside', 'superseded'] as const;
export type DraftState = (typeof draftStates)[number];

/** Group of holds that Dynamics took back what a document tells; closed by themselves when it tells it anew. */
export const withdrawnGroup = 'withdrawn';

/** Group of holds that an order was cancelled in Dynamics after it was promised; closed by themselves when it is open again. */
export const brokenPromiseGroup = 'promise-broken';

/**
 * What is known of its way to SPS, never more than is known (DESIGN 3, outbound 6).
 * - none: not sent · sending: its bytes are fixed and an attempt is open · sent: SPS answered 2xx · refused: certainly
 *   not sent · unknown: nobody can know yet · collected: history shows that SPS took it
 */
export const transportStates = ['none', 'sending', 'sent', 'refused', 'unknown', 'collected'] as const;
export type TransportState = (typeof transportStates)[number];

/** What the retailer said about it; apart from transport, because a 997 is no acceptance and silence is no refusal. */
export const businessStates = ['none', 'awaited', 'accepted', 'accepted-with-errors', 'rejected', 'silent'] as const;
export type BusinessState = (typeof businessStates)[number];

/** The one place a document has in lists, derived from the three states in the transaction that changes them. */
export const outboundPlaces = [
  'waiting',
  'held',
  'review',
  'ring',
  'ready',
  'unknown',
  'refused',
  'sent',
  'collected',
  'accepted',
  'rejected',
  'set-aside',
] as const;
export type OutboundPlace = (typeof outboundPlaces)[number];

const afterLeaving: ReadonlySet<OutboundPlace> = new Set(['sent', 'collected', 'accepted']);

/**
 * The place of a document among its states. `superseded` drafts are history and stand with what was set aside. `correction`
 * is the place of the corrected document that left after it: the retailer's no is history then, and the document stands
 * where that one stands. Where that one was rejected too, the work is there, and this one stands where it was left.
 */
export function placeOf(
  draft: DraftState,
  transport: TransportState,
  business: BusinessState,
  correction?: OutboundPlace,
): OutboundPlace {
  if (draft === 'set-aside' || draft === 'superseded') return 'set-aside';
  if (business === 'rejected' && correction === undefined) return 'rejected';
  if (business === 'rejected' && correction !== undefined && afterLeaving.has(correction)) return correction;
  if (transport === 'unknown' || transport === 'sending') return 'unknown';
  if (transport === 'refused') return 'refused';
  if (transport !== 'none' && (business === 'accepted' || business === 'accepted-with-errors')) return 'accepted';
  if (transport === 'collected') return 'collected';
  if (transport === 'sent') return 'sent';
  return draft === 'left' ? 'unknown' : draft;
}

/** True where the partner rejected it and its correction has left since: the no is history (see `placeOf`). */
export function isCorrected({ business, place }: { readonly business: BusinessState; readonly place: OutboundPlace }): boolean {
  return business === 'rejected' && place !== 'rejected' && place !== 'set-aside';
}

/** Where a value of a draft came from; kept for every value of every draft. */
export type Origin =
  | { readonly from: 'dynamics'; readonly set: string; readonly field: string }
  | { readonly from: '850'; readonly path: string }
  | { readonly from: 'sheet'; readonly field: string }
  | { readonly from: 'company'; readonly field: string }
  | { readonly from: 'packing'; readonly what: string }
  | { readonly from: 'computed'; readonly how: string }
  | { readonly from: 'typed'; readonly who: string; readonly at: string; readonly reason: string };

/** Origins by the path of the value in the document that is drafted, as the writer writes it. */
export type Origins = Readonly<Record<string, Origin>>;

/** Something that must be there before a document can leave: what, where it would stand, and who can give it. */
export interface MissingData {
  readonly path: string;
  readonly what: string;
  readonly nextStep: string;
  /** A person may type it: one value, which nothing else here gives. */
  readonly typed?: true;
}
