import type { AppEvent, SequencedEvent } from '#core/contract/events.ts';

/** Delivers events to every listener in order, and lets one that was away catch up. */
export interface EventHub {
  publish(event: AppEvent): void;
  /** Every event after `after`; a listener that was away too long gets `reset` first. Returns its own unlisten. */
  listen(after: number, onEvent: (event: SequencedEvent) => void): () => void;
  readonly last: () => number;
}

const remembered = 1_000;

export function createEventHub(): EventHub {
  const ring: SequencedEvent[] = [];
  const listeners = new Set<(event: SequencedEvent) => void>();
  let sequence = 0;
  return {
    publish(event) {
      sequence += 1;
      const sequenced = { sequence, event };
      ring.push(sequenced);
      if (ring.length > remembered) ring.shift();
      for (const listener of listeners) safely(listener, sequenced);
    },
    listen(after, onEvent) {
      const first = ring[0]?.sequence ?? sequence + 1;
      const unknown = after > sequence || after + 1 < first;
      if (after > 0 && unknown) safely(onEvent, { sequence, event: { topic: 'reset' } });
      else if (after > 0) for (const event of ring.filter((candidate) => candidate.sequence > after)) safely(onEvent, event);
      listeners.add(onEvent);
      return () => listeners.delete(onEvent);
    },
    last: () => sequence,
  };
}

/** A listener that throws is its own problem: the others still hear. */
function safely(listener: (event: SequencedEvent) => void, event: SequencedEvent): void {
  try {
    listener(event);
  } catch {
    // the transport of that listener is gone; its own close handler unlistens
  }
}
