import type { DecimalText } from './decimal.ts';
import type { UnitMapping } from './mapping.ts';
import type { MasterRows, ProductFacts } from './masterData.ts';
import type { ItemIdentifierKind } from './partnerSheet.ts';

/** Why a product may be the one that a line means. */
export type ItemEvidence =
  | { readonly by: 'gtin'; readonly code: string; readonly unit: string; readonly quantity: DecimalText }
  /** A code of a case: `registered` when Dynamics has it, else it was led back to the code of the each. */
  | {
      readonly by: 'case-gtin';
      readonly code: string;
      readonly registered: boolean;
      readonly unit: string;
      readonly quantity: DecimalText;
    }
  | { readonly by: 'customer-number'; readonly number: string }
  | { readonly by: 'vendor-part'; readonly value: string }
  | {
      readonly by: 'other-partner';
      readonly partnerId: string;
      readonly partnerName: string;
      readonly identifier: ItemIdentifierKind;
      readonly value: string;
    }
  | { readonly by: 'words' };

export interface ItemCandidate {
  readonly product: ProductFacts;
  readonly evidence: readonly ItemEvidence[];
}

/** What the copy holds for one missing mapping. */
export type MasterCandidates =
  | { readonly for: 'none'; readonly why: 'no-partner' | 'no-data' | 'not-suggested' }
  | { readonly for: 'item'; readonly candidates: readonly ItemCandidate[] }
  | { readonly for: 'location'; readonly company: string; readonly candidates: readonly MasterRows['addresses'][] }
  | {
      readonly for: 'unit';
      readonly product: ProductFacts | undefined;
      /** Units of Dynamics with this very name. */
      readonly named: readonly string[];
      /** What the same and other partners mapped the same EDI unit to. */
      readonly mapped: readonly UnitMapping[];
    };
