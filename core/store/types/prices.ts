import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';
import type { PriceDecision, PricePreview, PriceRow } from '#core/contract/views/prices.ts';
import type { AcceptedPrice } from '#core/domain/prices.ts';
import type { Instant, LocalDate } from '#core/domain/time.ts';

/** The price and unit desk: open price holds by cause, prices that were accepted, one decision for a cause. */
export interface PricesStore {
  /** The newest accepted price of each of these items, per unit and currency: what the rules expect. */
  acceptedPricesFor(input: {
    readonly partnerId: string;
    readonly vendor: string;
    readonly items: readonly string[];
  }): Promise<readonly AcceptedPrice[]>;
  /** Orders that a rule holds by the copy of the master data are looked at again: it is a new one. */
  wakeHeldByMaster(input: Record<string, never>): Promise<{ readonly woken: number }>;
  /** Causes in key order (partner, item), each with its lines. `today` says which unit rows hold. */
  pricesDesk(input: ParsedInputOf<'prices.desk'> & { readonly today: LocalDate }): Promise<OutputOf<'prices.desk'>>;
  /** The causes with these keys that are still open. */
  priceRows(input: { readonly keys: readonly string[]; readonly today: LocalDate }): Promise<readonly PriceRow[]>;
  pricePreview(input: ParsedInputOf<'prices.preview'> & { readonly today: LocalDate }): Promise<PricePreview>;
  pricesHistory(input: ParsedInputOf<'prices.history'>): Promise<OutputOf<'prices.history'>>;
  /**
   * One decision, one transaction: what is accepted or mapped is written down and every order it answers is looked at
   * again. Throws `conflict` when the open lines of the cause are not the ones that the person saw.
   */
  decidePrice(input: {
    readonly key: string;
    readonly decision: PriceDecision;
    readonly holdIds: readonly number[];
    readonly reason: string;
    readonly who: string;
    readonly at: Instant;
    readonly today: LocalDate;
  }): Promise<{ readonly released: number }>;
}
