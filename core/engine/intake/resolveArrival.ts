import { customerReference } from '#core/domain/identity.ts';
import { dayIn } from '#core/domain/time.ts';
import { gapText } from '#core/mapping/gapTexts.ts';
import { orderFacts } from '#core/mapping/orderFacts.ts';
import { resolveOrder } from '#core/mapping/resolve.ts';
import type { DocumentChange, NewHold } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import type { RunContext } from '../runContext.ts';
import { checkOrder } from './check.ts';
import { nextCopy, referenceClashes } from './clashes.ts';
import { newThread, whose, wordsOf, type OrderFound } from './decided.ts';
import { identityOf, sheetOf, type Gathered } from './gather.ts';
import { ruleHold } from './holdTexts.ts';
import { orderSearchKeys } from './searchKeys.ts';

/** Resolve and check: every gap and every finding at once (DESIGN 3.5 and 3.6). */
export async function resolveArrival(run: RunContext, gathered: Gathered, found: OrderFound): Promise<DocumentChange> {
  const { document, order, rows } = gathered;
  const identity = identityOf(gathered, whose(found));
  const today = dayIn(run.parts.ports.timeZone, run.parts.ports.clock.now());
  const outcome = resolveOrder({
    order,
    identity,
    rows,
    today,
    dimensionFormat: run.parts.connection.dynamics.dimensionFormat,
  });
  const checked = await checkOrder(run, gathered, outcome, today);
  const gaps = outcome.outcome === 'gaps' ? outcome.gaps.map((gap) => gapText(gap, wordsOf(gathered))) : [];
  const clashes = outcome.outcome === 'resolved' ? await referenceClashes(run, found, outcome.plans) : [];
  if (clashes.length > 0 && document.decidedAs === 'separate-order')
    return resolveArrival(run, gathered, nextCopy(gathered, found));
  const holds: readonly NewHold[] = [
    ...gaps.map((text): NewHold => ({ cause: 'gap', ...text })),
    ...checked.held.map((finding) => ruleHold(finding, wordsOf(gathered))),
    ...clashes,
  ];
  const processing = gaps.length > 0 ? 'parked' : holds.length > 0 ? 'held' : 'ready';
  return {
    documentId: document.id,
    at: run.parts.ports.clock.now(),
    processing,
    thread:
      found.is === 'new-order'
        ? newThread(gathered, found.copy)
        : {
            attach: found.threadId,
            copy: found.copy,
            store: identity.store,
            facts: orderFacts(order, sheetOf(rows)),
            ...(found.is === 'replacement' ? { cancelled: false } : {}),
          },
    holds,
    ruleFindings: checked.shown,
    ...(found.is === 'replacement' ? { supersedes: found.supersedes } : {}),
    ...(processing === 'ready' && outcome.outcome === 'resolved' ? { sagas: outcome.plans } : {}),
    uses: outcome.used,
    ...(rows.asOf === undefined ? {} : { mapAsOf: rows.asOf }),
    searchKeys: orderSearchKeys(order, document.filePath),
    audit: [arrivalNote(gathered, found, processing, holds.length)],
  };
}

function arrivalNote(gathered: Gathered, found: OrderFound, processing: string, open: number): DocumentChange['audit'][number] {
  const what =
    found.is === 'replacement'
      ? 'The retailer replaced the purchase order'
      : found.is === 'new-order'
        ? 'Purchase order arrived'
        : 'Purchase order looked at again';
  const detail =
    processing === 'ready'
      ? `Partner, address, items and units are known; its reference in Dynamics is ${customerReference(identityOf(gathered, whose(found)))}`
      : processing === 'parked'
        ? `Parked: ${things(open)} missing or to be decided`
        : `Held: ${things(open)} to be decided`;
  return { who: engineName, what, detail, tone: processing === 'ready' ? 'neutral' : 'warn' };
}

const things = (count: number): string => (count === 1 ? 'one thing is' : `${count} things are`);

/**
 * Parked with what is missing, the partner first. It waits beside the order that has its number, which it may turn out to be
 * a change of, a replacement of, or another store's: that is told when the partner's sheet is there.
 */
export function parkUnsure(run: RunContext, gathered: Gathered, threadId: number): DocumentChange {
  const { document, order, rows } = gathered;
  const at = run.parts.ports.clock.now();
  const identity = identityOf(gathered, { copy: 1 });
  const { dimensionFormat } = run.parts.connection.dynamics;
  const outcome = resolveOrder({ order, identity, rows, today: dayIn(run.parts.ports.timeZone, at), dimensionFormat });
  const gaps = outcome.outcome === 'gaps' ? outcome.gaps.map((gap) => gapText(gap, wordsOf(gathered))) : [];
  return {
    documentId: document.id,
    at,
    processing: 'parked',
    thread: { attach: threadId },
    holds: gaps.map((text): NewHold => ({ cause: 'gap', ...text })),
    uses: outcome.used,
    ...(rows.asOf === undefined ? {} : { mapAsOf: rows.asOf }),
    audit: [
      {
        who: engineName,
        what: `Purchase order ${order.number} came with other content`,
        detail: 'Parked: whether it is another order is told when its partner is known',
        tone: 'warn',
      },
    ],
  };
}
