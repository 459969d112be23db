import type { DecimalText } from './decimal.ts';
import type { ItemIdentifierKind } from './partnerSheet.ts';

/** The identifiers that a line carries for its product; absent ones are left out. */
export type GivenIdentifiers = Readonly<Partial<Record<ItemIdentifierKind, string>>>;

/**
 * What would free a document that waits, as data: enough for a screen to offer the fix in place or to lead to where it is
 * made, to find a suggestion, and to tell what else the same fix frees. Every finding of a rule carries one.
 */
export type Fix = FixInPlace | FixElsewhere;

/** What a form beside the finding can put right. */
export type FixInPlace =
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

/** What is put right at another place of the console, in Dynamics, or by the retailer. */
export type FixElsewhere =
  /** Columns of `partners.csv` (`stage`), or fields of the sheet of what leaves (`ack.codes`). */
  | { readonly fix: 'sheet'; readonly partnerId: string; readonly vendor: string; readonly fields: readonly string[] }
  /** A product that is not released: released again in Dynamics and the copy renewed, or the item mapped to another. */
  | { readonly fix: 'product'; readonly partnerId: string; readonly company: string; readonly itemNumber: string }
  /** Only the retailer can: what to ask the buyer for, `a quantity that is a multiple of 12`. */
  | { readonly fix: 'retailer'; readonly ask: string }
  /** The connection or the company record of this workspace: `the folders`. */
  | { readonly fix: 'workspace'; readonly what: string }
  /** A value of the draft, typed over it with a reason. */
  | { readonly fix: 'draft'; readonly path: string }
  /** How the slip of the document is packed and labelled. */
  | { readonly fix: 'packing' }
  /** A posting: `correct the packing slip`. It is read again by the next run. */
  | { readonly fix: 'dynamics'; readonly act: string }
  /** An earlier send of which nobody knows the outcome. */
  | { readonly fix: 'lost-answer' }
  /** Another document of the same orders decides it: `856 PS-1`. */
  | { readonly fix: 'other-document'; readonly name: string; readonly act: string };
