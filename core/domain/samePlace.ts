import type { DocumentAddress } from './purchaseOrder.ts';

/** True where two addresses of one role are one place: by their code where both have one, else by what they say. */
export function isSamePlace(known: DocumentAddress, said: DocumentAddress): boolean {
  if (known.type !== said.type) return false;
  return known.code !== '' && said.code !== '' ? known.code === said.code : addressText(known) === addressText(said);
}

/** An address in one line, as people compare it. */
export function addressText(address: DocumentAddress): string {
  const { code, name, alternateName, lines, city, state, postalCode, country } = address;
  return [code, name, alternateName, ...lines, city, state, postalCode, country].filter(Boolean).join(', ');
}
