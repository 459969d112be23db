/** X12 355 of units that are a case themselves. */
const caseUnits: ReadonlySet<string> = new Set(['CA', 'CS', 'CT', 'BX']);

/** Of units that are another pack of pieces: an inner pack, a package, a dozen, a pallet. */
const otherPacks: ReadonlySet<string> = new Set(['IP', 'PK', 'PA', 'DZ', 'PL', 'PF']);

/** True for a unit of an 850 that is a case. */
export const isCaseUnit = (unit: string): boolean => caseUnits.has(unit.toUpperCase());

/** True for a unit of an 850 that is a pack of whatever size: a quantity in it counts packs, not pieces. */
export const isPackUnit = (unit: string): boolean => isCaseUnit(unit) || otherPacks.has(unit.toUpperCase());
