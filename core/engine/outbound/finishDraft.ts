import type { Finding } from '#core/domain/finding.ts';
import { namesOneOrder } from '#core/domain/postingSets.ts';
import type { Draft, OverlayEntry } from '#core/drafting/draft.types.ts';
import { findingsAfter } from '#core/drafting/forbidden.ts';
import { applyOverlay } from '#core/drafting/overlay.ts';
import { checkStrict } from '#core/rsx/checkStrict.ts';
import { fromOutbound, type OutboundDocument } from '#core/rsx/mappers/outboundDocument.ts';
import { writeXml } from '#core/rsx/writeXml.ts';
import type { OutboundIntent } from '#core/store/types/drafts.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { PackFacts } from '../packing/packFacts.ts';
import { checkDraft, type CheckedDraft } from './checkDraft.ts';
import { postedBeforeUs } from './beforeUs.ts';
import { packedSlips, type ComposeParts } from './compose.ts';
import { contentHashOf, numberOf } from './content.ts';
import type { DraftWords } from './draftHolds.ts';
import type { Basis, OrderBasis } from './gather.ts';
import type { judge } from './judge.ts';
import type { Known } from './ofNumber.ts';
import type { PlannedDocument } from './plan.types.ts';
import { withdrawnWhy } from './postingChange.ts';

/** How a document is drafted: its revision, what it corrects, and what a person typed on top. */
export interface DraftOptions {
  readonly revision: number;
  readonly intent: OutboundIntent;
  readonly corrects?: OutboundRow['corrects'];
  readonly redraftId?: number;
  /** In place of the corrections that version `seen` of the document has. */
  readonly overlay?: readonly OverlayEntry[];
  readonly seen?: number;
  readonly who?: string;
  /** The number under which it left, before this copy of the database was restored: it is drafted to be known, not to be sent. */
  readonly leftAs?: string;
}

export const original: DraftOptions = { revision: 1, intent: 'original' };

/** A draft with all that decides what becomes of it. */
export interface Making {
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

/** A draft as it would leave. */
export interface Made extends Making {
  /** With a person's corrections on top. */
  readonly document: OutboundDocument;
  readonly contentHash: string;
  readonly postedOn: string | undefined;
  readonly bytes: Uint8Array | undefined;
  readonly judged: Pick<Parameters<typeof judge>[0], 'words' | 'findings' | 'missing' | 'choices' | 'contentHash'>;
}

/** The draft as it would leave: corrections on top, written strictly. Pure but for the basis. */
export function finish(basis: Basis, making: Making): Made {
  const { draft, first, overlay, planned } = making;
  const laid = applyOverlay(draft.document, draft.origins, overlay);
  const missing = draft.missing.filter(
    ({ path }) => path === '' || !laid.changes.some((change) => change.path === path && change.after !== ''),
  );
  const root = fromOutbound(laid.document);
  const strict = missing.length > 0 ? [] : checkStrict({ kind: laid.document.kind, root });
  const rests = basis.postings.filter(({ key }) => planned.postingKeys.includes(key));
  const { kind } = laid.document;
  const drafted = findingsAfter(draft.findings, kind, laid.changes, first.sheet.sheet.forbiddenCharacters);
  const findings: readonly Finding[] = [...drafted, ...laid.findings, ...postedBeforeUs(making.orders, rests)];
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
      findings: [
        ...findings,
        ...rulesOf(making, laid.document, { contentHash, missing, left: goodsLeft(basis, planned), ...oneOrderSetOf(rests) }),
      ],
      missing,
      choices: draft.choices,
      contentHash,
    },
  };
}

function rulesOf(
  { planned, orders, options, known, elsewhere, parts, packs }: Making,
  document: OutboundDocument,
  told: Pick<CheckedDraft, 'contentHash' | 'missing' | 'left' | 'oneOrderSet'>,
): readonly Finding[] {
  const slips = planned.kind === '856' && options.intent !== 'cancel' ? packedSlips(planned, parts) : [];
  const beside = {
    planned,
    orders,
    elsewhere,
    slips,
    packs,
    intent: options.intent,
    outboundId: known?.row.id,
    today: parts.at.date,
  };
  return checkDraft({ ...told, ...beside, document });
}

/** What left of its orders by slips that stand: those that Dynamics took back moved nothing. */
function goodsLeft({ postings, joined }: Basis, { threadIds }: PlannedDocument): CheckedDraft['left'] {
  const own = new Set(threadIds);
  const slips = postings.filter(
    (row) => row.posting.kind === 'packing-slip' && row.threadIds.some((id) => own.has(id)) && withdrawnWhy(row) === undefined,
  );
  return slips.flatMap(({ key, posting: { date: day } }) =>
    (joined.get(key)?.lines ?? [])
      .filter(({ threadId }) => own.has(threadId))
      .map(({ threadId, position, store, quantity }) => ({ threadId, position, store, quantity, day })),
  );
}

/** Of a set that names one order of several the rules say so, where figures do not fit the order. */
function oneOrderSetOf(rests: Basis['postings']): Pick<CheckedDraft, 'oneOrderSet'> {
  const read = rests.find(({ posting }) => namesOneOrder(posting));
  return read ? { oneOrderSet: read.posting.set } : {};
}

function wordsOf({ partner, order }: OrderBasis, document: OutboundDocument): DraftWords {
  return {
    kind: document.kind,
    number: numberOf(document),
    partner: partner.name || partner.partnerId,
    purchaseOrder: order.number,
  };
}
