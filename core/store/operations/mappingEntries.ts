import type { MappingKind, MappingOrigin, MappingTables } from '#core/domain/mapping.ts';
import { mappingStateOf } from '#core/domain/mappingState.ts';
import type { LocalDate } from '#core/domain/time.ts';
import { one, type Db } from '../database.ts';
import type { MappingEntryRow } from '../types/mappings.ts';
import { mappingTables, type MappingTable, type StoredMapping } from './mappingTables.ts';

type AnyRow = MappingTables[MappingKind];
export type AnyTable = MappingTable<AnyRow>;

/** A kind's table without its kind: rows are only passed on. */
export const tableOf = (kind: MappingKind): AnyTable => mappingTables[kind];

interface SetFacts {
  readonly at: string;
  readonly who: string;
  readonly why: string;
  readonly origin: MappingOrigin;
}

/** Rows of a kind with who changed them last, and where they stand on a day. */
export function entriesOf(
  db: Db,
  kind: MappingKind,
  rows: readonly StoredMapping<AnyRow>[],
  today: LocalDate,
): readonly MappingEntryRow[] {
  const sets = new Map<number, SetFacts>();
  const factsOf = (setId: number): SetFacts => {
    const known = sets.get(setId) ?? one<SetFacts>(db, 'SELECT at, who, why, origin FROM mapping_sets WHERE id = ?', setId);
    if (!known) throw new Error(`no change set ${setId}`);
    sets.set(setId, known);
    return known;
  };
  return rows.map((stored): MappingEntryRow => {
    const facts = factsOf(stored.setId);
    const validTo = tableOf(kind).nextDay(db, stored.row);
    const validFrom = 'validFrom' in stored.row ? stored.row.validFrom : '';
    const ends = tableOf(kind).ends(stored.row);
    return {
      kind,
      id: stored.id,
      row: stored.row,
      changedAt: facts.at,
      changedBy: facts.who,
      why: facts.why,
      origin: facts.origin,
      state: mappingStateOf({ validFrom, validTo, ends }, today),
      ...(validTo === '' ? {} : { validTo }),
    };
  });
}
