import { parseDecimal, type Decimal } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { Partner, UnitMapping } from '#core/domain/mapping.ts';
import type { MasterFacts, ProductFacts } from '#core/domain/masterData.ts';
import { defaultPartnerSheet, type PartnerSheet } from '#core/domain/partnerSheet.ts';
import type { AcceptedPrice } from '#core/domain/prices.ts';
import type { PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { LocalDate } from '#core/domain/time.ts';
import { judgedCodes, type JudgedCode } from './barcodes.ts';
import { priceDifference, type PriceDifference } from './priceDifference.ts';

/** What a workspace is connected to. */
export type WorkspaceKind = 'practice' | 'test' | 'live';

/** What a document came from, and whose it is: all that the rules of any inbound document need. */
export interface ArrivalContext {
  /** Today in the workspace's time zone. */
  readonly today: LocalDate;
  readonly workspace: WorkspaceKind;
  /** Path of the file at SPS, `out/PO123.xml`. */
  readonly path: string;
  /** Undefined while nobody knows the partner; then the mapping says so, not a rule. */
  readonly partner: Partner | undefined;
}

/** What resolving found for a line; lines that nothing is known for are left out. */
export interface LineResolution {
  /** Path of the line in the document. */
  readonly path: string;
  readonly itemNumber: string;
  /** The Dynamics unit, and how many of it one unit of the line is. */
  readonly unit: string;
  readonly factor: Decimal;
}

/** Everything that is gathered for the rules of one 850 before any is asked. */
export interface IntakeFacts extends ArrivalContext {
  /** What the reader had to say about the document. */
  readonly readerFindings: readonly Finding[];
  readonly resolved: readonly LineResolution[];
  /** The newest accepted price of each item, unit and currency of the order. */
  readonly accepted: readonly AcceptedPrice[];
  readonly units: readonly UnitMapping[];
  /** Undefined where the workspace has no copy of the master data. */
  readonly master: MasterFacts | undefined;
}

/** A line with its numbers read once. */
export interface LineFacts {
  readonly line: PurchaseOrderLine;
  /** `Line 001`. */
  readonly name: string;
  /** Undefined where the line has none or it is no number. */
  readonly quantity: Decimal | undefined;
  readonly price: Decimal | undefined;
  readonly resolved: LineResolution | undefined;
  readonly codes: readonly JudgedCode[];
  /** What the copy of the master data says about the resolved item; undefined where it cannot tell. */
  readonly master: MasterFacts['items'][number] | undefined;
  /** Set where the price is not ours, within what the partner may be above or below it. */
  readonly difference: PriceDifference | undefined;
}

/** What the rules of an 850 know beside it. */
export interface IntakeContext extends ArrivalContext {
  readonly sheet: PartnerSheet;
  readonly readerFindings: readonly Finding[];
  readonly lines: readonly LineFacts[];
}

/** Prepares what the rules share, so that every number is read and every price compared once. Pure. */
export function intakeContext(order: PurchaseOrder, facts: IntakeFacts): IntakeContext {
  const { today, workspace, path, partner, readerFindings } = facts;
  const sheet = partner?.sheet ?? defaultPartnerSheet;
  const resolved = new Map(facts.resolved.map((entry) => [entry.path, entry]));
  const master = new Map((facts.master?.items ?? []).map((entry) => [entry.itemNumber, entry]));
  const lines = order.lines.map((line): LineFacts => {
    const found = resolved.get(line.path);
    const known = {
      line,
      name: `Line ${line.lineNumber || line.position}`,
      quantity: line.quantity === undefined ? undefined : parseDecimal(line.quantity),
      price: line.price === undefined ? undefined : parseDecimal(line.price),
      resolved: found,
      codes: judgedCodes(line),
      master: found && master.get(found.itemNumber),
    };
    const expected = { order, sheet, facts, product: productOf(known.master) };
    return { ...known, difference: priceDifference(known, expected) };
  });
  return { today, workspace, path, partner, sheet, readerFindings, lines };
}

function productOf(item: MasterFacts['items'][number] | undefined): ProductFacts | undefined {
  return item?.state === 'known' ? item.product : undefined;
}
