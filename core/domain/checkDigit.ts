/**
 * The GS1 check digit (mod 10, weights 3-1 from the right) of the digits before it. One routine serves
 * UPC-A, EAN-8, EAN-13, GTIN-14 and SSCC-18.
 */
export function gs1CheckDigit(digitsWithoutCheck: string): string {
  let sum = 0;
  for (let index = digitsWithoutCheck.length - 1, weight = 3; index >= 0; index -= 1, weight = 4 - weight) {
    sum += Number(digitsWithoutCheck[index]) * weight;
  }
  return String((10 - (sum % 10)) % 10);
}

/** True for a number of a GS1 length (8, 12, 13, 14 or 18 digits) whose last digit is its check digit. */
export function hasValidCheckDigit(number: string): boolean {
  if (!/^(\d{8}|\d{12}|\d{13}|\d{14}|\d{18})$/.test(number)) return false;
  return gs1CheckDigit(number.slice(0, -1)) === number.at(-1);
}

/** A UPC, EAN or GTIN padded to 14 digits: the form in which two of them are compared. */
export function toGtin14(number: string): string {
  return number.padStart(14, '0');
}
