import { assertNever } from '#core/domain/assertNever.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { MissingData } from '#core/domain/outbound.ts';
import type { LocalDate } from '#core/domain/time.ts';
import type { EarlierDocument, PackedSlip } from '#core/drafting/draft.types.ts';
import type { OutboundDocument } from '#core/rsx/mappers/outboundDocument.ts';
import { checkOutbound } from '#core/rules/outbound/checkOutbound.ts';
import type { GoodsLeft, OutboundFacts } from '#core/rules/outbound/facts.ts';
import type { OutboundIntent } from '#core/store/types/drafts.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { PackFacts } from '../packing/packFacts.ts';
import { numberOf } from './content.ts';
import { earlierOf } from './draftOrder.ts';
import type { OrderBasis } from './gather.ts';
import type { PlannedDocument } from './plan.types.ts';

/** What the rules are told of a draft. */
export interface CheckedDraft {
  /** As it would leave, with corrections on top. */
  readonly document: OutboundDocument;
  readonly planned: PlannedDocument;
  readonly orders: readonly OrderBasis[];
  /** Documents of the partner with its kind and number that are about other orders. */
  readonly elsewhere: readonly OutboundRow[];
  readonly intent: OutboundIntent;
  readonly contentHash: string;
  /** The day of drafting, in the workspace's zone. */
  readonly today: LocalDate;
  /** Goods of its orders that posted slips say. */
  readonly left: readonly GoodsLeft[];
  readonly missing: readonly MissingData[];
  readonly slips: readonly PackedSlip[];
  /** What packing knows of its serials and labels; undefined where it has none. */
  readonly packs: PackFacts | undefined;
  /** Row of the document itself, where it is there already. */
  readonly outboundId: number | undefined;
  /** The set that its posting was read from, where that names one order of several. */
  readonly oneOrderSet?: string;
}

/** Everything that the rules have to say about a draft. Pure. */
export function checkDraft(draft: CheckedDraft): readonly Finding[] {
  const { document, slips, packs } = draft;
  const facts = factsOf(draft);
  switch (document.kind) {
    case '855':
      return checkOutbound({ kind: '855', document, facts });
    case '865':
      return checkOutbound({ kind: '865', document, facts });
    case '856': {
      const shipmentFacts = {
        ...facts,
        slips,
        serialUses: packs?.uses ?? [],
        ...(packs?.labels === undefined ? {} : { labels: packs.labels }),
      };
      return checkOutbound({ kind: '856', document, facts: shipmentFacts });
    }
    case '810':
      return checkOutbound({ kind: '810', document, facts });
    default:
      return assertNever(document, 'outbound document');
  }
}

function factsOf({
  document,
  planned,
  orders,
  elsewhere,
  intent,
  contentHash,
  today,
  left,
  missing,
  outboundId,
  oneOrderSet,
}: CheckedDraft): OutboundFacts {
  const number = numberOf(document);
  const sheet = orders[0]?.sheet.sheet;
  if (!sheet) throw new Error('a draft has an order');
  return {
    sheet,
    orders: orders.map(({ draftOrder }) => draftOrder),
    store: planned.store,
    intent,
    contentHash,
    postingKeys: planned.postingKeys,
    sameNumber: others(orders, outboundId).filter((entry) => entry.kind === document.kind && entry.number === number),
    // Of two drafts under one number the one that was made first keeps it.
    elsewhere: elsewhere
      .filter(({ id, draft }) => draft === 'left' || outboundId === undefined || id < outboundId)
      .map((row) => earlierOf({ row, lines: [] })),
    today,
    left,
    missing,
    ...(oneOrderSet === undefined ? {} : { oneOrderSet }),
  };
}

function others(orders: readonly OrderBasis[], outboundId: number | undefined): readonly EarlierDocument[] {
  const earlier = orders.flatMap(({ draftOrder }) => draftOrder.earlier).filter(({ id }) => id !== outboundId);
  return [...new Map(earlier.map((entry) => [entry.id, entry])).values()];
}
