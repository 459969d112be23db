import type { Finding } from '#core/domain/finding.ts';
import { sendingRulesOf } from '#core/domain/sendingRules.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import { dayIn, timeIn } from '#core/domain/time.ts';
import type { Draft, OverlayEntry } from '#core/drafting/draft.types.ts';
import { correctedLines } from '#core/drafting/correctedLines.ts';
import { applyOverlay } from '#core/drafting/overlay.ts';
import { checkStrict } from '#core/rsx/checkStrict.ts';
import { fromOutbound, type OutboundDocument } from '#core/rsx/mappers/outboundDocument.ts';
import { writeXml } from '#core/rsx/writeXml.ts';
import type { OutboundIntent, OutboundRow, SavedDraft, SaveDraft } from '#core/store/types/outbound.ts';
import { engineName } from '../intake/process.ts';
import { draftCompany } from './company.ts';
import { checkDraft, type CheckedDraft } from './checkDraft.ts';
import { asConfirmed } from './confirmedOrder.ts';
import { compose, ordersOf, packedSlips, slipsToPack, type ComposeParts } from './compose.ts';
import { amountOf, contentHashOf, numberOf, searchKeysOf, serialsOf } from './content.ts';
import { kindWords, type DraftWords } from './draftHolds.ts';
import { packFacts, type PackFacts } from '../packing/packFacts.ts';
import type { Basis, OrderBasis, OutboundContext } from './gather.ts';
import { judge, type Verdict } from './judge.ts';
import { knownOf, type Known } from './ofNumber.ts';
import type { PlannedDocument } from './plan.types.ts';
import { sameTexts } from './planParts.ts';

/** How a document is drafted: its revision, and what a person typed on top. */
export interface DraftOptions {
  readonly revision: number;
  readonly intent: OutboundIntent;
  readonly redraftId?: number;
  /** In place of the corrections that the document has. */
  readonly overlay?: readonly OverlayEntry[];
  readonly who?: string;
}

export const original: DraftOptions = { revision: 1, intent: 'original' };

/** nothing: an answer that says what was answered already, by `sameAs`; no document is needed. */
export type Drafted =
  | (SavedDraft & { readonly state: SaveDraft['state']; readonly unchanged: boolean })
  | { readonly result: 'nothing'; readonly sameAs: string };

/** Drafts one planned document and keeps it, unless it is as it was. Undefined where there is nothing to say. */
export async function draftPlanned(
  context: OutboundContext,
  gathered: Basis,
  planned: PlannedDocument,
  options: DraftOptions = original,
): Promise<Drafted | undefined> {
  const basis = asConfirmed(gathered, planned);
  const orders = ordersOf(basis, planned);
  const parts = await composeParts(context, basis, planned, options);
  const draft = compose(planned, parts);
  const first = orders[0];
  if (!draft || !first) return undefined;
  const { known, revision, elsewhere } = await knownOf(context, first, planned, draft.document, options.revision);
  if (known && known.row.draft === 'left' && known.row.transport !== 'refused')
    return { outboundId: known.row.id, versionId: known.row.versionId, result: 'left', state: 'ready', unchanged: true };
  const repeated = sameAnswer(first, planned, draft, options);
  if (repeated !== undefined && !known) return { result: 'nothing', sameAs: repeated };
  const overlay = overlayOf(known, options);
  const packs = await packFacts(context.parts.store, planned, draft.document, overlay, known?.row.id);
  const made = finish(basis, { planned, draft, first, orders, known, revision, elsewhere, options, parts, overlay, packs });
  const before = known ? await context.parts.store.draftHolds({ outboundId: known.row.id }) : [];
  const verdict = judge({
    ...made.judged,
    before,
    corrected: known ? correctedOf(basis, planned) : [],
    weights: first.partner.sheet,
    review: needsReview(planned, first, options, draft.document),
  });
  const input = inputOf(context, made, verdict);
  if (known && isUnchanged(known, input, before.filter(({ open }) => open).length))
    return { outboundId: known.row.id, versionId: known.row.versionId, result: 'same', state: verdict.state, unchanged: true };
  const saved = await context.parts.store.saveDraft(input);
  await context.parts.ports.checkpoint('draft-saved');
  return { ...saved, state: verdict.state, unchanged: false };
}

async function composeParts(
  { parts }: OutboundContext,
  basis: Basis,
  planned: PlannedDocument,
  { revision, intent }: DraftOptions,
): Promise<ComposeParts> {
  const { ports, connection } = parts;
  const now = ports.clock.now();
  const slips = slipsToPack(basis, planned);
  return {
    basis,
    company: draftCompany(connection.company),
    at: { date: dayIn(ports.timeZone, now), time: timeIn(ports.timeZone, now) },
    revision,
    intent,
    packing: slips.length > 0 && parts.packing ? await parts.packing.packingOf(slips) : new Map(),
    notices: planned.kind === '810' ? await noticesOf(parts.store, planned) : [],
  };
}

/** The ship notices of an order as they stand now: what was drafted a moment ago is among them. */
async function noticesOf(store: OutboundContext['parts']['store'], { threadIds }: PlannedDocument): Promise<readonly Shipment[]> {
  const rows = (await Promise.all(threadIds.map((threadId) => store.outboundOfThread({ threadId })))).flat();
  const standing = rows.filter(
    ({ row }) => row.kind === '856' && row.counts && row.draft !== 'set-aside' && row.draft !== 'superseded',
  );
  const versions = await Promise.all(standing.map(({ row }) => store.outboundVersion({ outboundId: row.id })));
  return versions.flatMap((version) => (version?.document.kind === '856' ? [version.document] : []));
}

interface Making {
  readonly planned: PlannedDocument;
  readonly draft: Draft;
  readonly first: OrderBasis;
  readonly orders: readonly OrderBasis[];
  readonly known: Known | undefined;
  readonly revision: number;
  readonly elsewhere: readonly OutboundRow[];
  readonly options: DraftOptions;
  readonly parts: ComposeParts;
  readonly overlay: readonly OverlayEntry[];
  readonly packs: PackFacts | undefined;
}

/** A person's corrections on top: those of the act, else those that the document has. */
const overlayOf = (known: Known | undefined, options: DraftOptions): readonly OverlayEntry[] =>
  options.overlay ?? known?.version?.overlay ?? [];

interface Made extends Making {
  /** With a person's corrections on top. */
  readonly document: OutboundDocument;
  readonly contentHash: string;
  readonly postedOn: string | undefined;
  readonly bytes: Uint8Array | undefined;
  readonly judged: Pick<Parameters<typeof judge>[0], 'words' | 'findings' | 'missing' | 'choices' | 'contentHash'>;
}

/** The draft as it would leave: corrections on top, written strictly. Pure but for the basis. */
function finish(basis: Basis, making: Making): Made {
  const { draft, first, overlay, planned } = making;
  const laid = applyOverlay(draft.document, draft.origins, overlay);
  const missing = draft.missing.filter(
    ({ path }) => path === '' || !laid.changes.some((change) => change.path === path && change.after !== ''),
  );
  const root = fromOutbound(laid.document);
  const strict = missing.length > 0 ? [] : checkStrict({ kind: laid.document.kind, root });
  const findings: readonly Finding[] = [...draft.findings, ...laid.findings];
  const contentHash = contentHashOf(laid.document);
  const writable = missing.length === 0 && strict.length === 0;
  return {
    ...making,
    document: laid.document,
    contentHash,
    postedOn: planned.postingKeys
      // An answer to a change rests on no posting.
      .flatMap((key) => basis.joined.get(key)?.posting.date ?? [])
      .toSorted()
      .at(-1),
    bytes: writable ? Buffer.from(writeXml([{ kind: laid.document.kind, root }], { mode: 'strict' }), 'utf8') : undefined,
    judged: {
      words: wordsOf(first, laid.document),
      findings: [...findings, ...rulesOf(making, laid.document, { contentHash, missing })],
      missing,
      choices: draft.choices,
      contentHash,
    },
  };
}

function rulesOf(
  { planned, orders, options, known, elsewhere, parts, packs }: Making,
  document: OutboundDocument,
  told: Pick<CheckedDraft, 'contentHash' | 'missing'>,
): readonly Finding[] {
  const slips = planned.kind === '856' ? packedSlips(planned, parts) : [];
  const beside = { planned, orders, elsewhere, slips, packs, intent: options.intent, outboundId: known?.row.id };
  return checkDraft({ ...told, ...beside, document });
}

function wordsOf({ partner, order }: OrderBasis, document: OutboundDocument): DraftWords {
  return {
    kind: document.kind,
    number: numberOf(document),
    partner: partner.name || partner.partnerId,
    purchaseOrder: order.number,
  };
}

/** The newest answer that the retailer has, or may have. */
function answerSent({ known }: OrderBasis, { store }: PlannedDocument): OrderBasis['known'][number] | undefined {
  return known.findLast(
    ({ row }) => row.kind === '855' && row.store === store && row.draft === 'left' && row.transport !== 'refused' && row.counts,
  );
}

function sameAnswer(
  first: OrderBasis,
  planned: PlannedDocument,
  { document }: Draft,
  { intent }: DraftOptions,
): string | undefined {
  if (planned.kind !== '855' || intent !== 'original') return undefined;
  const sent = answerSent(first, planned);
  return sent && sent.row.contentHash === contentHashOf(document) ? sent.row.number : undefined;
}

function correctedOf(basis: Basis, { postingKeys }: PlannedDocument): Basis['postings'] {
  return basis.postings.filter(({ key, state }) => state === 'corrected' && postingKeys.includes(key));
}

/** What nobody confirmed, and what corrects something that left, is always looked at. */
function needsReview(
  planned: PlannedDocument,
  { sheet }: OrderBasis,
  options: DraftOptions,
  document: OutboundDocument,
): boolean {
  if (planned.kind === '855' && planned.postingKeys.length === 0) return true;
  return options.redraftId !== undefined || options.revision > 1 || sheet.sheet.documents[document.kind].review;
}

function inputOf({ parts }: OutboundContext, made: Made, verdict: Verdict): SaveDraft {
  const { planned, draft, first, options, document, overlay, contentHash, bytes, postedOn, judged } = made;
  const amount = amountOf(document);
  const { words, missing, choices } = judged;
  return {
    partnerId: first.partner.partnerId,
    vendor: first.partner.vendor,
    kind: document.kind,
    number: words.number,
    revision: made.revision,
    at: parts.ports.clock.now(),
    state: verdict.state,
    threadIds: planned.threadIds,
    store: planned.store,
    intent: options.intent,
    company: first.draftOrder.company,
    ...(amount === undefined ? {} : { amount }),
    currency: first.order.currency,
    ...(postedOn === undefined || document.kind === '855' ? {} : { dueBy: postedOn }),
    document: draft.document,
    origins: draft.origins,
    overlay,
    missing,
    findings: verdict.findings,
    choices,
    lines: correctedLines(
      draft,
      document,
      made.orders.map(({ draftOrder }) => draftOrder),
    ),
    counts: options.intent !== 'cancel',
    postingKeys: planned.postingKeys,
    serials: serialsOf(document),
    contentHash,
    ...(bytes === undefined ? {} : { bytes }),
    sheetVersion: first.sheet.version,
    rules: sendingRulesOf(first.sheet.sheet, document.kind),
    holds: verdict.holds,
    searchKeys: searchKeysOf(document),
    ...(options.redraftId === undefined ? {} : { redraftId: options.redraftId }),
    ...(planned.supersedes.length === 0 ? {} : { supersedes: planned.supersedes }),
    audit: [{ who: options.who ?? engineName, what: sentenceOf(words, verdict, missing.length), tone: toneOf(verdict.state) }],
  };
}

const toneOf = (state: SaveDraft['state']): 'neutral' | 'warn' => (state === 'held' || state === 'waiting' ? 'warn' : 'neutral');

function sentenceOf({ kind, number }: DraftWords, { state, holds }: Verdict, missing: number): string {
  const what = `${kind} ${kindWords[kind]} ${number} drafted`;
  switch (state) {
    case 'held':
      return `${what}; held: ${holds[0]?.message ?? ''}${holds.length > 1 ? ` (and ${holds.length - 1} more)` : ''}`;
    case 'waiting':
      return `${what}; waits for ${missing === 1 ? 'one thing' : `${missing} things`}`;
    case 'review':
      return `${what}, to be reviewed`;
    case 'ready':
      return what;
  }
}

/** True where a draft says what it said and stands where it stood: it is not written again. */
function isUnchanged({ row, version }: Known, input: SaveDraft, openHolds: number): boolean {
  if (!version || row.contentHash !== input.contentHash || row.sheetVersion !== input.sheetVersion) return false;
  if (
    row.draft === 'superseded' ||
    row.transport === 'refused' ||
    input.redraftId !== undefined ||
    input.supersedes !== undefined
  )
    return false;
  if (!sameTexts(row.postingKeys, input.postingKeys) || JSON.stringify(row.rules) !== JSON.stringify(input.rules)) return false;
  const said = [version.missing, version.findings, version.choices, version.overlay];
  const says = [input.missing, input.findings, input.choices, input.overlay];
  if (JSON.stringify(said) !== JSON.stringify(says)) return false;
  if (row.draft === 'set-aside') return true;
  if (input.state === 'held') return row.draft === 'held' && openHolds === input.holds.length;
  if (input.state === 'waiting') return row.draft === 'waiting' && row.waitReason === 'data';
  const onItsWay = ['ready', 'ring'].includes(row.draft) || row.waitReason === 'order' || row.waitReason === 'partner';
  return onItsWay || (input.state === 'review' && row.draft === 'review');
}
