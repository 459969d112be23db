import type { MappingChange, MappingKind, MappingTables } from '#core/domain/mapping.ts';
import { mappingSheets } from '#core/mapping/tables/sheets.ts';
import type { MappingSheet } from '#core/mapping/tables/table.ts';

/** One line of an import's difference: the mapping it is about, and what is or becomes of its cells, by column. */
export interface ShownChange {
  readonly change: MappingChange<MappingKind>['change'];
  readonly key: string;
  readonly cells: Readonly<Record<string, { readonly before: string; readonly after: string }>>;
}

/** A change as cells of the file: of a new mapping all that are filled, of another only those that differ. Pure. */
export function shownChange(kind: MappingKind, entry: MappingChange<MappingKind>): ShownChange {
  const sheet = mappingSheets[kind] as MappingSheet<MappingTables[MappingKind]>;
  const before = entry.change === 'add' ? undefined : entry.before;
  const after = entry.change === 'remove' ? undefined : entry.row;
  const row = after ?? before;
  const cells = sheet.columns.flatMap((column) => {
    const pair = { before: before ? column.write(before) : '', after: after ? column.write(after) : '' };
    return pair.before === pair.after ? [] : [[column.name, pair] as const];
  });
  const key = row ? [...sheet.keyOf(row), 'validFrom' in row ? row.validFrom : ''].filter(Boolean).join(' · ') : '';
  return { change: entry.change, key, cells: Object.fromEntries(cells) };
}

/** The same for a person: `~ key: itemNumber "D2" instead of "D1"`; a new mapping with the cells that its key does not say. */
export function changeLine({ change, key, cells }: ShownChange): string {
  const said = key.split(' · ');
  const texts = Object.entries(cells).flatMap(([name, { before, after }]) =>
    change === 'add' ? (said.includes(after) ? [] : `${name} "${after}"`) : `${name} "${after}" instead of "${before}"`,
  );
  return `  ${change === 'add' ? '+' : '~'} ${key}${texts.length === 0 ? '' : `: ${texts.join(', ')}`}`;
}
