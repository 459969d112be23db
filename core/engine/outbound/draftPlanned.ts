import type { Draft, OverlayEntry } from '#core/drafting/draft.types.ts';
import type { OutboundDocument } from '#core/rsx/mappers/outboundDocument.ts';
import { draftSeen } from '#core/store/draftSeen.ts';
import type { SavedDraft, SaveDraft } from '#core/store/types/drafts.ts';
import { packFacts } from '../packing/packFacts.ts';
import { changeKey, type DecidedChange } from './changes/decided.ts';
import { compose, ordersOf, type ComposeParts } from './compose.ts';
import { composeParts, inPlaceOf } from './composeParts.ts';
import { asConfirmed } from './confirmedOrder.ts';
import { contentHashOf, numberOf } from './content.ts';
import { draftChanged } from './draftChanged.ts';
import { finish, original, type DraftOptions } from './finishDraft.ts';
import { gatherBasis, type Basis, type OrderBasis, type OutboundContext } from './gather.ts';
import { judge, type Verdict } from './judge.ts';
import { knownOf, type Known } from './ofNumber.ts';
import type { PlannedDocument } from './plan.types.ts';
import { saidAlready } from './saidBefore.ts';
import { answerSent, inputOf, isUnchanged } from './savedDraft.ts';
import { takingBack } from './takeBack.ts';

/** nothing: an answer that says what was answered already, by `sameAs`; no document is needed. */
export type Drafted =
  | (SavedDraft & { readonly state: SaveDraft['state']; readonly unchanged: boolean })
  | { readonly result: 'nothing'; readonly sameAs: string };

/**
 * Drafts one planned document and keeps it, unless it is as it was. Undefined where there is nothing to say. Throws `conflict` where
 * corrections are for another version than the one that is there.
 */
export async function draftPlanned(
  context: OutboundContext,
  gathered: Basis,
  planned: PlannedDocument,
  options: DraftOptions = original,
): Promise<Drafted | undefined> {
  const asked = inPlaceOf(asConfirmed(gathered, planned), options.corrects?.id);
  const parts = await composeParts(context, asked, planned, options);
  const composed = await composedAs(context, ordersOf(asked, planned), planned, parts, options);
  const whose = ordersOf(asked, planned)[0];
  if (!composed || !whose) return undefined;
  const { known, revision, elsewhere } = await knownOf(context, whose, planned, composed.document, options.revision);
  // Under another name it would not be what left.
  if (options.leftAs !== undefined && (options.leftAs !== numberOf(composed.document) || options.revision !== revision))
    return undefined;
  if (known && known.row.draft === 'left' && known.row.transport !== 'refused')
    return { outboundId: known.row.id, versionId: known.row.versionId, result: 'left', state: 'ready', unchanged: true };
  if (options.seen !== undefined && options.seen !== known?.version?.id) throw draftChanged();
  const setAside = planned.setAside.filter((id) => id !== known?.row.id);
  const taking = { ...planned, supersedes: placesOf(planned, options, known), setAside };
  const basis = withoutPlaces(asked, taking);
  const orders = ordersOf(basis, planned);
  const [first = whose] = orders;
  const drafted = basis === asked ? composed : (compose(planned, { ...parts, basis }) ?? composed);
  const draft = options.corrects === undefined ? withSaid(basis, taking, drafted) : drafted;
  const repeated = sameAnswer(first, planned, draft, options);
  if (repeated !== undefined && !known) return { result: 'nothing', sameAs: repeated };
  const overlay = overlayOf(known, options);
  const packs = await packFacts(context.parts.store, planned, draft.document, overlay, known?.row.id);
  const made = finish(basis, {
    planned: taking,
    draft,
    first,
    orders,
    known,
    revision,
    elsewhere,
    options,
    parts,
    overlay,
    packs,
  });
  const before = known ? await context.parts.store.draftHolds({ outboundId: known.row.id }) : [];
  const verdict =
    options.leftAs !== undefined
      ? leftAlready
      : judge({
          ...made.judged,
          before,
          // A cancellation stands whatever becomes of the posting.
          corrected: known && options.intent !== 'cancel' ? correctedOf(basis, planned) : [],
          weights: first.partner.sheet,
          review: needsReview(planned, first, options, draft.document),
        });
  const input = inputOf(context, made, verdict);
  if (known && isUnchanged(known, input, before.filter(({ open }) => open).length))
    return { outboundId: known.row.id, versionId: known.row.versionId, result: 'same', state: verdict.state, unchanged: true };
  const seen = known?.version && draftSeen(known.version.id, before);
  const saved = await context.parts.store.saveDraft({ ...input, ...(seen === undefined ? {} : { seen }) });
  // The other one is known now: this one gets another revision, and the rules see both (856-04, 810-01).
  if (saved.result === 'taken') return draftPlanned(context, gathered, planned, options);
  // A person's word came meanwhile, and may be about what was gathered before it.
  if (saved.result === 'overtaken') return draftPlanned(context, await gatherBasis(context, planned.threadIds), planned, options);
  await context.parts.ports.checkpoint('draft-saved');
  return { ...saved, state: verdict.state, unchanged: false };
}

/** No rule judges what left, and nothing lets it leave again but a person. */
const leftAlready: Verdict = { state: 'review', holds: [], findings: [] };

/**
 * What takes a document back is that document, as it left. So is, to begin with, what left in its place and cannot be drafted
 * from Dynamics any more: what it says is read from its bytes.
 */
async function composedAs(
  { parts: { store } }: OutboundContext,
  orders: readonly OrderBasis[],
  planned: PlannedDocument,
  parts: ComposeParts,
  { leftAs }: DraftOptions,
): Promise<Draft | undefined> {
  const { intent, corrects, at } = parts;
  const drafted = intent === 'cancel' ? undefined : compose(planned, parts);
  if (drafted || (intent !== 'cancel' && leftAs === undefined)) return drafted;
  const left = orders.flatMap(({ known }) => known).find(({ row }) => row.id === corrects?.id);
  const version = left && (await store.outboundVersion({ outboundId: left.row.id }));
  return (left && version && takingBack(left, version, at)) ?? compose(planned, parts);
}

/** Whose place it takes: no correction takes one, and none takes its own. */
const placesOf = ({ supersedes }: PlannedDocument, { corrects }: DraftOptions, known: Known | undefined): readonly number[] =>
  corrects === undefined ? supersedes.filter((id) => id !== known?.row.id) : [];

/** What it takes the place of says nothing beside it. */
function withoutPlaces(basis: Basis, { kind, supersedes }: PlannedDocument): Basis {
  if (supersedes.length === 0 || (kind !== '856' && kind !== '810')) return basis;
  const orders = [...basis.orders].map(([id, order]): [number, OrderBasis] => {
    const earlier = order.draftOrder.earlier.filter((entry) => !supersedes.includes(entry.id));
    return [id, { ...order, draftOrder: { ...order.draftOrder, earlier } }];
  });
  return { ...basis, orders: new Map(orders) };
}

const withSaid = (basis: Basis, planned: PlannedDocument, draft: Draft): Draft => ({
  ...draft,
  findings: [...draft.findings, ...saidAlready(basis, planned)],
});

/** A person's corrections on top: those of the act, else those that the document has. */
const overlayOf = (known: Known | undefined, options: DraftOptions): readonly OverlayEntry[] =>
  options.overlay ?? known?.version?.overlay ?? [];

function sameAnswer(
  first: OrderBasis,
  planned: PlannedDocument,
  { document }: Draft,
  { intent, corrects }: DraftOptions,
): string | undefined {
  // What a person asked for is drafted, and held where it says the same: they are told, and the request is answered.
  if (planned.kind !== '855' || intent !== 'original' || corrects !== undefined) return undefined;
  const sent = answerSent(first, planned);
  return sent && sent.row.contentHash === contentHashOf(document) ? sent.row.number : undefined;
}

function correctedOf(basis: Basis, { postingKeys }: PlannedDocument): Basis['postings'] {
  return basis.postings.filter(({ key, state }) => state === 'corrected' && postingKeys.includes(key));
}

/**
 * What nobody confirmed, what corrects something that left, and what is answered to a cancellation of goods that left, is always
 * looked at.
 */
function needsReview(
  planned: PlannedDocument,
  { sheet, changes }: OrderBasis,
  options: DraftOptions,
  document: OutboundDocument,
): boolean {
  if (planned.kind === '855' && planned.postingKeys.length === 0) return true;
  if (planned.kind === '865' && changes.some(({ row, change }) => keepsGoods(row, change) && isAbout(planned, row))) return true;
  return options.redraftId !== undefined || options.revision > 1 || sheet.sheet.documents[document.kind].review;
}

const keepsGoods = ({ decision }: DecidedChange['row'], { purpose }: DecidedChange['change']): boolean =>
  purpose === '01' && decision.refusedLines.length > 0;

const isAbout = ({ postingKeys }: PlannedDocument, { documentId }: DecidedChange['row']): boolean =>
  postingKeys.includes(changeKey(documentId));
