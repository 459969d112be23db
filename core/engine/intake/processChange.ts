import type { Finding } from '#core/domain/finding.ts';
import { customerReference } from '#core/domain/identity.ts';
import { own } from '#core/domain/own.ts';
import type { OrderChange, OrderChangeLine } from '#core/domain/purchaseOrder.ts';
import type { DocumentChange, DocumentRow } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import { additionGaps } from '../outbound/changes/additionGaps.ts';
import type { RunContext } from '../runContext.ts';
import { arrivalFindings } from './check.ts';
import { knownThread, readDocument } from './gather.ts';
import { cancellationHold, changeHold, ruleHold } from './holdTexts.ts';
import { identifyChange } from './identifyChange.ts';
import { isCalledOff } from './lastWord.ts';
import { sameByValue } from './sameContent.ts';
import { orderByUpload, type TieState } from './ties.ts';
import { changedOrders } from './whichOrder.ts';
import { calledOffBefore, referencesAlike } from './decided.ts';

/** Intake step 4 for an 860: placed behind its 850, held for a person with the change in plain sentences. */
export async function processOrderChange(run: RunContext, document: DocumentRow): Promise<void> {
  const { store, ports } = run.parts;
  const read = await readDocument(run, document);
  if (read.kind !== '860') return;
  const { threads, stores, waitingFor } = await changedOrders(run, document, read.change);
  const same = await sameByValue(run, document, threads);
  const known = threads.map((entry) => knownThread(entry, { stores, same, canonicalHash: document.canonicalHash }));
  const found = identifyChange({ ...document, documentId: document.id }, known);
  const at = ports.clock.now();
  const base = { documentId: document.id, at, seen: document.seen };
  const placed = threads.find(({ thread }) => 'threadId' in found && thread.id === found.threadId);
  const words = {
    purchaseOrder: document.number,
    partner: document.partnerId,
    alike: referencesAlike(document, known),
    ...(placed ? { standsWith: customerReference(placed.thread) } : {}),
  };
  const searchKeys = [{ kind: 'file name', key: document.filePath.slice(document.filePath.lastIndexOf('/') + 1) }];
  const stopped = found.is === 'change' || found.is === 'cancellation' ? await arrivalFindings(run, document) : [];
  const [first] = stopped;
  if (first && 'threadId' in found) {
    await store.changeDocument({
      ...base,
      processing: 'held',
      thread: { attach: found.threadId },
      holds: stopped.map((finding) => ruleHold(finding, words)),
      searchKeys,
      audit: [{ who: engineName, what: first.message, tone: 'warn' }],
    });
    run.figures.count('documents.held', document.id);
    run.parts.publish({ topic: 'attention' });
    await ports.checkpoint('document-decided');
    return;
  }
  switch (found.is) {
    case 'wait':
      await store.changeDocument({
        ...base,
        processing: 'waiting',
        holds: [],
        waitingFor,
        audit: [],
      });
      break;
    case 'duplicate':
      await store.changeDocument({
        ...base,
        processing: 'duplicate',
        thread: { attach: found.threadId },
        holds: [],
        audit: [{ who: engineName, what: 'The same change came again; filed', tone: 'neutral' }],
      });
      run.figures.count('documents.duplicates', document.id);
      break;
    case 'cancellation':
      await store.changeDocument({ ...base, ...calledOffBefore(found), searchKeys });
      run.parts.publish({ topic: 'orders' });
      break;
    case 'change': {
      const tied = threads.flatMap(({ documents }) => documents).filter((known) => found.tiedWith.includes(known.id));
      const settled: TieState =
        tied.length === 0 ? { ...found, tie: false, last: true } : await orderByUpload(run, document, tied);
      const order = {
        tie: settled.tie,
        late: found.late || (!settled.tie && settled.late),
        cancelled: placed !== undefined && (placed.thread.cancelled || isCalledOff(placed.documents)),
        ...(tied.length === 0 || settled.tie ? {} : { byUpload: settled.last ? ('last' as const) : ('before-another' as const) }),
      };
      // Nothing new to say while the history of SPS still lags.
      if (settled.tie && ['held', 'parked'].includes(document.processing) && settled.lookAgain) break;
      const hold = found.cancels
        ? cancellationHold(words)
        : changeHold(words, { ...order, sentences: [...changeSentences(read.change), ...unreadable(read.findings)] });
      const gaps = found.cancels ? [] : await additionGaps(run, document, { threadId: found.threadId, change: read.change });
      await store.changeDocument({
        ...base,
        processing: gaps.length > 0 ? 'parked' : 'held',
        thread: { attach: found.threadId },
        ...(settled.tie && settled.lookAgain ? { lookAgain: true } : {}),
        holds: [hold, ...gaps],
        searchKeys,
        audit: [{ who: engineName, what: hold.message, tone: 'warn' }],
      } satisfies DocumentChange);
      run.figures.count(gaps.length > 0 ? 'documents.parked' : 'documents.held', document.id);
      run.parts.publish({ topic: 'attention' });
      break;
    }
  }
  await ports.checkpoint('document-decided');
}

const changeWords: Readonly<Record<string, string>> = {
  AI: 'is added',
  DI: 'is deleted',
  QI: 'quantity goes up',
  QD: 'quantity goes down',
  PC: 'price changes',
  CA: 'changes',
  CT: 'dates change',
  RZ: 'replaces all values',
  NC: 'does not change',
  NCH: 'does not change',
};

/** An 860 in plain sentences. Whether `OrderQty` is the new total or the difference depends on the partner, so both are shown. */
export function changeSentences(change: OrderChange): readonly string[] {
  return change.lines.map(lineSentence);
}

/** What an 860 says that is in none of its sentences, because it is no number, no day, or said twice. */
function unreadable(findings: readonly Finding[]): readonly string[] {
  const held = findings.filter(({ severity }) => severity === 'HOLD');
  const said = new Set(held.map(({ path }) => path));
  const others = findings.filter(({ rule, path }) => (rule === 'RSX-DATE' || rule === 'RSX-NUMBER') && !said.has(path));
  return [...held, ...others].map(({ message }) => message);
}

function lineSentence(line: OrderChangeLine): string {
  const name = line.item.buyerPart || line.item.vendorPart || line.item.upc || line.description;
  const what = own(changeWords, line.changeCode) ?? (line.changeCode === '' ? 'changes' : `change code ${line.changeCode}`);
  const quantity = line.quantity === undefined ? '' : `, quantity ${line.quantity} ${line.unit}`.trimEnd();
  const before = line.previousQuantity === undefined ? '' : ` (was ${line.previousQuantity})`;
  const variance = line.variance === undefined ? '' : `, difference ${line.variance}`;
  const price = line.price === undefined ? '' : `, price ${line.price}`;
  return `Line ${line.lineNumber || line.position}${name ? ` (${name})` : ''} ${what}${quantity}${before}${variance}${price}.`;
}
