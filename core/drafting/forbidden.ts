import { brief } from '#core/domain/brief.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { SchemaField } from '#core/rsx/schema.ts';

/** The characters that a partner refuses, as a set; empty refuses none. */
export type ForbiddenCharacters = ReadonlySet<string>;

/** Free texts, in which a refused character may become a space. In anything else it would change what is meant. */
const freeTexts: ReadonlySet<string> = new Set([
  'AddressName',
  'AddressAlternateName',
  'Address1',
  'Address2',
  'Address3',
  'Address4',
  'City',
  'ContactName',
  'Note',
  'Description',
  'ProductDescription',
  'TermsDescription',
  'AllowChrgHandlingDescription',
  'CarrierRouting',
  'FOBLocationDescription',
  'LadingDescription',
]);

/** The set of a partner's sheet. */
export function forbiddenSet(characters: string): ForbiddenCharacters {
  return new Set(characters);
}

/**
 * A value without what the partner refuses (GEN-08): free texts get a space in its place, identifiers are left as they
 * are and found, because a number without its stroke is another number.
 */
export function cleanText(
  value: string,
  path: string,
  field: SchemaField | undefined,
  forbidden: ForbiddenCharacters,
): { readonly text: string; readonly finding?: Finding } {
  if (forbidden.size === 0 || field?.codes !== undefined || (field && field.type !== 'string')) return { text: value };
  const refused = [...new Set(value)].filter((character) => forbidden.has(character));
  if (refused.length === 0) return { text: value };
  if (field && freeTexts.has(field.name)) {
    const spaced = Array.from(value, (character) => (forbidden.has(character) ? ' ' : character)).join('');
    return { text: spaced.replace(/ {2,}/g, ' ').trim() };
  }
  return {
    text: value,
    finding: {
      severity: 'BLOCK',
      rule: 'GEN-08',
      path,
      message: `${field?.name ?? 'The value'} ${brief(value)} has ${refused.join(' ')}, which the partner does not take.`,
      value: brief(value),
      expected: `no ${refused.join(' ')}`,
      cost: 'The document is rejected, or the number is read as another.',
      fix: { fix: 'draft', path },
    },
  };
}
