import type { AttentionRow } from '#core/contract/views.ts';

/** What the list shows: a heading for each group, and its rows. */
export type Item =
  | { readonly kind: 'group'; readonly row: AttentionRow; readonly count: string; readonly partner: string }
  | { readonly kind: 'row'; readonly row: AttentionRow; readonly index: number };

/** Group headings and their rows, one after the other. `more`: rows follow, so that the last group may have more than it shows. */
export function itemsOf(rows: readonly AttentionRow[], more = false): readonly Item[] {
  const items: Item[] = [];
  const unfinished = more ? rows.at(-1)?.group : undefined;
  const sizes = new Map<string, number>();
  for (const row of rows) sizes.set(row.group, (sizes.get(row.group) ?? 0) + 1);
  const partners = new Map<string, string>();
  for (const row of rows) {
    const known = partners.get(row.group);
    partners.set(row.group, known === undefined || known === row.partner ? row.partner : '');
  }
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before?.group !== row.group || before.kind !== row.kind)
      items.push({
        kind: 'group',
        row,
        count: `${sizes.get(row.group) ?? 1}${row.group === unfinished ? '+' : ''}`,
        partner: partners.get(row.group) ?? '',
      });
    items.push({ kind: 'row', row, index });
  });
  return items;
}
