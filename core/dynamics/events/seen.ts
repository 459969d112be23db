import { eventFates, type BusinessEvents, type EventFate, type SeenEvent } from '#core/contract/views/businessEvents.ts';
import type { PostingKind } from '#core/domain/posting.ts';

type Seen = Pick<BusinessEvents, 'counts' | 'types' | 'recent'>;

/** What came since the reader was made, as people ask about it. Kept in memory: the postings themselves are in the store. */
export interface SeenEvents {
  note(event: SeenEvent): void;
  view(): Seen;
}

const mostRecent = 50;
/** Types are told by the environment: a queue that others write to must not fill the memory. */
const mostTypes = 100;
const longestText = 100;

/** `kinds` says which journal an event type belongs to. */
export function createSeenEvents(kinds: Readonly<Record<string, PostingKind>>): SeenEvents {
  const counts = Object.fromEntries(eventFates.map((fate) => [fate, 0])) as Record<EventFate, number>;
  const types = new Map<string, { count: number; lastAt: string }>();
  const recent: SeenEvent[] = [];
  return {
    note({ at, type, company, document, fate }) {
      counts[fate] += 1;
      const event = { at, type: cut(type), company: cut(company), document: cut(document), fate };
      recent.unshift(event);
      recent.length = Math.min(recent.length, mostRecent);
      if (event.type === '') return;
      const before = types.get(event.type);
      if (!before && types.size >= mostTypes) return;
      types.set(event.type, { count: (before?.count ?? 0) + 1, lastAt: at });
    },
    view() {
      const names = [...new Set([...types.keys(), ...Object.keys(kinds)])];
      const rows = names.map((type) => {
        const about = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
        return { type, count: 0, ...types.get(type), ...(about === undefined ? {} : { about }) };
      });
      return { counts: { ...counts }, types: rows.toSorted((a, b) => b.count - a.count), recent: [...recent] };
    },
  };
}

const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text);
