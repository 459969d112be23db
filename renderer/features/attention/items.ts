import type { AttentionRow } from '#core/contract/views.ts';

/** What the list shows: a heading for each group, and its rows. */
export type Item =
  | { readonly kind: 'group'; readonly row: AttentionRow; readonly loaded: number; readonly partner: string }
  | { readonly kind: 'row'; readonly row: AttentionRow; readonly index: number };

/** Group headings and their rows, one after the other. */
export function itemsOf(rows: readonly AttentionRow[]): readonly Item[] {
  const items: Item[] = [];
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
      items.push({ kind: 'group', row, loaded: sizes.get(row.group) ?? 1, partner: partners.get(row.group) ?? '' });
    items.push({ kind: 'row', row, index });
  });
  return items;
}
