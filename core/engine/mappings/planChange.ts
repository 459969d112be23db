import { AppError } from '#core/contract/errors.ts';
import type { MappingChangeInput, UnitAdditionInput } from '#core/contract/views/mappingRows.ts';
import type { Kept, MappingChange, MappingKind, MappingRows, MappingTables, UnitMapping } from '#core/domain/mapping.ts';
import { rowIn } from './wire.ts';

type AnyRow = MappingTables[MappingKind];

/** A person's change as the store makes it. The row itself is checked by the rules of the files. */
export function changeOf(input: MappingChangeInput): MappingChange<MappingKind> {
  switch (input.action) {
    case 'add':
      return { change: 'add', row: rowIn(input) };
    case 'update':
      return { change: 'update', id: input.id, before: seenRow(input), row: rowIn(input) };
    case 'remove':
      return { change: 'remove', id: input.id, before: seenRow(input) };
    case 'end':
      if (input.from <= input.seen.validFrom)
        throw new AppError({
          code: 'invalid-input',
          message: `This row holds from ${input.seen.validFrom} only: it can end on a later day, or be removed.`,
        });
      return { change: 'add', row: endOf(input) };
  }
}

/** The unit of an item of cases, as the store adds it beside the item. */
export function additionOf(input: UnitAdditionInput): MappingChange<'units'> {
  return { change: 'add', row: rowIn(input) as UnitMapping };
}

/** The row as the screen showed it. */
function seenRow(input: Exclude<MappingChangeInput, { action: 'add' }>): AnyRow {
  switch (input.kind) {
    case 'partners':
      return rowIn({ kind: 'partners', row: input.seen });
    default:
      return input.seen;
  }
}

/** The row that ends a key from a day on: the key, the day, and no target. */
function endOf(input: Extract<MappingChangeInput, { action: 'end' }>): AnyRow {
  switch (input.kind) {
    case 'locations':
      return rowIn({ kind: 'locations', row: { ...input.seen, addressLocationId: '', validFrom: input.from } });
    case 'items':
      return rowIn({ kind: 'items', row: { ...input.seen, itemNumber: '', unit: '', validFrom: input.from } });
    case 'units':
      return rowIn({ kind: 'units', row: { ...input.seen, unit: '', factor: '', validFrom: input.from } });
  }
}

/** Gathered rows as they would be after a change. */
export function rowsAfter(rows: MappingRows, kind: MappingKind, change: MappingChange<MappingKind>): MappingRows {
  const list: readonly Kept<AnyRow>[] = kind === 'partners' ? (rows.partner ? [{ ...rows.partner, id: 0 }] : []) : rows[kind];
  const rest = change.change === 'add' ? list : list.filter((row) => (kind === 'partners' ? false : row.id !== change.id));
  const next = change.change === 'remove' ? rest : [...rest, { ...change.row, id: change.id ?? 0 }];
  if (kind === 'partners')
    return { ...rows, partner: change.change === 'remove' ? undefined : (change.row as MappingRows['partner']) };
  return { ...rows, [kind]: next };
}
