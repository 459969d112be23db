import type { DecimalText } from './decimal.ts';
import type { Fix } from './fix.ts';
import type { PartnerSheet } from './partnerSheet.ts';

/** A trading partner and vendor number, and what it is in Dynamics. */
export interface Partner {
  readonly partnerId: string;
  readonly vendor: string;
  readonly name: string;
  readonly company: string;
  readonly customer: string;
  readonly invoiceAccount: string;
  readonly site: string;
  readonly warehouse: string;
  readonly active: boolean;
  readonly review: boolean;
  readonly undoSeconds: number;
  readonly sheet: PartnerSheet;
}

export interface PartnerLocation {
  readonly partnerId: string;
  readonly qualifier: string;
  readonly code: string;
  readonly addressLocationId: string;
}

/** One row of the item map. Empty identifiers say nothing; `unit` is the Dynamics sales unit of the product ('' = as ordered). */
export interface ItemMapping {
  readonly partnerId: string;
  readonly buyerPart: string;
  readonly vendorPart: string;
  readonly upc: string;
  readonly gtin: string;
  readonly ean: string;
  readonly itemNumber: string;
  readonly unit: string;
}

/** One EDI unit of a partner in Dynamics units: `quantity × factor`. `itemNumber` '' holds for all items. */
export interface UnitMapping {
  readonly partnerId: string;
  readonly itemNumber: string;
  readonly ediUnit: string;
  readonly unit: string;
  readonly factor: DecimalText;
}

/** Everything that resolving one document needs, gathered before. Only rows that could match. */
export interface MappingRows {
  readonly partner: Partner | undefined;
  readonly locations: readonly PartnerLocation[];
  readonly items: readonly ItemMapping[];
  readonly units: readonly UnitMapping[];
}

/** What is missing or contradictory in the mappings of one document. `key` groups documents that wait for the same thing. */
export interface MappingGap {
  readonly key: string;
  /** Where it shows in the document; '' for the document as a whole. */
  readonly path: string;
  readonly fix: Extract<Fix, { fix: 'partner' | 'location' | 'item' | 'item-choice' | 'unit' }>;
}

/** The tables of mappings by the names that the command line uses. */
export interface MappingTables {
  readonly partners: Partner;
  readonly locations: PartnerLocation;
  readonly items: ItemMapping;
  readonly units: UnitMapping;
}
export type MappingKind = keyof MappingTables;

/** One change of an import: the key fields of `row` identify what it replaces. */
export type MappingChange<K extends MappingKind> =
  | { readonly change: 'add'; readonly row: MappingTables[K] }
  | { readonly change: 'update'; readonly before: MappingTables[K]; readonly row: MappingTables[K] }
  | { readonly change: 'remove'; readonly before: MappingTables[K] };
