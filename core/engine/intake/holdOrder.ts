import { customerReference } from '#core/domain/identity.ts';
import { differences } from '#core/domain/orderDifferences.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { DocumentChange, DocumentRow, NewHold } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import { additionGaps } from '../outbound/changes/additionGaps.ts';
import type { RunContext } from '../runContext.ts';
import { newThread, wordsOf } from './decided.ts';
import { knownThread, readDocument, type Gathered } from './gather.ts';
import {
  cancellationHold,
  changeHold,
  conflictHold,
  purposeHold,
  replacementHold,
  type IdentityWords,
  type Standing,
} from './holdTexts.ts';
import { touched, type Identification } from './identify.ts';
import { isCalledOff } from './lastWord.ts';
import { orderSearchKeys } from './searchKeys.ts';

type Held = Extract<Identification, { is: 'hold' }>;

/** An 850 that a person decides about: with the red-line against the one before it, and what is missing for lines that it adds. */
export async function holdOrder(run: RunContext, gathered: Gathered, found: Held): Promise<DocumentChange> {
  const { document, order } = gathered;
  const thread = gathered.threads.find((entry) => entry.thread.id === found.threadId);
  const against = thread?.documents.find((known) => known.id === found.against);
  const sentences = against ? await redLine(run, against, order) : [];
  const cancelled = thread !== undefined && (thread.thread.cancelled || isCalledOff(thread.documents));
  const words = { ...wordsOf(gathered), ...(thread ? { standsWith: customerReference(thread.thread) } : {}) };
  const standing = { cancelled, begun: thread !== undefined && touched(knownThread(thread)) };
  const hold = holdFor(found.cause, { words, purpose: order.purpose, sentences, standing });
  const changes = found.threadId !== undefined && (found.cause === 'replacement' || found.cause === 'change');
  const gaps = changes ? await additionGaps(run, document, { threadId: found.threadId, change: order }) : [];
  return {
    documentId: document.id,
    at: run.parts.ports.clock.now(),
    processing: gaps.length > 0 ? 'parked' : 'held',
    thread: found.threadId === undefined ? newThread(gathered, 1) : { attach: found.threadId },
    holds: [hold, ...gaps],
    searchKeys: orderSearchKeys(order, document.filePath),
    audit: [{ who: engineName, what: hold.message, tone: 'warn' }],
  };
}

interface HeldWords {
  readonly words: IdentityWords;
  readonly purpose: string;
  readonly sentences: readonly string[];
  readonly standing: Standing;
}

function holdFor(cause: Held['cause'], { words, purpose, sentences, standing }: HeldWords): NewHold {
  switch (cause) {
    case 'conflict':
      return conflictHold(words, sentences, standing);
    case 'replacement':
      return replacementHold(words, sentences, standing);
    case 'cancellation':
      return cancellationHold(words);
    case 'change':
      return changeHold(words, { tie: false, late: false, cancelled: standing.cancelled, sentences });
    case 'purpose':
      return purposeHold(words, purpose);
  }
}

async function redLine(run: RunContext, against: DocumentRow, order: PurchaseOrder): Promise<readonly string[]> {
  const before = await readDocument(run, against);
  return before.kind === '850' ? differences(before.order, order) : [];
}
