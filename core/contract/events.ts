/** What changed, coarse enough to invalidate queries by. Rows are never pushed: a screen asks again for what it shows. */
export const topics = [
  'status',
  'orders',
  'attention',
  'runs',
  'mappings',
  'settings',
  'master',
  'connections',
  'audit',
  'outbound',
  'business-events',
  'desktop',
] as const;
export type Topic = (typeof topics)[number];

export type AppEvent =
  | { readonly topic: Topic; readonly threadId?: number }
  /** The client missed events (too long away): everything it holds is stale. `workspace`: another one is open now, nothing it holds is of it. */
  | { readonly topic: 'reset'; readonly workspace?: true }
  /** The host asks the page to go somewhere: a notification or the tray was clicked. */
  | { readonly topic: 'show'; readonly path: string };

/** One event on the wire. `sequence` grows by one; a client that sees a gap asks from its last one. */
export interface SequencedEvent {
  readonly sequence: number;
  readonly event: AppEvent;
}
