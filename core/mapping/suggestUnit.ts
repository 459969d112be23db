import type { UnitSuggestion } from '#core/contract/views/master.ts';
import { decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { Fix } from '#core/domain/fix.ts';
import type { UnitMapping } from '#core/domain/mapping.ts';
import type { ProductFacts } from '#core/domain/masterData.ts';
import { ranked, type Confidence, type Ranked, type Reason } from './suggest.ts';
import { isEach, isSameUnit } from './unitNames.ts';

export type MissingUnit = Extract<Fix, { fix: 'unit' }>;

/** What the copy of the master data and the maps hold for a unit. */
export interface UnitFacts {
  readonly product: ProductFacts | undefined;
  readonly named: readonly string[];
  readonly mapped: readonly UnitMapping[];
}

type Ways = readonly Ranked<UnitSuggestion>[];

/** Ranks what one unit as ordered may be in Dynamics: unit and factor, each with its reason. Pure. */
export function suggestUnits(fix: MissingUnit, facts: UnitFacts): readonly UnitSuggestion[] {
  const base = fix.itemUnit || facts.product?.salesUnit || facts.product?.inventoryUnit || '';
  const ways = [...byBarcode(fix, facts), ...byName(fix, facts, base), ...byPack(fix, base), ...byPartner(fix, facts)];
  return ranked<UnitSuggestion>(merged(ways));
}

function way(confidence: Confidence, unit: string, factor: string, reason: Reason, score: number): Ranked<UnitSuggestion> {
  return { doubted: false, score, suggestion: { for: 'unit', confidence, unit, factor, reasons: [reason] } };
}

/** A barcode of the product in the same unit tells how many pieces it holds. */
function byBarcode({ ediUnit }: MissingUnit, { product }: UnitFacts): Ways {
  return (product?.barcodes ?? []).flatMap(({ unit, quantity, barcode }) => {
    const factor = parseDecimal(quantity);
    if (!product || !isSameUnit(unit, ediUnit) || isEach(unit) || !factor?.greaterThan(1)) return [];
    const text = `Barcode ${barcode} in Dynamics: one ${unit} holds ${decimalText(factor)} ${product.inventoryUnit}.`;
    return [way('certain', product.inventoryUnit, decimalText(factor), { reason: 'barcode-unit', text }, 3)];
  });
}

/** The product's own unit under another name is one to one. */
function byName({ ediUnit }: MissingUnit, { product, named }: UnitFacts, base: string): Ways {
  const own: Ways = [...new Set([base, product?.salesUnit ?? '', product?.inventoryUnit ?? ''])].flatMap((unit) => {
    if (unit === '' || !isSameUnit(unit, ediUnit)) return [];
    const text = `${ediUnit} is the product's own unit ${unit} under another name.`;
    return [way('certain', unit, '1', { reason: 'product-unit', text }, 2)];
  });
  const others = named.filter((unit) => isSameUnit(unit, ediUnit) && !isSameUnit(unit, base));
  return [
    ...own,
    ...others.map((unit) =>
      way(
        'text-only',
        unit,
        '1',
        { reason: 'unit-name', text: `Dynamics has a unit named ${unit}; whether the product is sold in it, it does not say.` },
        0,
      ),
    ),
  ];
}

/** The pack of the line, where a pack was ordered and the product is counted in pieces. */
function byPack({ ediUnit, pack }: MissingUnit, base: string): Ways {
  const factor = pack === undefined ? undefined : parseDecimal(pack);
  if (base === '' || isEach(ediUnit) || isSameUnit(ediUnit, base) || !factor?.greaterThan(1)) return [];
  const text = `The document says a pack of ${decimalText(factor)}.`;
  return [way('likely', base, decimalText(factor), { reason: 'document-pack', text }, 1)];
}

/** What the partner's other rows say of the same unit: a factor of one holds for other products too, a pack does not. */
function byPartner({ ediUnit, itemNumber }: MissingUnit, { mapped }: UnitFacts): Ways {
  const others = mapped.filter((row) => row.itemNumber !== itemNumber && row.factor === '1');
  const units = new Map(others.map((row) => [row.unit, others.filter(({ unit }) => unit === row.unit).length]));
  return [...units].map(([unit, count]) => {
    const text = `${ediUnit} is ${unit} in ${count} other ${count === 1 ? 'row' : 'rows'} of this partner.`;
    return way('likely', unit, '1', { reason: 'same-partner', text }, 0.5);
  });
}

/**
 * Ways that lead to the same unit and factor are one suggestion with several reasons and the better confidence. Where they
 * name different factors, none is chosen beforehand.
 */
function merged(ways: Ways): Ways {
  const groups = Map.groupBy(ways, ({ suggestion }) => `${suggestion.unit.toLowerCase()} ${suggestion.factor}`);
  const factors = new Set(
    ways.filter(({ suggestion }) => suggestion.confidence !== 'text-only').map(({ suggestion }) => suggestion.factor),
  );
  return [...groups.values()].flatMap((group) => {
    const [best] = group.toSorted((a, b) => b.score - a.score);
    if (!best) return [];
    const reasons = group.flatMap(({ suggestion }) => suggestion.reasons);
    const doubted = factors.size > 1;
    return [
      { ...best, doubted, score: group.reduce((sum, { score }) => sum + score, 0), suggestion: { ...best.suggestion, reasons } },
    ];
  });
}
