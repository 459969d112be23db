/** The form in which units compare, without case: Dynamics writes `ea`, X12 `EA`. */
export const unitKey = (unit: string): string => unit.toLowerCase();

export const sameUnit = (a: string, b: string): boolean => unitKey(a) === unitKey(b);
