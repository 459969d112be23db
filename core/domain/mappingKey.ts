import type { MappingKind, MappingTables, UnitMapping } from './mapping.ts';
import { unitKey } from './sameUnit.ts';

/**
 * Kinds with a key that orders find in other letters too. Partners, codes of places, parts and item numbers are found as
 * they are written.
 */
const isFolded = (kind: MappingKind): boolean => kind === 'units';

/** A row with its key in the form in which orders find it: rows of one such key are the same row, whatever its letters. */
export function asCompared<K extends MappingKind>(kind: K, row: MappingTables[K]): MappingTables[K] {
  return isFolded(kind) ? { ...row, ediUnit: unitKey((row as UnitMapping).ediUnit) } : row;
}

/** A row in the letters that its key has already: written otherwise it says nothing else. */
export function spelledAs<K extends MappingKind>(kind: K, row: MappingTables[K], known: MappingTables[K]): MappingTables[K] {
  return isFolded(kind) ? { ...row, ediUnit: (known as UnitMapping).ediUnit } : row;
}
