import { assertNever } from '#core/domain/assertNever.ts';
import type { MissingData } from '#core/domain/outbound.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import type {
  AckAnswer,
  Draft,
  DraftBasis,
  DraftCompany,
  DraftMoment,
  JoinedPosting,
  PackedSlip,
} from '#core/drafting/draft.types.ts';
import { draftInvoice } from '#core/drafting/invoice.ts';
import { changeName, draftOrderChangeAck } from '#core/drafting/orderChangeAck.ts';
import { draftOrderAck } from '#core/drafting/orderAck.ts';
import { draftShipNotice } from '#core/drafting/shipNotice.ts';
import type { OutboundIntent } from '#core/store/types/drafts.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import { changeKey, quantityOf } from './changes/decided.ts';
import type { Basis, OrderBasis } from './gather.ts';
import type { PackingAnswer, SlipToPack } from './packing.types.ts';
import type { PlannedDocument } from './plan.types.ts';

/** What a planned document is drafted with, beside its postings and orders. */
export interface ComposeParts {
  readonly basis: Basis;
  readonly company: DraftCompany;
  readonly at: DraftMoment;
  readonly revision: number;
  readonly intent: OutboundIntent;
  readonly corrects?: OutboundRow['corrects'];
  /** How its slips are packed, by their keys. */
  readonly packing: ReadonlyMap<string, PackingAnswer>;
  /** Ship notices of its orders, oldest first. */
  readonly notices: readonly Shipment[];
}

/** Orders of a planned document, in their order. */
export function ordersOf(basis: Basis, planned: PlannedDocument): readonly OrderBasis[] {
  return planned.threadIds.flatMap((id) => basis.orders.get(id) ?? []);
}

function joinedOf(basis: Basis, planned: PlannedDocument): readonly JoinedPosting[] {
  return planned.postingKeys.flatMap((key) => basis.joined.get(key) ?? []);
}

/** Drafts a planned document from what was gathered; undefined where what it was planned from is not there. Pure. */
export function compose(planned: PlannedDocument, parts: ComposeParts): Draft | undefined {
  const { basis, company, at, revision, intent, corrects } = parts;
  const orders = ordersOf(basis, planned);
  const first = orders[0];
  if (!first) return undefined;
  const number = corrects === undefined || corrects.newNumber ? {} : { keepsNumber: corrects.number };
  const shared: DraftBasis = { sheet: first.sheet.sheet, company, at, revision, intent, ...number };
  const joined = joinedOf(basis, planned);
  switch (planned.kind) {
    case '855': {
      const confirmation = together(joined);
      const draft = draftOrderAck({
        ...shared,
        order: first.draftOrder,
        store: planned.store,
        ...(confirmation ? { confirmation } : {}),
        answers: answersOf(first, planned),
      });
      const lines = draft.lines.filter(({ position }) => !first.answeredLater?.has(position));
      return { ...draft, lines, missing: [...unconfirmed(planned), ...draft.missing] };
    }
    case '856': {
      const slips = packedSlips(planned, parts);
      const draft = draftShipNotice({
        ...shared,
        orders: orders.map(({ draftOrder }) => draftOrder),
        store: planned.store,
        slips,
        part: planned.part,
      });
      return { ...draft, missing: [...draft.missing, ...unpacked(planned, parts)] };
    }
    case '810': {
      const invoice = joined[0];
      if (!invoice) return undefined;
      const { store, carriesCharges } = planned;
      return draftInvoice({ ...shared, order: first.draftOrder, store, invoice, notices: parts.notices, carriesCharges });
    }
    case '865': {
      const decided = first.changes.find(({ row }) => planned.postingKeys.includes(changeKey(row.documentId)));
      if (!decided) return undefined;
      const { row, change, before } = decided;
      const quantityIs = quantityOf(row, shared.sheet.changes.quantityIs);
      const earlier = first.changes.slice(0, first.changes.indexOf(decided));
      // The retailer takes a second answer of one number for the first one come again.
      const namesakes = earlier.filter((other) => changeName(other.change) === changeName(change)).length;
      return draftOrderChangeAck({ ...shared, order: before, change, quantityIs, decision: row.decision, namesakes });
    }
    default:
      return assertNever(planned.kind, 'planned document');
  }
}

/** The slips of a notice with how they are packed, as far as anybody knows. */
export function packedSlips(
  planned: PlannedDocument,
  { basis, packing }: Pick<ComposeParts, 'basis' | 'packing'>,
): readonly PackedSlip[] {
  return joinedOf(basis, planned).map((slip) => {
    const answer = packing.get(slip.posting.key);
    return { joined: slip, ...(answer?.packed ? { packing: answer.record } : {}) };
  });
}

/** Several sales orders of one 850 are confirmed one by one and answered as one. */
function together(joined: readonly JoinedPosting[]): JoinedPosting | undefined {
  const [first, ...others] = joined;
  if (!first || others.length === 0) return first;
  return {
    posting: {
      ...first.posting,
      salesOrders: [...new Set(joined.flatMap(({ posting }) => posting.salesOrders))],
      lines: joined.flatMap(({ posting }) => posting.lines),
    },
    lines: joined.flatMap(({ lines }) => lines),
    charges: joined.flatMap(({ charges }) => charges),
    held: joined.flatMap(({ held }) => held),
    findings: joined.flatMap(({ findings }) => findings),
  };
}

/** Answers to questions about the confirmations that it is drafted from. */
function answersOf({ answers }: OrderBasis, { postingKeys }: PlannedDocument): readonly AckAnswer[] {
  const keys = postingKeys.length === 0 ? [''] : postingKeys;
  return answers.filter(({ postingKey }) => keys.includes(postingKey)).map(({ answer }) => JSON.parse(answer) as AckAnswer);
}

const unconfirmed = ({ unconfirmed: orders }: PlannedDocument): readonly MissingData[] =>
  orders.map((order) => ({
    path: '',
    what: `the confirmation of sales order ${order}, which the same 850 asked for`,
    nextStep: `Confirm sales order ${order} in Dynamics: the acknowledgment answers the whole purchase order.`,
  }));

/** Why a slip is not packed, in the words of who packs. Drafting itself says that cartons are missing. */
function unpacked({ postingKeys }: PlannedDocument, { packing }: ComposeParts): readonly MissingData[] {
  return postingKeys.flatMap((key) => {
    const answer = packing.get(key);
    return answer === undefined || answer.packed ? [] : [{ path: '', what: answer.what, nextStep: answer.nextStep }];
  });
}

/** True where the sheet's structure names cartons. */
const asksForCartons = (sheet: OutboundSheet): boolean => sheet.shipNotice.structure !== 'items';

/** The slips of a notice as whoever packs them needs them. */
export function slipsToPack(basis: Basis, planned: PlannedDocument): readonly SlipToPack[] {
  const orders = ordersOf(basis, planned);
  const first = orders[0];
  if (planned.kind !== '856' || !first || !asksForCartons(first.sheet.sheet)) return [];
  return joinedOf(basis, planned).map(({ posting, lines }) => ({
    posting,
    lines,
    orders: orders.map(({ answered, order }) => ({ threadId: answered.thread.id, order })),
    partnerId: first.partner.partnerId,
    vendor: first.partner.vendor,
    sheet: first.sheet.sheet,
  }));
}
