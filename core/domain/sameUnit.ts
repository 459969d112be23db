/** Units compare without case: Dynamics writes `ea`, X12 `EA`. */
export const sameUnit = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
