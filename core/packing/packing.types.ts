/** One label of a carton, with everything that is printed on it. Texts of third parties come as they are. */
export interface CartonLabel {
  /** 18 digits. */
  readonly sscc: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Postal code of the ship-to for AI 420; '' prints no barcode of it. */
  readonly postalCode: string;
  readonly carrier: string;
  readonly pro: string;
  readonly billOfLading: string;
  readonly purchaseOrder: string;
  readonly department: string;
  /** Code and name of the store or mark-for; '' where there is none. */
  readonly store: string;
  readonly storeName: string;
  readonly carton: number;
  readonly of: number;
}

/** What stands in the cartons of one shipment, for the driver and the dock. */
export interface ContentList {
  readonly title: string;
  /** Name and value, in the order in which they are printed. */
  readonly facts: readonly (readonly [string, string])[];
  readonly cartons: readonly {
    readonly number: number;
    readonly of: number;
    readonly sscc: string;
    readonly pallet?: number;
    readonly store: string;
    readonly tracking: string;
    readonly weight: string;
    readonly lines: readonly {
      readonly purchaseOrder: string;
      readonly item: string;
      readonly description: string;
      readonly quantity: string;
      readonly unit: string;
    }[];
  }[];
}
