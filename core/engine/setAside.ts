import { AppError } from '#core/contract/errors.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import type { EngineParts } from './engine.types.ts';
import { knownThread } from './intake/gather.ts';
import { touched } from './intake/identify.ts';

/**
 * A person's word that nothing is to be made of a document that waits for another one, or of an order that is parked for a
 * mapping that will not come. Throws `conflict` where it is neither any more, or where it changes an order that is begun.
 */
export async function setDocumentAside({ store, ports }: EngineParts, documentId: number, reason: string): Promise<void> {
  const document = await store.document({ documentId });
  if (!document) throw new AppError({ code: 'not-found', message: 'This document does not exist.' });
  const { processing } = document;
  if (processing !== 'waiting' && processing !== 'parked')
    throw new AppError({ code: 'conflict', message: 'This document does not wait any more; look at it again.' });
  if (processing === 'parked' && (document.kind !== '850' || (await changesBegunOrder(store, document))))
    throw new AppError({
      code: 'conflict',
      message: 'This document changes an order of the retailer: refuse it, so that the retailer is answered.',
    });
  await store.changeDocument({
    documentId,
    at: ports.clock.now(),
    seen: document.seen,
    processing: 'filed',
    holds: [],
    ...(processing === 'parked' ? { setAside: { who: ports.identity.user, reason } } : {}),
    audit: [{ who: ports.identity.user, what: 'Set aside: it waits no longer', detail: reason, tone: 'warn' }],
  });
}

/** An 850 can be a change, too: a replacement of an order that is in Dynamics is parked while the items that it adds are not known. */
async function changesBegunOrder(
  store: EngineParts['store'],
  { partnerId, vendor, number, release, threadId }: DocumentRow,
): Promise<boolean> {
  const threads = await store.threadsOf({ partnerId, vendor, number, release });
  return threads.some((entry) => entry.thread.id === threadId && touched(knownThread(entry)));
}
