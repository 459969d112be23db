import type { HoldCause } from '#core/domain/states.ts';
import type { Instant } from '#core/domain/time.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import { engineName } from '../engineName.ts';
import type { RunContext } from '../runContext.ts';
import {
  answeredOtherwiseHold,
  brokenPromiseHold,
  cancelledHold,
  correctedHold,
  laterUnknownHold,
  withdrawnBasis,
  withdrawnHold,
  type DraftWords,
} from './draftHolds.ts';
import type { Basis } from './gather.ts';
import type { Plan, PlannedDocument } from './plan.types.ts';
import { hasLeft } from './planParts.ts';
import { contentHashOf } from './postingChange.ts';
import { stillSays } from './stillSays.ts';

/** Dynamics took a posting back: its documents are held, or the one that left is said. */
export async function withdraw(run: RunContext, basis: Basis, plan: Plan): Promise<void> {
  for (const { outboundId, postingKey, why } of plan.withdrawn) {
    const row = knownOf(basis).find(({ id }) => id === outboundId);
    if (!row || isGone(row)) continue;
    const since = basis.postings.find(({ key }) => key === postingKey)?.changedAt;
    await holdCorrected(run, basis, row, { why, basis: withdrawnBasis(postingKey, why), since, withdrawn: true });
  }
}

/**
 * A posting changed after its document left: that is said, unless it was changed back since. So is one that stands while the
 * partner has what told of it cancelled.
 */
export async function noteCorrection(run: RunContext, basis: Basis, row: OutboundRow, planned: PlannedDocument): Promise<void> {
  const { store, ports, publish } = run.parts;
  const corrected = basis.postings.filter(({ key, state }) => state === 'corrected' && planned.postingKeys.includes(key));
  const drawn = knownOf(basis).filter(({ corrects }) => corrects?.id === row.id);
  const standing = drawn.filter((other) => !isGone(other));
  if (row.intent === 'cancel' || standing.some(({ intent }) => intent !== 'cancel')) return;
  const cancellation = standing.at(-1);
  if (cancellation) {
    const hashes = basis.postings.filter(({ key }) => planned.postingKeys.includes(key)).map(({ contentHash }) => contentHash);
    await holdCorrected(run, basis, row, { why: '', basis: `again ${hashes.join(' ')}`, cancellation });
    return;
  }
  if (corrected.length === 0 && drawn.length === 0) return;
  // Of a poorer entity set only the sentence of a correction is kept: its figures cannot be compared.
  const isTold = corrected.every(({ posting, contentHash }) => contentHashOf(posting) === contentHash);
  if (isTold && (await stillSays(run, basis, planned, row))) {
    const { closed } = await store.correctionsOver({ outboundId: row.id, at: ports.clock.now() });
    if (closed > 0) for (const topic of ['outbound', 'attention'] as const) publish({ topic });
    return;
  }
  for (const { message, contentHash, changedAt } of corrected)
    await holdCorrected(run, basis, row, { why: message, basis: contentHash, since: changedAt });
}

const knownOf = ({ orders }: Basis): readonly OutboundRow[] =>
  [...orders.values()].flatMap(({ known }) => known).map(({ row }) => row);

const isGone = ({ draft }: OutboundRow): boolean => draft === 'set-aside' || draft === 'superseded';

/** Nobody works with it any more: a cancellation, and what a correction stands in place of. */
function isOver(basis: Basis, { id, intent }: OutboundRow): boolean {
  return intent === 'cancel' || knownOf(basis).some((other) => other.corrects?.id === id && !isGone(other));
}

interface Told {
  readonly why: string;
  readonly basis: string;
  /** When Dynamics said it first; a document that was drafted since says it, too. */
  readonly since?: Instant | undefined;
  /** True where nothing is left of what it told. */
  readonly withdrawn?: boolean;
  /** What takes back, or is about to, what Dynamics tells all the same. */
  readonly cancellation?: OutboundRow;
  /** The file of another one that left under its number before a restore, of which nobody here knows what it was. */
  readonly later?: string;
  /** It answered a change before a restore otherwise than it was decided since. */
  readonly otherwise?: boolean;
  /** Sales orders that were cancelled in Dynamics after it promised their goods. */
  readonly cancelled?: readonly string[];
}

/** Holds a document once for what changed; what a person let pass stays so. */
export async function holdCorrected(run: RunContext, basis: Basis, row: OutboundRow, told: Told): Promise<void> {
  const { store, ports, publish } = run.parts;
  if (!told.cancellation && isOver(basis, row)) return;
  const before = await store.draftHolds({ outboundId: row.id });
  if (before.some((hold) => saysSo.has(hold.cause) && hold.basis === told.basis)) return;
  const left = hasLeft(row);
  if (left && (await saysIt(run, row, told))) return;
  const hold = holdOf(basis, row, told);
  await store.holdOutbound({
    outboundId: row.id,
    at: ports.clock.now(),
    hold: !left,
    holds: [hold],
    audit: [{ who: engineName, what: hold.message, tone: 'warn' }],
  });
  run.figures.count('outbound.held', row.id);
  publish({ topic: 'outbound' });
  publish({ topic: 'attention' });
}

const saysSo: ReadonlySet<HoldCause> = new Set(['corrected', 'draft-block']);

function holdOf(
  basis: Basis,
  row: OutboundRow,
  { why, basis: name, withdrawn = false, cancellation, cancelled, later, otherwise = false }: Told,
): NewHold {
  const [words, left] = [wordsOf(basis, row), hasLeft(row)];
  if (cancellation) return cancelledHold(cancellation, name, words);
  if (cancelled) return brokenPromiseHold(cancelled, name, words);
  if (later !== undefined) return laterUnknownHold(later, words);
  if (otherwise) return answeredOtherwiseHold(name, words);
  if (!withdrawn) return correctedHold(why, name, words, left);
  const sheet = basis.orders.get(row.threadIds[0] ?? 0)?.sheet.sheet;
  const policy = sheet?.documents[row.kind].correction ?? row.rules.correction;
  return withdrawnHold(why, name, words, left ? policy : undefined);
}

async function saysIt({ parts: { store } }: RunContext, { id }: OutboundRow, { since }: Told): Promise<boolean> {
  const version = await store.outboundVersion({ outboundId: id });
  return version !== undefined && since !== undefined && version.builtAt >= since;
}

function wordsOf(basis: Basis, row: OutboundRow): DraftWords {
  const order = basis.orders.get(row.threadIds[0] ?? 0);
  const partner = order?.partner.name ?? row.partnerId;
  return { kind: row.kind, number: row.number, partner, purchaseOrder: row.purchaseOrder };
}
