import { assertNever } from '#core/domain/assertNever.ts';
import type { Fix } from '#core/domain/fix.ts';
import type { MappingGap } from '#core/domain/mapping.ts';

/** A gap in words for the coordinator; documents with one `groupKey` are freed by one fix. */
export interface GapText {
  readonly groupKey: string;
  readonly groupTitle: string;
  readonly message: string;
  readonly consequence: string;
  readonly nextStep: string;
  readonly path: string;
  /** The rule of the catalogue that a gap breaks. */
  readonly rule: string;
  readonly lines: number;
  readonly fix: Fix;
}

const consequence =
  'The order is parked: nothing is in Dynamics for it, and the ship window goes on. It goes on by itself when the mapping is there.';

const identifierWords = { buyerPart: 'buyer part', vendorPart: 'vendor part', upc: 'UPC', gtin: 'GTIN', ean: 'EAN' } as const;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Numbers of the retailer that lead nowhere, by the rule that they break. */
const rules: Readonly<Record<MappingGap['fix']['fix'], string>> = {
  partner: 'GEN-01',
  location: 'GEN-13',
  item: 'ITM-01',
  'item-choice': 'ITM-11',
  unit: 'ITM-04',
};

/** What is missing, what happens meanwhile, and what to do. */
export function gapText(gap: MappingGap, words: { readonly purchaseOrder: string; readonly partner: string }): GapText {
  const { key, path, lines, fix } = gap;
  return { groupKey: key, path, rule: rules[fix.fix], lines, fix, consequence, ...textOf(fix, words.partner) };
}

function textOf(fix: MappingGap['fix'], partner: string): Pick<GapText, 'groupTitle' | 'message' | 'nextStep'> {
  switch (fix.fix) {
    case 'partner': {
      const named = fix.partnerId || '(none)';
      return {
        groupTitle: `Partner ${named}${fix.vendor ? `, vendor number ${fix.vendor}` : ''}`,
        message: fix.inactive
          ? `Partner ${named} with vendor number ${fix.vendor || '(none)'} is switched off.`
          : `Partner ${named} with vendor number ${fix.vendor || '(none)'} is not known.`,
        nextStep: fix.inactive
          ? 'Switch the partner on again, if its orders are meant for you.'
          : 'Add the partner: legal entity, customer account, site and warehouse.',
      };
    }
    case 'location':
      return {
        groupTitle: `Location ${fix.code || '(none)'} of ${partner}`,
        message: `Location ${fix.code || '(no code)'}${fix.name ? ` (${fix.name})` : ''}, qualifier ${fix.qualifier || '(none)'}, is no address of the customer yet.`,
        nextStep:
          fix.code === ''
            ? 'Ask the retailer for the code of the place, and set this order aside when the corrected one comes.'
            : 'Map the location code to an address of the customer in Dynamics.',
      };
    case 'item': {
      const given = Object.entries(fix.identifiers).map(
        ([kind, value]) => `${identifierWords[kind as keyof typeof identifierWords]} ${value}`,
      );
      return {
        groupTitle: `${capital(given[0] ?? 'an item without any number')} of ${partner}`,
        message: `No product is known for "${fix.description}" (${given.join(', ') || 'no number given'}).`,
        nextStep: 'Map the item to a released product.',
      };
    }
    case 'item-choice': {
      const told = fix.candidates.map(({ by, value, itemNumber }) => `${identifierWords[by]} ${value} to ${itemNumber}`);
      return {
        // Named by the item: several such groups of one partner must be told apart.
        groupTitle: `Different products for "${fix.description || (fix.candidates[0]?.value ?? 'one line')}" (${partner})`,
        message: `The numbers of "${fix.description}" point to different products: ${told.join('; ')}.`,
        nextStep: 'Correct the item map, or ask the retailer which product is meant.',
      };
    }
    case 'unit':
      return {
        groupTitle: `Unit ${fix.ediUnit || '(none)'} of item ${fix.itemNumber}`,
        message: `Unit ${fix.ediUnit || '(none)'} of item ${fix.itemNumber} has no conversion to a Dynamics unit.`,
        nextStep: 'Add the unit with its factor, for this item or for all of the partner.',
      };
    default:
      return assertNever(fix, 'fix');
  }
}
