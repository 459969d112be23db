import type { Arrival, KnownDocument, KnownThread } from '#core/engine/intake/identify.ts';

/** An 850 of PO1 that has just come, with other content than the one that is known. */
export const arrival = (change: Partial<Arrival> = {}): Arrival => ({
  documentId: 10,
  threadId: undefined,
  place: undefined,
  identity: { partnerId: 'P', vendor: 'V', number: 'PO1', release: '', store: '' },
  purpose: '00',
  canonicalHash: 'b',
  decidedAs: undefined,
  partnerKnown: true,
  ...change,
});

/** The 850 that is known. */
export const document = (change: Partial<KnownDocument> = {}): KnownDocument => ({
  id: 1,
  kind: '850',
  purpose: '00',
  processing: 'done',
  canonicalHash: 'a',
  changeSequence: '',
  documentDate: '',
  place: 1,
  ...change,
});

/** The thread of the order that is known; nothing of it was tried in Dynamics. */
export const thread = (change: Partial<KnownThread> = {}): KnownThread => ({
  id: 5,
  store: '',
  copy: 1,
  cancelled: false,
  documents: [document()],
  sagas: [],
  ...change,
});

/** Its sales order was made. */
export const tried = [{ state: 'done', attempts: 1, salesOrderNumber: 'SO-1' }] as const;
