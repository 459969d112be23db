import { customerReference } from '#core/domain/identity.ts';
import { differences } from '#core/domain/orderDifferences.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import { dayIn } from '#core/domain/time.ts';
import { gapText } from '#core/mapping/gapTexts.ts';
import { orderFacts } from '#core/mapping/orderFacts.ts';
import { resolveOrder } from '#core/mapping/resolve.ts';
import type { DocumentChange, DocumentRow, NewHold } from '#core/store/rows.types.ts';
import { additionGaps } from '../outbound/changes/additionGaps.ts';
import type { RunContext } from '../runContext.ts';
import { checkOrder } from './check.ts';
import { nextCopy, referenceClashes } from './clashes.ts';
import { arrivalOf, gatherOrder, identityOf, knownThread, readDocument, sheetOf, storeOf, type Gathered } from './gather.ts';
import { identify, type Identification } from './identify.ts';
import {
  cancellationHold,
  changeHold,
  conflictHold,
  purposeHold,
  replacementHold,
  ruleHold,
  type IdentityWords,
} from './holdTexts.ts';
import { orderSearchKeys } from './searchKeys.ts';

/** The audit name of what nobody did by hand. */
export const engineName = 'Quayside';

export const cancelledBefore = 'Cancelled by the retailer before a sales order was made';

/** Intake steps 4 to 6 (DESIGN 3) for one 850: identify, resolve, check; one write. */
export async function processOrder(run: RunContext, document: DocumentRow): Promise<void> {
  const gathered = await gatherOrder(run, document);
  if (!gathered) return;
  const identification = identify(
    arrivalOf(gathered),
    gathered.threads.map((entry) => knownThread(entry, gathered.stores)),
  );
  const change = await decideOrder(run, gathered, identification);
  await run.parts.store.changeDocument({ ...change, seen: document.seen });
  count(run, change);
  run.parts.publish({ topic: 'orders' });
  await run.parts.ports.checkpoint('document-decided');
}

async function decideOrder(run: RunContext, gathered: Gathered, found: Identification): Promise<DocumentChange> {
  const { document } = gathered;
  const at = run.parts.ports.clock.now();
  switch (found.is) {
    case 'duplicate':
      return {
        documentId: document.id,
        at,
        processing: 'duplicate',
        thread: { attach: found.threadId },
        holds: [],
        audit: [
          {
            who: engineName,
            what: `Purchase order ${gathered.order.number} came again with the same content; filed`,
            tone: 'neutral',
          },
        ],
      };
    case 'wait':
      return {
        documentId: document.id,
        at,
        processing: 'waiting',
        holds: [],
        waitingFor: `Purchase order ${gathered.order.number}, which this cancels, has not arrived.`,
        audit: [],
      };
    case 'cancellation':
      return {
        documentId: document.id,
        at,
        processing: 'done',
        thread: { attach: found.threadId, cancelled: true },
        holds: [],
        supersedes: found.supersedes,
        audit: [{ who: engineName, what: cancelledBefore, tone: 'warn' }],
      };
    case 'hold':
      return holdOrder(run, gathered, found);
    case 'unsure':
      return parkUnsure(run, gathered, found.threadId);
    case 'new-order':
    case 'this-order':
    case 'replacement':
      return resolve(run, gathered, found);
  }
}

const words = ({ order, rows }: Gathered): IdentityWords => ({
  purchaseOrder: order.number,
  partner: rows.partner?.name ?? order.partnerId,
});

async function holdOrder(
  run: RunContext,
  gathered: Gathered,
  found: Extract<Identification, { is: 'hold' }>,
): Promise<DocumentChange> {
  const { document, order } = gathered;
  const thread = gathered.threads.find((entry) => entry.thread.id === found.threadId);
  const against = thread?.documents.find((known) => known.id === found.against);
  const sentences = against ? await redLine(run, against, order) : [];
  const hold = holdFor(found.cause, gathered, sentences, thread?.thread.cancelled === true);
  const changes = found.threadId !== undefined && (found.cause === 'replacement' || found.cause === 'change');
  const gaps = changes ? await additionGaps(run, document, { threadId: found.threadId, change: order }) : [];
  return {
    documentId: document.id,
    at: run.parts.ports.clock.now(),
    processing: gaps.length > 0 ? 'parked' : 'held',
    thread: found.threadId === undefined ? newThread(run, gathered, 1) : { attach: found.threadId },
    holds: [hold, ...gaps],
    searchKeys: orderSearchKeys(order, document.filePath),
    audit: [{ who: engineName, what: hold.message, tone: 'warn' }],
  };
}

function holdFor(
  cause: Extract<Identification, { is: 'hold' }>['cause'],
  gathered: Gathered,
  sentences: readonly string[],
  cancelled: boolean,
): NewHold {
  switch (cause) {
    case 'conflict':
      return conflictHold(words(gathered), sentences, cancelled);
    case 'replacement':
      return replacementHold(words(gathered), sentences);
    case 'cancellation':
      return cancellationHold(words(gathered));
    case 'change':
      return changeHold(words(gathered), { tie: false, late: false, sentences });
    case 'purpose':
      return purposeHold(words(gathered), gathered.order.purpose);
  }
}

/**
 * Parked with what is missing, the partner first. It waits beside the order that has its number, which it may turn out to be
 * a change of, a replacement of, or another store's: that is told when the partner's sheet is there.
 */
function parkUnsure(run: RunContext, gathered: Gathered, threadId: number): DocumentChange {
  const { document, order, rows } = gathered;
  const at = run.parts.ports.clock.now();
  const identity = identityOf(gathered, { copy: 1 });
  const { dimensionFormat } = run.parts.connection.dynamics;
  const outcome = resolveOrder({ order, identity, rows, today: dayIn(run.parts.ports.timeZone, at), dimensionFormat });
  const gaps = outcome.outcome === 'gaps' ? outcome.gaps.map((gap) => gapText(gap, words(gathered))) : [];
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

/** The thread and copy that a decision gives to an order; a new one has no thread yet. */
const whose = (found: Extract<Identification, { copy: number }>): { readonly copy: number; readonly threadId?: number } =>
  found.is === 'new-order' ? { copy: found.copy } : found;

async function redLine(run: RunContext, against: DocumentRow, order: PurchaseOrder): Promise<readonly string[]> {
  const before = await readDocument(run, against);
  return before.kind === '850' ? differences(before.order, order) : [];
}

function newThread(
  run: RunContext,
  gathered: Gathered,
  copy: number,
): Extract<NonNullable<DocumentChange['thread']>, { create: unknown }> {
  const { order, rows } = gathered;
  return {
    create: {
      partnerId: order.partnerId,
      vendor: order.vendor,
      number: order.number,
      release: order.release,
      store: storeOf(order, rows),
      copy,
    },
    facts: orderFacts(order, sheetOf(rows)),
  };
}

/** Resolve and check: every gap and every finding at once (DESIGN 3.5 and 3.6). */
async function resolve(
  run: RunContext,
  gathered: Gathered,
  found: Extract<Identification, { copy: number }>,
): Promise<DocumentChange> {
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
  const gaps = outcome.outcome === 'gaps' ? outcome.gaps.map((gap) => gapText(gap, words(gathered))) : [];
  const clashes = outcome.outcome === 'resolved' ? await referenceClashes(run, found, outcome.plans) : [];
  if (clashes.length > 0 && document.decidedAs === 'separate-order') return resolve(run, gathered, nextCopy(gathered, found));
  const holds: readonly NewHold[] = [
    ...gaps.map((text): NewHold => ({ cause: 'gap', ...text })),
    ...checked.held.map((finding) => ruleHold(finding, words(gathered))),
    ...clashes,
  ];
  const processing = gaps.length > 0 ? 'parked' : holds.length > 0 ? 'held' : 'ready';
  return {
    documentId: document.id,
    at: run.parts.ports.clock.now(),
    processing,
    thread:
      found.is === 'new-order'
        ? newThread(run, gathered, found.copy)
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

function arrivalNote(
  gathered: Gathered,
  found: Extract<Identification, { copy: number }>,
  processing: string,
  open: number,
): DocumentChange['audit'][number] {
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

function count(run: RunContext, change: DocumentChange): void {
  const { figures } = run;
  if (change.processing === 'duplicate') figures.count('documents.duplicates', change.documentId);
  if (change.processing === 'parked') figures.count('documents.parked', change.documentId);
  if (change.processing === 'held') figures.count('documents.held', change.documentId);
  if (change.processing === 'parked' || change.processing === 'held') run.parts.publish({ topic: 'attention' });
}
