import type { DocumentChange, DocumentRow } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import type { RunContext } from '../runContext.ts';
import { calledOffBefore } from './decided.ts';
import { arrivalOf, gatherOrder, knownThread, type Gathered } from './gather.ts';
import { holdOrder } from './holdOrder.ts';
import { identify, type Identification } from './identify.ts';
import { waitingFor } from './whichOrder.ts';
import { parkUnsure, resolveArrival } from './resolveArrival.ts';

/** Intake steps 4 to 6 (DESIGN 3) for one 850: identify, resolve, check; one write. */
export async function processOrder(run: RunContext, document: DocumentRow): Promise<void> {
  const gathered = await gatherOrder(run, document);
  if (!gathered) return;
  const { threads, stores, same } = gathered;
  const identification = identify(
    arrivalOf(gathered),
    threads.map((entry) => knownThread(entry, { stores, same, canonicalHash: document.canonicalHash })),
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
        waitingFor: waitingFor({
          verb: 'cancels',
          number: gathered.order.number,
          store: arrivalOf(gathered).identity.store,
          others: gathered.threads.length > 0,
          releases: gathered.severalReleases,
        }),
        audit: [],
      };
    case 'cancellation':
      return { documentId: document.id, at, ...calledOffBefore(found) };
    case 'hold':
      return holdOrder(run, gathered, found);
    case 'unsure':
      return parkUnsure(run, gathered, found.threadId);
    case 'new-order':
    case 'this-order':
    case 'replacement':
      return resolveArrival(run, gathered, found);
  }
}

function count(run: RunContext, change: DocumentChange): void {
  const { figures } = run;
  if (change.processing === 'duplicate') figures.count('documents.duplicates', change.documentId);
  if (change.processing === 'parked') figures.count('documents.parked', change.documentId);
  if (change.processing === 'held') figures.count('documents.held', change.documentId);
  if (change.processing === 'parked' || change.processing === 'held') run.parts.publish({ topic: 'attention' });
}
