import type { InputOf, OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';
import type { PackingRow, SsccView } from '#core/contract/views/packing.ts';
import type { PackingRecord } from '#core/domain/packing.ts';
import type { Instant, LocalDate } from '#core/domain/time.ts';

/** What the store has to know of a slip to list it. */
export interface SlipFacts {
  readonly slipKey: string;
  readonly company: string;
  readonly number: string;
  readonly postedOn: LocalDate;
  readonly partnerId: string;
  readonly vendor: string;
  /** Their numbers, for a list. */
  readonly purchaseOrders: string;
}

/** A slip that is packed here, with its newest packing. */
export interface StoredSlip extends SlipFacts {
  readonly slipId: number;
  readonly state: PackingRow['state'];
  /** Its ship notice left before this copy was restored: still to be read back, or nothing is there to be read. */
  readonly leftBefore: '' | 'look' | 'unknown';
  readonly version: number;
  readonly threadIds: readonly number[];
  readonly record: PackingRecord | undefined;
  readonly saved: { readonly who: string; readonly at: Instant; readonly why: string } | undefined;
}

/** A label as it was printed: what it says of the carton, for the comparison with the notice (LBL-05). */
export interface StoredLabel {
  readonly sscc: string;
  readonly at: Instant;
  readonly who: string;
  /** As JSON; the store keeps it and does not read it. */
  readonly label: string;
}

/** A ship notice of a slip that left before this copy was restored. */
export interface LeftNotice {
  /** The notice's own number: that of the slip, with order, store or `R2` behind it. */
  readonly number: string;
  readonly remotePath: string;
  readonly attemptedAt: Instant;
  /** As it left; undefined where neither the guard journal nor SPS has it any more. */
  readonly bytes: Uint8Array | undefined;
}

/** A packing to be kept: cartons and pallets with '' get numbers as long as there are any. */
export interface NewPacking {
  readonly slip: SlipFacts;
  /** The version that it was made on; `conflict` where another holds by now. */
  readonly seen: number;
  readonly record: PackingRecord;
  readonly why: string;
}

export interface StoredSerialUse {
  readonly sscc: string;
  readonly slipKey: string;
  readonly number: string;
  readonly at: Instant;
}

export interface PackingStore {
  packingList(input: ParsedInputOf<'packing.list'>): Promise<OutputOf<'packing.list'>>;
  packingSlip(input: { readonly slipId: number }): Promise<{ readonly row: PackingRow; readonly slip: StoredSlip } | undefined>;
  /** Those of these keys that are known here. */
  packedSlips(input: { readonly slipKeys: readonly string[] }): Promise<readonly StoredSlip[]>;
  /** The notices of a slip that left, or may have left, oldest first: those that only the guard journal knows, too. */
  leftNotices(input: {
    readonly partnerId: string;
    readonly vendor: string;
    readonly slip: string;
    readonly slipKey: string;
  }): Promise<readonly LeftNotice[]>;
  /** Slips whose packing is to be read back from the notices that left, oldest first. */
  slipsToReadBack(input: { readonly limit: number; readonly afterId?: number }): Promise<readonly StoredSlip[]>;
  /** Slips that go by this number, of all companies. */
  packingSlipsNumbered(input: { readonly numbers: readonly string[] }): Promise<readonly StoredSlip[]>;
  packingHistory(input: { readonly slipId: number; readonly limit: number }): Promise<
    readonly {
      readonly version: number;
      readonly source: PackingRecord['source'];
      readonly who: string;
      readonly at: Instant;
      readonly why: string;
      readonly cartons: number;
    }[]
  >;
  /**
   * A slip that nobody packed waits; one that is packed is left as it is. `lost`: its notice left before this copy was
   * restored and cannot be read back, so how it is packed is a person's to say; until then it stays so. `usedUp`: it was
   * cancelled, and these numbers that stood in it are nobody's any more, not of this slip either (LBL-06).
   */
  notePackingWaits(input: {
    readonly slip: SlipFacts;
    readonly text: string;
    readonly at: Instant;
    readonly lost?: boolean;
    readonly usedUp?: readonly { readonly sscc: string; readonly pack: 'carton' | 'pallet' }[];
  }): Promise<void>;
  /**
   * Keeps packings, all or none, and gives numbers to what has none: taken in blocks that stand in the guard journal before
   * this resolves. Numbers given from outside are refused where another slip or pack has them. Orders are looked at again.
   */
  savePackings(input: {
    readonly packings: readonly NewPacking[];
    readonly who: string;
    readonly at: Instant;
    /** False while a draft is being made of it anyway. */
    readonly wake: boolean;
  }): Promise<readonly StoredSlip[]>;
  /** Gives numbers to cartons that were packed while there were none. Nothing changes where there still are none. */
  numberPacking(input: { readonly slipKey: string; readonly at: Instant }): Promise<StoredSlip | undefined>;
  /** Who uses these numbers. */
  serialUses(input: { readonly serials: readonly string[] }): Promise<readonly StoredSerialUse[]>;
  notePrinted(input: {
    readonly slipId: number;
    readonly labels: readonly { readonly sscc: string; readonly label: string }[];
    readonly who: string;
    readonly at: Instant;
  }): Promise<void>;
  printedLabels(input: { readonly slipKeys: readonly string[] }): Promise<readonly StoredLabel[]>;

  ssccState(input: Record<string, never>): Promise<SsccView>;
  /** `invalid-input` where it overlaps what another range had, or ends before what was given out. */
  setSsccRange(
    input: Omit<InputOf<'packing.setRange'>, 'why'> & { readonly who: string; readonly why: string; readonly at: Instant },
  ): Promise<void>;
  /**
   * The range of the connection's company, each time a workspace opens: taken where it is another one than the connection had
   * before, so that a range set on screen stays. A refused one is said by `ssccState`.
   */
  offerSsccRange(input: {
    readonly range:
      | { readonly prefix: string; readonly extension: string; readonly first: string; readonly last: string }
      | undefined;
    readonly at: Instant;
  }): Promise<void>;
  /** The guard journal is missing: no number is given until a person says where to go on. */
  askSsccStart(input: { readonly at: Instant }): Promise<void>;
  setSsccStart(input: {
    readonly serial: number;
    readonly who: string;
    readonly why: string;
    readonly at: Instant;
  }): Promise<void>;
}
