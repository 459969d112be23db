/** Units by their X12 codes and the names that companies use in Dynamics: names of one row mean the same. */
const sameUnits: readonly (readonly string[])[] = [
  ['EA', 'each', 'pc', 'pcs', 'piece', 'pieces', 'unit', 'st', 'stk'],
  ['CA', 'CS', 'case', 'cse', 'box', 'bx', 'CT', 'ctn', 'carton'],
  ['PK', 'pack', 'PA', 'pac', 'package', 'IP', 'inner'],
  ['DZ', 'dozen', 'doz'],
  ['PL', 'PF', 'pallet', 'pal'],
  ['PR', 'pair', 'prs'],
  ['SET', 'ST', 'kit'],
  ['LB', 'lbs', 'pound'],
  ['KG', 'kgs', 'kilogram'],
  ['RL', 'roll', 'rol'],
];

const norm = (unit: string): string => unit.trim().toLowerCase();

/** True for one unit under two names: the same word without regard to case, or two names of one X12 unit. */
export function isSameUnit(left: string, right: string): boolean {
  if (norm(left) === norm(right)) return left.trim() !== '';
  return sameUnits.some((names) => [left, right].every((unit) => names.some((name) => norm(name) === norm(unit))));
}

/** True for a unit of exactly one piece. */
export function isEach(unit: string): boolean {
  return isSameUnit(unit, 'EA');
}
