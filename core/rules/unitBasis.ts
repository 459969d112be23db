import { own } from '#core/domain/own.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import { askForRight } from './fixes.ts';
import { finding, type Rule } from './rule.ts';
import type { IntakeContext } from './context.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';

/**
 * The units that a price basis (RSX PurchasePriceBasis) is for. A price per many (hundred, thousand) is never one per piece:
 * an order has one price unit, which is one. Per unit of measure (UM) is in the unit of the line and says nothing about it.
 */
const unitsOfBasis: Readonly<Record<string, { readonly units: readonly string[]; readonly word: string }>> = {
  PE: { units: ['EA', 'EACH', 'PC', 'PCE', 'UN'], word: 'each' },
  CA: { units: ['CA', 'CASE', 'CS', 'CT'], word: 'case' },
  PD: { units: ['DZ', 'DOZ'], word: 'dozen' },
  PP: { units: ['LB', 'LBR'], word: 'pound' },
  PK: { units: ['KG', 'KGM'], word: 'kilogram' },
  PF: { units: ['FT', 'LF'], word: 'foot' },
  PG: { units: ['GR', 'GRM'], word: 'gram' },
  PO: { units: ['OZ', 'ONZ'], word: 'ounce' },
  PT: { units: ['NS', 'LG', 'MP', 'MN', 'MG', 'TN', 'TON'], word: 'ton' },
  PN: { units: ['TP'], word: 'ten' },
  HP: { units: ['HU', 'HC', '4F'], word: 'hundred' },
  HT: { units: ['TH'], word: 'thousand' },
  TT: { units: [], word: 'ten thousand' },
  HTH: { units: [], word: 'hundred thousand' },
  HF: { units: ['HF', 'HL'], word: 'hundred feet' },
  TF: { units: ['TL'], word: 'thousand feet' },
  PS: { units: ['TS'], word: 'thousand square feet' },
};
const knownUnits: ReadonlySet<string> = new Set(Object.values(unitsOfBasis).flatMap(({ units }) => units));

/** The word for what the price is per, where it contradicts the unit of the line; `undefined` where it does not, or nobody can tell. */
export function basisConflict({ unit, priceBasis }: Pick<PurchaseOrderLine, 'unit' | 'priceBasis'>): string | undefined {
  const basis = own(unitsOfBasis, priceBasis);
  const ordered = unit.toUpperCase();
  if (!basis || !knownUnits.has(ordered) || basis.units.includes(ordered)) return undefined;
  return basis.word;
}

/** ITM-08: quantity and price in one unit. A unit that we do not know, or no basis, decides nothing. */
export const sameBasis: Rule<PurchaseOrder, IntakeContext> = {
  id: 'ITM-08',
  fix: askForRight('price and quantity in one unit'),
  check: (_order, { lines }) =>
    lines.flatMap(({ line, name, price }) => {
      const per = price && basisConflict(line);
      if (per === undefined) return [];
      return [
        finding(
          'BLOCK',
          `${line.path}/OrderLine/PurchasePriceBasis`,
          `${name} orders in ${line.unit}, but its price is per ${per} (basis ${line.priceBasis}).`,
          {
            value: line.priceBasis,
            expected: `a price per ${line.unit}`,
            cost: 'Cases at the price of an each multiply or divide the amount by the pack.',
          },
        ),
      ];
    }),
};
