import type { BusinessEvents, SeenEvent } from '#core/contract/views/businessEvents.ts';
import type { PostingKind } from '#core/domain/posting.ts';

const longestText = 100;

/** An event as it is kept: its texts are a third party's, and cut. */
export function keptEvent({ at, type, company, document, fate }: SeenEvent): SeenEvent {
  return { at, type: cut(type), company: cut(company), document: cut(document), fate };
}

/** Every type that came or is known, with the journal that it is about (`kinds`); those that came most first. */
export function typesOf(
  kinds: Readonly<Record<string, PostingKind>>,
  came: readonly { readonly type: string; readonly count: number; readonly lastAt: string }[],
): BusinessEvents['types'] {
  const byType = new Map(came.map((row) => [row.type, row]));
  const names = [...new Set([...byType.keys(), ...Object.keys(kinds)])];
  const rows = names.map((type) => {
    const about = Object.hasOwn(kinds, type) ? kinds[type] : undefined;
    return { type, count: 0, ...byType.get(type), ...(about === undefined ? {} : { about }) };
  });
  return rows.toSorted((a, b) => b.count - a.count);
}

const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text);
