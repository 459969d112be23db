import type { DecimalText } from './decimal.ts';
import type { AllowanceOrCharge } from './purchaseOrder.ts';
import type { LocalDate } from './time.ts';

/** Groups that the answers to an order share (855, 856, 810, 865, 846). Texts are '' where the document is silent. */

export interface FobTerms {
  /** X12 146: CC collect, PP prepaid, DF defined by buyer and seller, … */
  readonly payCode: string;
  readonly locationQualifier: string;
  readonly locationDescription: string;
  readonly titlePassageCode: string;
  readonly titlePassageLocation: string;
  readonly description: string;
  readonly path: string;
}

export interface Carrier {
  readonly statusCode: string;
  /** X12 91: M motor, U small parcel, R rail, … */
  readonly method: string;
  /** SCAC. */
  readonly code: string;
  readonly routing: string;
  readonly equipmentCode: string;
  readonly equipmentInitial: string;
  readonly equipmentNumber: string;
  readonly serviceLevels: readonly string[];
  readonly seals: readonly string[];
  readonly path: string;
}

export interface QuantityTotal {
  readonly qualifier: string;
  readonly quantity?: DecimalText;
  readonly unit: string;
  readonly weightQualifier: string;
  readonly weight?: DecimalText;
  readonly weightUnit: string;
  readonly volume?: DecimalText;
  readonly volumeUnit: string;
  readonly description: string;
  readonly path: string;
}

/** What a shipment or a part of it counts and weighs. */
export interface LadingTotal {
  readonly packingMedium: string;
  readonly packingMaterial: string;
  readonly quantity?: DecimalText;
  readonly description: string;
  readonly weightQualifier: string;
  readonly weight?: DecimalText;
  readonly weightUnit: string;
  readonly volume?: DecimalText;
  readonly volumeUnit: string;
  readonly path: string;
}

export interface DocumentTax {
  readonly type: string;
  readonly amount?: DecimalText;
  readonly percentQualifier: string;
  readonly percent?: DecimalText;
  readonly jurisdictionQualifier: string;
  readonly jurisdiction: string;
  readonly exempt: string;
  readonly taxId: string;
  readonly description: string;
  readonly path: string;
}

/** An allowance or charge with what an 810 has to say beyond an 850's. */
export interface DetailedAllowance extends AllowanceOrCharge {
  readonly agency: string;
  readonly percentQualifier: string;
  /** The money that the percentage is of. */
  readonly basis?: DecimalText;
  readonly quantity?: DecimalText;
  readonly reference: string;
  readonly taxes: readonly DocumentTax[];
}

export interface DocumentPrice {
  /** X12 236: RTL retail, UCP unit cost, … */
  readonly type: string;
  readonly price?: DecimalText;
  readonly basis: string;
  readonly effective?: LocalDate;
  readonly description: string;
  readonly path: string;
}

export interface ProductDescription {
  /** X12 349: 08 product, 73 colour, 74 size, … */
  readonly characteristic: string;
  readonly code: string;
  readonly text: string;
  readonly path: string;
}

export interface PhysicalDetail {
  /** OU outer, IN inner, CP consumer package. */
  readonly qualifier: string;
  readonly packs?: DecimalText;
  readonly size?: DecimalText;
  readonly unit: string;
  readonly packingMedium: string;
  readonly packingMaterial: string;
  readonly weightQualifier: string;
  readonly weight?: DecimalText;
  readonly weightUnit: string;
  readonly volume?: DecimalText;
  readonly volumeUnit: string;
  readonly length?: DecimalText;
  readonly width?: DecimalText;
  readonly height?: DecimalText;
  readonly dimensionUnit: string;
  readonly description: string;
  readonly path: string;
}

/** A quantity of a kind (X12 673), split over locations where it has them. */
export interface ScheduledQuantity {
  readonly qualifier: string;
  readonly total?: DecimalText;
  readonly unit: string;
  readonly description: string;
  readonly locationQualifier: string;
  readonly locations: readonly { readonly location: string; readonly quantity?: DecimalText; readonly path: string }[];
  readonly path: string;
}
