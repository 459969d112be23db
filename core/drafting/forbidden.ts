import { brief } from '#core/domain/brief.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { OutboundKind } from '#core/domain/outbound.ts';
import { fieldAt } from '#core/rsx/fieldAt.ts';
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
  const refused = refusedIn(value, field, forbidden);
  if (refused.length === 0) return { text: value };
  if (field && freeTexts.has(field.name)) {
    const spaced = Array.from(value, (character) => (forbidden.has(character) ? ' ' : character)).join('');
    return { text: spaced.replace(/ {2,}/g, ' ').trim() };
  }
  return { text: value, finding: refusal(value, path, field, refused) };
}

function refusal(value: string, path: string, field: SchemaField | undefined, refused: readonly string[]): Finding {
  return {
    severity: 'BLOCK',
    rule: 'GEN-08',
    path,
    message: `${field?.name ?? 'The value'} ${brief(value)} has ${refused.join(' ')}, which the partner does not take.`,
    value: brief(value),
    expected: `no ${refused.join(' ')}`,
    cost: 'The document is rejected, or the number is read as another.',
    fix: { fix: 'draft', path },
  };
}

/**
 * What drafting found, with a person's corrections on top (GEN-08): a value that was typed is asked in place of the one
 * that stood there, or a number that was put right would be held for what it was. What a person typed stays as it is, so
 * in texts it is found, too.
 */
export function findingsAfter(
  found: readonly Finding[],
  kind: OutboundKind,
  changes: readonly { readonly path: string; readonly after: string }[],
  characters: string,
): readonly Finding[] {
  if (changes.length === 0) return found;
  const typed = new Map(changes.map(({ path, after }) => [path, after]));
  const forbidden = forbiddenSet(characters);
  return [
    ...found.filter(({ rule, path }) => rule !== 'GEN-08' || !typed.has(path)),
    ...[...typed].flatMap(([path, after]) => {
      const field = fieldAt(kind, path);
      const refused = refusedIn(after, field, forbidden);
      return refused.length === 0 ? [] : [refusal(after, path, field, refused)];
    }),
  ];
}

/** Codes, days and numbers are as RSX has them. */
function refusedIn(value: string, field: SchemaField | undefined, forbidden: ForbiddenCharacters): readonly string[] {
  if (forbidden.size === 0 || field?.codes !== undefined || (field && field.type !== 'string')) return [];
  return [...new Set(value)].filter((character) => forbidden.has(character));
}
