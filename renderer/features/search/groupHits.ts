import type { SearchHit } from '#core/contract/views/orders.ts';

export interface HitGroup {
  readonly kind: string;
  readonly hits: readonly SearchHit[];
}

/** Hits by what matched, in the order in which the engine ranked the first of each. */
export function groupHits(hits: readonly SearchHit[]): readonly HitGroup[] {
  const groups = new Map<string, SearchHit[]>();
  for (const hit of hits) groups.set(hit.kind, [...(groups.get(hit.kind) ?? []), hit]);
  return [...groups].map(([kind, members]) => ({ kind: capital(kind), hits: members }));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
