import type { DecimalText } from './decimal.ts';
import type { ItemIdentifierKind } from './partnerSheet.ts';

/** The identifiers that a line carries for its product; absent ones are left out. */
export type GivenIdentifiers = Readonly<Partial<Record<ItemIdentifierKind, string>>>;

/**
 * What would free a document that waits, as data: enough for a screen to offer the fix in place, to find a suggestion,
 * and to tell what else the same fix frees. Every open hold that one act can answer carries one.
 */
export type Fix =
  | { readonly fix: 'partner'; readonly partnerId: string; readonly vendor: string; readonly inactive: boolean }
  | {
      readonly fix: 'location';
      readonly partnerId: string;
      readonly vendor: string;
      readonly qualifier: string;
      readonly code: string;
      readonly name: string;
      /** The address as the document says it, one line each; empty where it says none. */
      readonly address: readonly string[];
    }
  | {
      readonly fix: 'item';
      readonly partnerId: string;
      readonly vendor: string;
      readonly identifiers: GivenIdentifiers;
      readonly description: string;
      readonly unit: string;
      readonly quantity?: DecimalText;
      readonly price?: DecimalText;
      readonly pack?: DecimalText;
    }
  | {
      readonly fix: 'item-choice';
      readonly partnerId: string;
      readonly vendor: string;
      readonly identifiers: GivenIdentifiers;
      readonly description: string;
      /** Which identifier points to which product. */
      readonly candidates: readonly { readonly by: ItemIdentifierKind; readonly value: string; readonly itemNumber: string }[];
    }
  | {
      readonly fix: 'unit';
      readonly partnerId: string;
      readonly vendor: string;
      readonly itemNumber: string;
      readonly ediUnit: string;
      /** The Dynamics unit of the item map, '' where it names none. */
      readonly itemUnit: string;
      readonly pack?: DecimalText;
    }
  | {
      readonly fix: 'price';
      readonly partnerId: string;
      readonly vendor: string;
      readonly itemNumber: string;
      /** Price and quantity are in this unit, as the 850 says it. */
      readonly unit: string;
      readonly currency: string;
      readonly price: DecimalText;
      readonly quantity: DecimalText;
      /** What we expected in the same unit. */
      readonly expected: DecimalText;
      readonly expectedFrom: 'accepted-before' | 'released-product';
      /** Set where the two differ by about this factor: probably a unit, not a price. */
      readonly packFactor?: DecimalText;
    }
  /** Something a person must have read before the order goes on. */
  | { readonly fix: 'read'; readonly texts: readonly string[] };

export type FixKind = Fix['fix'];
