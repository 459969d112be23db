import type { Connection } from '#core/contract/connection.ts';
import { beginReconcile } from '#core/engine/outbound/reconcile.ts';
import type { OpenedStore } from '#core/store/openStore.ts';
import type { Store } from '#core/store/store.types.ts';

/** What is written down before anything works in a workspace: the range of its cartons, and that its guard journal is missing. */
export async function noteOpening(opened: OpenedStore, connection: Connection, now: () => string): Promise<void> {
  await offerRange(opened.store, connection, now());
  if (opened.guardState !== 'missing') return;
  await noteMissingGuard(opened.store, now());
  await beginReconcile(opened, now());
  await opened.store.askSsccStart({ at: now() });
}

/** Another machine, or a copy of the database alone: what this workspace did since then stands nowhere here. */
async function noteMissingGuard(store: Store, at: string): Promise<void> {
  await store.noteIncident({
    key: 'guard-missing',
    remote: 'here',
    code: 'configuration',
    message:
      'The guard journal beside the database is missing or older than it: files that were fetched and deleted at SPS, and documents that were sent, after this database was copied are known nowhere here.',
    details: {
      title: 'The guard journal is missing',
      consequence:
        'Purchase orders of that time may be missing in this list. Orders that are in Dynamics already are found there, not made twice. Nothing is sent until it is known what was.',
      nextStep:
        'Put guard.journal of the old data folder beside the database and restart; else compare the SPS history since the copy with the orders and documents here, then let sending go on.',
    },
    at,
  });
}

/** Carton numbers come from the range of the connection's company; without one there are none until a person sets it. */
async function offerRange(store: Store, { company }: Connection, at: string): Promise<void> {
  const { gs1Prefix = '', ssccExtension = '', ssccFirst = '', ssccLast = '' } = company ?? {};
  const range = { prefix: gs1Prefix, extension: ssccExtension, first: String(ssccFirst), last: String(ssccLast) };
  const whole = Object.values(range).every((part) => part !== '');
  await store.offerSsccRange({ range: whole ? range : undefined, at });
}
