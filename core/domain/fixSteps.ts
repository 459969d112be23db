import { assertNever } from './assertNever.ts';
import type { FixElsewhere } from './fix.ts';

/** As much of a fix as its step depends on; every `Fix` fits, here and on the wire. */
export type SteppedFix =
  | FixElsewhere
  | { readonly fix: 'partner'; readonly inactive: boolean }
  | { readonly fix: 'price'; readonly packFactor?: string | undefined }
  | { readonly fix: 'location' | 'item' | 'item-choice' | 'unit' | 'read' };

/** What a person does to put a finding right, as a sentence that says where, and what happens then. */
export function fixStep(fix: SteppedFix): string {
  switch (fix.fix) {
    case 'partner':
      return fix.inactive
        ? 'Switch the partner on again, if its orders are meant for you.'
        : 'Add the partner: legal entity, customer account, site and warehouse.';
    case 'location':
      return 'Map the location code to an address of the customer in Dynamics.';
    case 'item':
      return 'Map the item to a released product.';
    case 'item-choice':
      return 'Correct the item map, or ask the retailer which product is meant.';
    case 'unit':
      return 'Add the unit with its factor, for this item or for all of the partner.';
    case 'price':
      return fix.packFactor === undefined
        ? 'Accept the price for this order or from now on, or keep ours and tell the buyer.'
        : 'Look at the unit first: if it is wrong, correct it; else accept the price, or keep ours and tell the buyer.';
    case 'read':
      return 'Read it, do what it asks for, then accept with a word on what you did.';
    case 'sheet':
      return 'Where the partner’s sheet does not say what is agreed, correct the sheet: the document goes on by itself.';
    case 'product':
      return `Release product ${fix.itemNumber} in Dynamics and copy the master data again, or map the item to the product that follows it: the order goes on by itself.`;
    case 'retailer':
      return `Ask the buyer for ${fix.ask}.`;
    case 'workspace':
      return `Correct ${fix.what} of this workspace.`;
    case 'draft':
      return 'Correct the value in the draft, with a reason: it goes on by itself.';
    case 'packing':
      return 'Correct how the slip is packed: the draft follows by itself.';
    case 'dynamics':
      return `${fix.act.charAt(0).toUpperCase()}${fix.act.slice(1)} in Dynamics: the next run reads it.`;
    case 'lost-answer':
      return 'Settle the earlier one at the desk of lost answers: this one then goes on by itself.';
    case 'other-document':
      return `Open ${fix.name}: ${fix.act}.`;
    default:
      return assertNever(fix, 'fix');
  }
}
