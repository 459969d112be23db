import type { DecimalText } from './decimal.ts';
import type { Fix } from './fix.ts';
import type { PartnerSheet } from './partnerSheet.ts';
import type { LocalDate } from './time.ts';

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

/**
 * Rows of one key follow each other by day: the newest one whose day has come holds. A row without a target says that
 * its key means nothing from that day on.
 */
export interface Dated {
  /** '' = always. */
  readonly validFrom: LocalDate | '';
}

export interface PartnerLocation extends Dated {
  readonly partnerId: string;
  readonly qualifier: string;
  readonly code: string;
  readonly addressLocationId: string;
}

/** One row of the item map. Empty identifiers say nothing; `unit` is the Dynamics sales unit of the product ('' = as ordered). */
export interface ItemMapping extends Dated {
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
export interface UnitMapping extends Dated {
  readonly partnerId: string;
  readonly itemNumber: string;
  readonly ediUnit: string;
  readonly unit: string;
  readonly factor: DecimalText;
}

/** Everything that resolving one document needs, gathered before. Only rows that could match. */
export interface MappingRows {
  readonly partner: Partner | undefined;
  readonly locations: readonly Kept<PartnerLocation>[];
  readonly items: readonly Kept<ItemMapping>[];
  readonly units: readonly Kept<UnitMapping>[];
  /** The newest change of the map that the rows know; absent where they come from elsewhere. */
  readonly asOf?: number;
}

/** A row as it is kept: its number stays the same for as long as anybody may ask what used it. */
export type Kept<Row> = Row & { readonly id: number };

/** A row that took part in a decision about a document. */
export interface MappingUse {
  readonly kind: DatedKind;
  readonly id: number;
}

/** What is missing or contradictory in the mappings of one document. `key` groups documents that wait for the same thing. */
export interface MappingGap {
  readonly key: string;
  /** Where it shows in the document; '' for the document as a whole. */
  readonly path: string;
  /** How many lines of the document wait for it; 0 where it is not about lines. */
  readonly lines: number;
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
export type DatedKind = Exclude<MappingKind, 'partners'>;
export const mappingKinds = ['partners', 'locations', 'items', 'units'] as const satisfies readonly MappingKind[];

/** How a change came about. */
export const mappingOrigins = ['screen', 'file', 'paste', 'suggestion', 'practice'] as const;
export type MappingOrigin = (typeof mappingOrigins)[number];

/**
 * One change of a row. `before` is the row as it was seen: key and day find it where no `id` does. An `id` with `add`
 * gives a row back the number that it had.
 */
export type MappingChange<K extends MappingKind> =
  | { readonly change: 'add'; readonly id?: number; readonly row: MappingTables[K] }
  | { readonly change: 'update'; readonly id?: number; readonly before: MappingTables[K]; readonly row: MappingTables[K] }
  | { readonly change: 'remove'; readonly id?: number; readonly before: MappingTables[K] };
