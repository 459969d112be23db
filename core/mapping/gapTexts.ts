import { assertNever } from '#core/domain/assertNever.ts';
import type { MappingGap } from '#core/domain/mapping.ts';

/** A gap in words for the coordinator; documents with one `groupKey` are freed by one fix. */
export interface GapText {
  readonly groupKey: string;
  readonly groupTitle: string;
  readonly message: string;
  readonly consequence: string;
  readonly nextStep: string;
  readonly path?: string;
}

const consequence =
  'The order is parked: nothing is in Dynamics for it, and the ship window goes on. It goes on by itself when the mapping is there.';

const identifierWords = { buyerPart: 'buyer part', vendorPart: 'vendor part', upc: 'UPC', gtin: 'GTIN', ean: 'EAN' } as const;

/** What is missing, what happens meanwhile, and what to do. */
export function gapText(gap: MappingGap, words: { readonly purchaseOrder: string; readonly partner: string }): GapText {
  switch (gap.kind) {
    case 'partner':
      return {
        groupKey: gap.key,
        groupTitle: `Partner ${gap.partnerId}${gap.vendor ? `, vendor number ${gap.vendor}` : ''}`,
        message: gap.inactive
          ? `Partner ${gap.partnerId} with vendor number ${gap.vendor || '(none)'} is switched off.`
          : `Partner ${gap.partnerId} with vendor number ${gap.vendor || '(none)'} is not known.`,
        consequence,
        nextStep: gap.inactive
          ? 'Switch the partner on again, if its orders are meant for you.'
          : 'Add the partner: legal entity, customer account, site and warehouse.',
        path: 'Order/Header/OrderHeader/TradingPartnerId',
      };
    case 'location':
      return {
        groupKey: gap.key,
        groupTitle: `Location ${gap.code || '(none)'} of ${words.partner}`,
        message: `Location ${gap.code || '(no code)'}${gap.name ? ` (${gap.name})` : ''}, qualifier ${gap.qualifier || '(none)'}, is no address of the customer yet.`,
        consequence,
        nextStep: 'Map the location code to an address of the customer in Dynamics.',
        path: gap.path,
      };
    case 'item': {
      const given = Object.entries(gap.identifiers).map(
        ([kind, value]) => `${identifierWords[kind as keyof typeof identifierWords]} ${value}`,
      );
      return {
        groupKey: gap.key,
        groupTitle: `${given[0] ?? 'An item without any number'} of ${words.partner}`,
        message: `No product is known for "${gap.description}" (${given.join(', ') || 'no number given'}).`,
        consequence,
        nextStep: 'Map the item to a released product.',
        path: gap.path,
      };
    }
    case 'item-ambiguous': {
      const told = gap.candidates.map(({ by, value, itemNumber }) => `${identifierWords[by]} ${value} → ${itemNumber}`);
      return {
        groupKey: gap.key,
        groupTitle: `Numbers of one line that point to different products (${words.partner})`,
        message: `The numbers of "${gap.description}" point to different products: ${told.join('; ')}.`,
        consequence,
        nextStep: 'Correct the item map, or ask the retailer which product is meant.',
        path: gap.path,
      };
    }
    case 'unit':
      return {
        groupKey: gap.key,
        groupTitle: `Unit ${gap.ediUnit || '(none)'} of item ${gap.itemNumber}`,
        message: `Unit ${gap.ediUnit || '(none)'} of item ${gap.itemNumber} has no conversion to a Dynamics unit.`,
        consequence,
        nextStep: 'Add the unit with its factor, for this item or for all of the partner.',
        path: gap.path,
      };
    default:
      return assertNever(gap, 'gap');
  }
}
