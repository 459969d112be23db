import type { DecimalText } from './decimal.ts';

/** Goods of one packing slip line in one carton, in the unit of the slip. */
export interface CartonLine {
  /** Position of the slip's line. */
  readonly slipLine: number;
  readonly quantity: DecimalText;
  readonly lot?: string;
  readonly expiry?: string;
}

/** One carton of a packing slip. */
export interface Carton {
  /** 1-based within the slip: carton n of m. */
  readonly number: number;
  /** 18 digits; '' until it is taken from the workspace's range. */
  readonly sscc: string;
  /** Number of its pallet within the slip; absent where it stands on none. */
  readonly pallet?: number;
  /** The store it is for, '' where the whole shipment goes to one place. */
  readonly store: string;
  readonly weight?: DecimalText;
  readonly weightUnit: string;
  readonly tracking: string;
  readonly lines: readonly CartonLine[];
}

export interface Pallet {
  readonly number: number;
  readonly sscc: string;
  readonly weight?: DecimalText;
  readonly weightUnit: string;
}

/** How the goods of one packing slip are packed. What Dynamics cannot tell (DESIGN 3, outbound 3). */
export interface PackingRecord {
  readonly cartons: readonly Carton[];
  readonly pallets: readonly Pallet[];
  /** How it came to be: by the partner's rule, from a file, or by a person. */
  readonly source: 'rule' | 'file' | 'person';
}

/** What of one packing slip line has to stand in cartons. */
export interface PackLine {
  /** Place of the line on the slip, as `CartonLine` names it. */
  readonly slipLine: number;
  /** The order that it is for: cartons hold goods of one order and one store. */
  readonly threadId: number;
  readonly purchaseOrder: string;
  /** As the 850 wrote it. */
  readonly lineNumber: string;
  /** '' where the line goes where the order goes. */
  readonly store: string;
  readonly itemNumber: string;
  readonly buyerPart: string;
  readonly upc: string;
  readonly description: string;
  /** In the slip's unit, above zero: what the slip takes back of the same order line is off it. */
  readonly quantity: DecimalText;
  readonly unit: string;
  /** How much of the slip's unit one case holds; absent where nothing says it. */
  readonly perCase?: DecimalText;
}
