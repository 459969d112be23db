import { AppError } from '#core/contract/errors.ts';
import type { PricePreview } from '#core/contract/views/prices.ts';
import { assertNever } from '#core/domain/assertNever.ts';
import { worthOf } from '#core/domain/currency.ts';
import { Decimal, decimalText } from '#core/domain/decimal.ts';
import { priceKey, type PriceFix } from '#core/domain/prices.ts';
import type { ReleasedRule } from '#core/domain/releasedRule.ts';
import type { HoldChoice } from '#core/domain/states.ts';
import { appendAudit } from '../../audit.ts';
import { change, one, run, type Db } from '../../database.ts';
import { refreshThread } from '../../derive.ts';
import type { Store } from '../../store.types.ts';
import { addReleases } from '../releases.ts';
import { acceptPrice } from './accepted.ts';
import { documentsUnder, openLines, placeOf, placesOf, type OpenLine } from './lines.ts';
import { saveUnit, unitNow } from './units.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];

const gone = (): AppError =>
  new AppError({ code: 'not-found', message: 'Nothing waits for this price any more. Look at the price desk again.' });

const blocked = (): AppError =>
  new AppError({
    code: 'not-allowed',
    message: 'For this partner a wrong price blocks: it cannot be let through on one order. Agree the price, or keep yours.',
  });

/** A line without a unit is in the product's own: there is nothing that a row could be about. */
const noUnit = (): AppError =>
  new AppError({
    code: 'not-allowed',
    message:
      'These lines name no unit, so no unit can be mapped for them. Correct the unit of the item, or ask for a changed order.',
  });

const mostDocuments = 50;

/** What a decision would do: the orders of the cause, their worth, and what else holds them. */
export function pricePreview(db: Db, { key, decision, today }: In<'pricePreview'>): PricePreview {
  const lines = openLines(db, key);
  const [first] = lines;
  if (!first) throw gone();
  const orders = [...new Map(lines.map((line) => [line.documentId, line])).values()];
  return {
    holdIds: lines.map(({ holdId }) => holdId),
    lines: lines.length,
    orders: orders.length,
    worth: worthOf(orders.map(({ amount, orderCurrency }) => ({ amount, currency: orderCurrency }))),
    ...(first.shipBy === undefined ? {} : { earliestShipBy: first.shipBy }),
    documents: orders.slice(0, mostDocuments).map(({ documentId, threadId, purchaseOrder, shipBy }) => ({
      documentId,
      threadId,
      purchaseOrder,
      ...(shipBy === undefined ? {} : { shipBy }),
      otherHolds: otherHolds(db, documentId, key),
    })),
    ...(decision.is === 'unit' ? { unit: unitPreview(db, first.fix, decision, today) } : {}),
  };
}

function otherHolds(db: Db, documentId: number, key: string): number {
  return (
    one<{ value: number }>(
      db,
      'SELECT count(*) AS value FROM holds WHERE document_id = ? AND closed_at IS NULL AND group_key <> ?',
      documentId,
      key,
    )?.value ?? 0
  );
}

/** How near two prices are to be one: the same 5 % as the pack-factor test's. */
const about = new Decimal('0.05');

function unitPreview(
  db: Db,
  fix: PriceFix,
  { unit, factor }: { readonly unit: string; readonly factor: string },
  today: string,
): NonNullable<PricePreview['unit']> {
  const now = unitNow(db, fix, today);
  const price = new Decimal(fix.price).dividedBy(factor).toDecimalPlaces(6);
  const expected = new Decimal(fix.expected).dividedBy(now?.factor ?? 1).toDecimalPlaces(6);
  const off = price.minus(expected).abs();
  return { price: decimalText(price), expected: decimalText(expected), unit, fits: off.lessThanOrEqualTo(expected.times(about)) };
}

/** One decision of a person about one cause. */
export function decidePrice(db: Db, input: In<'decidePrice'>): { readonly released: number } {
  const open = openLines(db, input.key);
  const seen = placesOf(db, input.key, input.holdIds);
  const lines = open.filter((line) => seen.has(placeOf(line)));
  const [first] = lines;
  if (open.length === 0) throw gone();
  const some = input.decision.is === 'accept-here';
  if (
    !first ||
    lines.length !== seen.size ||
    seen.size !== new Set(input.holdIds).size ||
    (!some && lines.length !== open.length)
  ) {
    throw new AppError({
      code: 'conflict',
      message: 'Other lines wait for this price by now than the ones you saw. Look at them again before you decide.',
    });
  }
  const { decision, key, at, who, reason } = input;
  switch (decision.is) {
    case 'keep-ours':
      run(
        db,
        'INSERT INTO kept_prices (group_key, at, who, why) VALUES (?, ?, ?, ?) ON CONFLICT (group_key) DO UPDATE SET at = excluded.at, who = excluded.who, why = excluded.why',
        key,
        at,
        who,
        reason,
      );
      tell(db, input, lines, 'Our price stays; the order is held until the retailer corrects it');
      return { released: 0 };
    case 'accept-here':
      if (lines.some(({ cause }) => cause === 'block')) throw blocked();
      for (const line of lines) releaseLine(db, line, input);
      tell(db, input, lines, `Price ${first.fix.price} accepted on this order only`);
      return { released: free(db, lines, 'accept', input) };
    case 'accept-always':
      acceptPrice(db, first.fix, { at, who, why: reason, documentId: first.documentId });
      tell(
        db,
        input,
        lines,
        `Price ${first.fix.price} ${first.fix.currency} of item ${first.fix.itemNumber} accepted from now on`,
      );
      return { released: free(db, lines, 'accept', input) };
    case 'unit':
      if (first.fix.unit === '') throw noUnit();
      saveUnit(db, first.fix, decision, { at, who, why: reason, today: input.today });
      tell(
        db,
        input,
        lines,
        `Unit ${first.fix.unit} of item ${first.fix.itemNumber} is ${decision.factor} ${decision.unit} from now on`,
      );
      return { released: free(db, lines, 'try-again', input) };
    default:
      return assertNever(decision, 'decision');
  }
}

type Said = In<'decidePrice'>;

function releaseLine(db: Db, { rule, path, basis, documentId }: OpenLine, { who, at, reason }: Said): void {
  const release: ReleasedRule = { rule, path, basis, who, at, reason };
  addReleases(db, documentId, [release]);
}

/** Closes the lines' holds with name and reason and has their orders looked at again. */
function free(db: Db, lines: readonly OpenLine[], choice: HoldChoice, input: Said): number {
  const { who, at, reason } = input;
  const documents = new Set<number>();
  for (const { holdId, documentId } of lines) {
    change(
      db,
      'UPDATE holds SET closed_at = ?, closed_by = ?, choice = ?, reason = ? WHERE id = ?',
      at,
      who,
      choice,
      reason,
      holdId,
    );
    documents.add(documentId);
  }
  for (const documentId of documents)
    change(db, `UPDATE documents SET processing = 'new', pending = 1, changed_at = ? WHERE id = ?`, at, documentId);
  for (const threadId of new Set(lines.map((line) => line.threadId))) refreshThread(db, threadId, at);
  const [first] = lines;
  if (first && input.decision.is !== 'accept-here') wakeItem(db, first.fix);
  change(db, 'DELETE FROM kept_prices WHERE group_key = ?', input.key);
  return documents.size;
}

/** Orders that wait with the item for another cause are looked at again: what is expected of it is something else now. */
function wakeItem(db: Db, fix: PriceFix): void {
  const prefix = `${priceKey(fix).split(':').slice(0, 4).join(':')}:`;
  for (const documentId of documentsUnder(db, prefix)) change(db, 'UPDATE documents SET pending = 1 WHERE id = ?', documentId);
}

/** One line in the record for each order, in the order's own timeline. */
function tell(db: Db, { at, who, reason }: Said, lines: readonly OpenLine[], what: string): void {
  const orders = new Map(lines.map((line) => [line.documentId, line]));
  appendAudit(
    db,
    [...orders.values()].map(({ threadId, documentId }) => ({
      at,
      who,
      what,
      detail: reason,
      tone: 'neutral',
      threadId,
      documentId,
    })),
  );
}
