import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Client } from '#core/contract/client.ts';
import type { AppEvent, Topic } from '#core/contract/events.ts';
import type { QueryMethod } from './queries.ts';

/** Which answers a topic makes stale. Documents never are: a stored payload is written once. */
export const staleBy: Readonly<Record<Topic, readonly QueryMethod[]>> = {
  status: ['app.status'],
  orders: [
    'orders.list',
    'orders.count',
    'orders.thread',
    'orders.timeline',
    'orders.unconfirmed',
    'orders.partners',
    'search.find',
    'today.get',
    'app.status',
    'mappings.coverage',
    'morning.get',
  ],
  attention: [
    'morning.get',
    'attention.list',
    'orders.list',
    'orders.count',
    'orders.thread',
    'orders.timeline',
    'today.get',
    'app.status',
    'mappings.missing',
    'prices.desk',
    'prices.get',
    'prices.preview',
    'triage.groups',
    'triage.members',
    'triage.preview',
    'triage.job',
  ],
  runs: [
    'runs.list',
    'runs.get',
    'runs.rows',
    'morning.get',
    'audit.list',
    'today.get',
    'app.status',
    'backoffice.orders',
    'backoffice.received',
  ],
  mappings: [
    'attention.list',
    'orders.thread',
    'orders.timeline',
    'orders.unconfirmed',
    'orders.partners',
    'mappings.list',
    'mappings.get',
    'mappings.missing',
    'mappings.candidates',
    'mappings.releasePreview',
    'mappings.removalPreview',
    'mappings.coverage',
    'mappings.changes',
    'mappings.changeRows',
    'master.findings',
    'master.suggest',
    'prices.desk',
    'prices.get',
    'prices.preview',
    'prices.history',
    'triage.groups',
    'triage.members',
    'sheets.get',
    'sheets.history',
  ],
  settings: ['app.status', 'desktop.get', 'settings.get', 'backup.state', 'morning.get'],
  audit: ['audit.facts', 'audit.list', 'morning.get'],
  outbound: [
    'morning.get',
    'orders.thread',
    'orders.timeline',
    'orders.unconfirmed',
    'attention.list',
    'app.status',
    'outbound.list',
    'outbound.counts',
    'outbound.get',
    'outbound.pastHolds',
    'outbound.versions',
    'outbound.preview',
    'outbound.unknown',
    'outbound.reconcile',
    'packing.list',
    'packing.get',
    'packing.ranges',
    'outbound.draft',
    'postings.notOurs',
    'changes.get',
    'sheets.get',
    'sheets.history',
    'today.get',
    'backoffice.orders',
    'backoffice.slip',
    'backoffice.received',
  ],
  master: [
    'master.state',
    'master.companies',
    'master.units',
    'master.warehouses',
    'master.products',
    'master.customers',
    'master.addresses',
    'master.findings',
    'master.suggest',
  ],
  'business-events': ['businessEvents.get'],
  desktop: ['desktop.get'],
  connections: ['workspaces.list', 'connections.draft', 'connections.doctor', 'app.status'],
};

/** The engine's link as the screen shows it. */
export type LinkState = 'connecting' | 'open' | 'lost';

export interface Live {
  readonly state: () => LinkState;
  readonly subscribe: (onChange: () => void) => () => void;
  /** Listens until the returned function is called. */
  readonly start: () => () => void;
}

/** A burst of events becomes one refetch: the next starts when the last is done and this has passed. */
const gapMs = 400;

/**
 * Keeps what is on screen true: events mark answers stale and react-query asks again for those that are shown. After a
 * lost link everything is asked again, so no event can be missed. `onShow` goes to a place that the host asks for.
 */
export function createLive(client: Client, queries: QueryClient, onShow: (path: string) => void = () => undefined): Live {
  const listeners = new Set<() => void>();
  let link: LinkState = 'connecting';
  let stale = new Set<QueryMethod>();
  let threads: Set<number> | 'all' = new Set();
  let working = false;

  function setLink(next: LinkState): void {
    if (link === next) return;
    link = next;
    for (const listener of listeners) listener();
  }

  function note(event: AppEvent): void {
    if (event.topic === 'reset') {
      // Numbers of one workspace mean other rows in another: nothing of the former is shown, not even for a moment.
      if (event.workspace) void queries.resetQueries();
      else void queries.invalidateQueries();
      return;
    }
    if (event.topic === 'show') {
      onShow(event.path);
      return;
    }
    for (const method of staleBy[event.topic]) stale.add(method);
    if (event.threadId === undefined || event.topic !== 'orders') threads = 'all';
    else if (threads !== 'all') threads.add(event.threadId);
    void refresh();
  }

  async function refresh(): Promise<void> {
    if (working) return;
    working = true;
    while (stale.size > 0) {
      const methods = stale;
      const changed = threads;
      stale = new Set();
      threads = new Set();
      await queries.invalidateQueries({ predicate: ({ queryKey }) => isStale(queryKey, methods, changed) });
      await pause();
    }
    working = false;
  }

  return {
    state: () => link,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    start() {
      return client.listen(
        0,
        ({ event }) => note(event),
        (state) => {
          const before = link;
          setLink(state);
          // What happened before the link stood, or while it was away, is asked for; a lost link asks why.
          if (state === 'open' && before !== 'open') void queries.invalidateQueries();
          if (state === 'lost') void queries.invalidateQueries({ queryKey: ['app.status'] });
        },
      );
    },
  };
}

function isStale(key: QueryKey, methods: ReadonlySet<QueryMethod>, threads: ReadonlySet<number> | 'all'): boolean {
  const [method, input] = key as readonly [QueryMethod, { readonly threadId?: number } | undefined];
  if (!methods.has(method)) return false;
  if ((method !== 'orders.thread' && method !== 'orders.timeline') || threads === 'all') return true;
  return input?.threadId !== undefined && threads.has(input.threadId);
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, gapMs);
  });
}
