import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { Instant } from '#core/domain/time.ts';

/** One version of how a retailer wants its answers. Version 0 is what holds while nobody saved one. */
export interface SheetVersion {
  readonly partnerId: string;
  readonly vendor: string;
  readonly version: number;
  readonly at: Instant | '';
  readonly who: string;
  readonly why: string;
  readonly sheet: OutboundSheet;
}

export interface SheetsStore {
  /** The sheets that hold now; undefined entries are partners that nobody knows. */
  outboundSheet(input: { readonly partnerId: string; readonly vendor: string }): Promise<SheetVersion | undefined>;
  /** Newest first, a page of them, without version 0. */
  sheetHistory(input: {
    readonly partnerId: string;
    readonly vendor: string;
    readonly before?: number;
    readonly limit: number;
  }): Promise<readonly SheetVersion[]>;
  /** Saves the next version, `conflict` where `seen` is not the newest; the partner's documents are looked at again. */
  saveSheet(input: {
    readonly partnerId: string;
    readonly vendor: string;
    readonly seen: number;
    readonly sheet: OutboundSheet;
    readonly who: string;
    readonly why: string;
    readonly at: Instant;
  }): Promise<{ readonly version: number }>;
}
