import { currencyOf, sameCurrency } from '#core/domain/currency.ts';
import { Decimal, decimalText, parseDecimal, type DecimalText } from '#core/domain/decimal.ts';
import { percentOff } from '#core/domain/prices.ts';
import type { ProductFacts } from '#core/domain/masterData.ts';
import type { PartnerSheet } from '#core/domain/partnerSheet.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { IntakeFacts, LineFacts } from './context.ts';
import { packFactor, packsOf } from '#core/domain/packFactor.ts';
import { basisConflict } from './unitBasis.ts';

/** A price that is not ours, in the unit of the line. */
export interface PriceDifference {
  readonly expected: Decimal;
  readonly expectedFrom: 'accepted-before' | 'released-product';
  readonly currency: string;
  /** (price - expected) in percent of the expected, with its sign. */
  readonly percent: Decimal;
  /** The pack by which they differ; undefined where it is no question of the unit. */
  readonly pack: Decimal | undefined;
}

interface Surroundings {
  readonly order: PurchaseOrder;
  readonly sheet: PartnerSheet;
  readonly facts: Pick<IntakeFacts, 'accepted' | 'units' | 'master'>;
  readonly product: ProductFacts | undefined;
}

type PricedLine = Omit<LineFacts, 'difference'>;

/**
 * How the price of a line differs from ours (850-08, 850-09). `undefined` where it does not, and where nobody can tell:
 * no price of ours, no item, or price and quantity in different units (which is a finding of its own).
 */
export function priceDifference(known: PricedLine, around: Surroundings): PriceDifference | undefined {
  const { price, line } = known;
  if (!price || basisConflict(line)) return undefined;
  const ours = expectedPrice(known, around);
  if (!ours || ours.price.equals(price) || tolerated(price, ours.price, around.sheet)) return undefined;
  return {
    expected: ours.price,
    expectedFrom: ours.from,
    currency: currencyOf(around.order, around.sheet),
    percent: percentOff(price, ours.price),
    pack: packFactor(price, ours.price, knownPacks(known, around)),
  };
}

function expectedPrice(
  known: PricedLine,
  around: Surroundings,
): { readonly price: Decimal; readonly from: PriceDifference['expectedFrom'] } | undefined {
  const { line, resolved } = known;
  if (!resolved) return undefined;
  const currency = currencyOf(around.order, around.sheet);
  // One a writing of unit and currency: the newest of them counts.
  const [accepted] = around.facts.accepted
    .filter(
      (entry) =>
        entry.itemNumber === resolved.itemNumber &&
        sameCurrency(entry.currency, currency) &&
        entry.ediUnit.toLowerCase() === line.unit.toLowerCase(),
    )
    .toSorted((left, right) => (left.acceptedAt < right.acceptedAt ? 1 : -1));
  // What a person accepted counts whatever it is: a sample is free.
  const before = accepted && (accepted.price === line.price ? known.price : parseDecimal(accepted.price));
  if (before) return { price: before, from: 'accepted-before' };
  const released = releasedPrice(known, around);
  return released && { price: released, from: 'released-product' };
}

/**
 * The sales price of the released product per unit of the line. It stands in the company's currency, which no entity
 * that we read names; it is compared only where the order is in the currency of the customer.
 */
function releasedPrice({ line, price: read, resolved }: PricedLine, around: Surroundings): Decimal | undefined {
  const { product, facts } = around;
  const customer = facts.master?.customer;
  const currency = currencyOf(around.order, around.sheet);
  if (!product || !resolved || (currency !== '' && (customer?.state !== 'known' || !sameCurrency(customer.currency, currency))))
    return undefined;
  if (product.salesUnit.toLowerCase() !== resolved.unit.toLowerCase()) return undefined;
  const same = product.salesPrice === line.price ? read : positive(product.salesPrice);
  const perUnit = product.priceQuantity === '1' ? same : same?.dividedBy(positive(product.priceQuantity) ?? 1);
  return resolved.factor.equals(one) ? perUnit : perUnit?.times(resolved.factor);
}

function positive(text: DecimalText): Decimal | undefined {
  const value = text === '' ? undefined : parseDecimal(text);
  return value?.greaterThan(0) ? value : undefined;
}

const one = new Decimal(1);

/** Half a cent, at most one percent: two ways of rounding one price, never a price of its own. */
const halfCent = new Decimal('0.005');
const onePercent = new Decimal('0.01');

/** Within the amount or the percent that the sheet allows above or below ours, whichever is wider. */
function tolerated(price: Decimal, ours: Decimal, sheet: PartnerSheet): boolean {
  const off = price.minus(ours);
  const up = off.greaterThan(0);
  const distance = off.abs();
  if (distance.lessThan(halfCent) && distance.lessThanOrEqualTo(ours.times(onePercent))) return true;
  const amount = positive(up ? sheet.priceUpAmount : sheet.priceDownAmount);
  if (amount && distance.lessThanOrEqualTo(amount)) return true;
  const percent = positive(up ? sheet.priceUpPercent : sheet.priceDownPercent);
  return percent !== undefined && distance.lessThanOrEqualTo(ours.times(percent).dividedBy(100));
}

/** Every pack that anything known about the line names: its own, the factors of its item's units, the master data's. */
function knownPacks({ line, resolved }: PricedLine, { facts, product }: Surroundings): readonly Decimal[] {
  const [pack, inner] = [line.pack, line.innerPack].map((text) => (text === undefined ? undefined : parseDecimal(text)));
  const casesOfInner = pack && inner?.greaterThan(0) ? decimalText(pack.dividedBy(inner)) : undefined;
  const units = facts.units.filter((row) => row.itemNumber === resolved?.itemNumber || row.itemNumber === '');
  const barcodes = product?.barcodes ?? [];
  return packsOf([
    line.pack,
    line.innerPack,
    casesOfInner,
    resolved && decimalText(resolved.factor),
    ...units.map((row) => row.factor),
    ...barcodes.map((barcode) => barcode.quantity),
  ]);
}
