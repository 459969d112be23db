import type { LocationSuggestion } from '#core/contract/views/master.ts';
import type { Fix } from '#core/domain/fix.ts';
import type { MasterRows } from '#core/domain/masterData.ts';
import { alike, comparedWords, textSimilarity } from './similarText.ts';
import { ranked, type Confidence, type Ranked, type Reason } from './suggest.ts';

export type MissingLocation = Extract<Fix, { fix: 'location' }>;
type Address = MasterRows['addresses'];

/** Short words of streets and the long ones for them, so that `Street` and `St` are one. */
const shortened: Readonly<Record<string, string>> = {
  street: 'st',
  avenue: 'ave',
  road: 'rd',
  drive: 'dr',
  boulevard: 'blvd',
  lane: 'ln',
  highway: 'hwy',
  parkway: 'pkwy',
  place: 'pl',
  court: 'ct',
  suite: 'ste',
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
};

/** Ranks the customer's addresses for a code: by the code itself, by the address as the document says it. Pure. */
export function suggestLocations(
  fix: MissingLocation,
  company: string,
  candidates: readonly Address[],
): readonly LocationSuggestion[] {
  const said = streetWords(fix.address.join(' '));
  const name = comparedWords(fix.name);
  return ranked<LocationSuggestion>(candidates.flatMap((address) => judge(fix, company, { said, name }, address)));
}

function judge(
  fix: MissingLocation,
  company: string,
  { said, name }: { readonly said: ReadonlySet<string>; readonly name: ReadonlySet<string> },
  address: Address,
): readonly Ranked<LocationSuggestion>[] {
  const sameDuns = fix.code !== '' && address.duns === fix.code;
  const sameCode = fix.code !== '' && (address.locationId === fix.code || hasCode(address.description, fix.code));
  const place = streetWords(`${address.street} ${address.city} ${address.state} ${address.postalCode}`);
  const sameAddress = isSame(address, said);
  const near = Math.max(textSimilarity(said, place), textSimilarity(name, comparedWords(address.description)));
  if (!sameDuns && !sameCode && !sameAddress && near < alike) return [];
  const reasons: Reason[] = [];
  if (sameDuns) reasons.push({ reason: 'same-duns', text: `Dynamics holds ${fix.code} as the number of this address.` });
  if (sameCode) reasons.push({ reason: 'same-code', text: `The address in Dynamics carries the code ${fix.code}.` });
  if (sameAddress)
    reasons.push({ reason: 'same-address', text: `Same street and postal code: ${address.street}, ${address.postalCode}.` });
  else if (near >= alike)
    reasons.push({ reason: 'similar-address', text: `Similar name or address: ${address.description || address.street}.` });
  const numbers = [sameDuns, sameCode, sameAddress].filter(Boolean).length;
  const confidence: Confidence = sameDuns || numbers > 1 ? 'certain' : numbers === 1 ? 'likely' : 'text-only';
  return [
    {
      doubted: false,
      score: numbers + near + (address.forDelivery ? 0.2 : 0),
      suggestion: { for: 'location', confidence, reasons, address: { company, ...address } },
    },
  ];
}

/** The code as a word of its own: 0817 stands in "Northwind 0817", not in "10817". Zeros count. */
function hasCode(description: string, code: string): boolean {
  return comparedWords(description).has(code.toLowerCase()) || description.toLowerCase() === code.toLowerCase();
}

/** Street and postal code of Dynamics stand, word for word, in the address of the document. */
function isSame({ street, postalCode }: Address, said: ReadonlySet<string>): boolean {
  const wanted = streetWords(street);
  const postal = postalCode.split('-')[0]?.trim().toLowerCase() ?? '';
  if (wanted.size < 2 || postal === '') return false;
  return [...wanted].every((word) => said.has(word)) && [...comparedWords(postal)].every((word) => said.has(word));
}

function streetWords(text: string): ReadonlySet<string> {
  return new Set([...comparedWords(text)].map((word) => shortened[word] ?? word));
}
