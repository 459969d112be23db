import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { Carton, CartonLine, PackingRecord, PackLine } from '#core/domain/packing.ts';

/** How a partner's sheet wants goods packed where nobody says otherwise. */
export interface PackingRule {
  readonly cartons: 'case-pack' | 'line' | 'one';
  /** Absent where cartons stand on no pallets. */
  readonly cartonsPerPallet?: number;
}

/** More cartons than this come of a wrong case pack, not of a rule. */
const mostCartons = 5_000;

export type RulePacking =
  | { readonly packed: true; readonly record: PackingRecord }
  | { readonly packed: false; readonly what: string };

/**
 * Packs a slip by rule: `case-pack` one carton for each started case of a line (a line whose case nobody knows is one
 * carton), `line` one carton a line, `one` a single carton for each order and store. A carton holds goods of one order and
 * store, and pallets are filled in the same order, so that none is shared either. Numbers are not given here. Pure.
 */
export function packByRule(lines: readonly PackLine[], rule: PackingRule): RulePacking {
  const groups = [...Map.groupBy(lines, placeOf).values()];
  const counted = rule.cartons === 'case-pack' ? lines.reduce((sum, line) => sum.plus(casesOf(line)), new Decimal(0)) : undefined;
  if (counted?.greaterThan(mostCartons))
    return {
      packed: false,
      what: `By the rule this slip would take ${decimalText(counted)} cartons, more than ${mostCartons}: the case pack is probably not what it says.`,
    };
  const cartons: Carton[] = [];
  let pallets = 0;
  for (const group of groups) {
    const contents = contentsOf(group, rule.cartons);
    const store = group[0]?.store ?? '';
    contents.forEach((content, index) => {
      if (rule.cartonsPerPallet !== undefined && index % rule.cartonsPerPallet === 0) pallets += 1;
      cartons.push({
        number: cartons.length + 1,
        sscc: '',
        ...(rule.cartonsPerPallet === undefined ? {} : { pallet: pallets }),
        store,
        weightUnit: '',
        tracking: '',
        lines: content,
      });
    });
  }
  return {
    packed: true,
    record: {
      source: 'rule',
      cartons,
      pallets: Array.from({ length: pallets }, (_, index) => ({ number: index + 1, sscc: '', weightUnit: '' })),
    },
  };
}

const placeOf = ({ threadId, store }: PackLine): string => `${threadId}\u001f${store}`;

function casesOf({ quantity, perCase }: PackLine): Decimal {
  return perCase === undefined ? new Decimal(1) : new Decimal(quantity).dividedBy(perCase).ceil();
}

function contentsOf(lines: readonly PackLine[], rule: PackingRule['cartons']): readonly (readonly CartonLine[])[] {
  switch (rule) {
    case 'one':
      return [lines.map(whole)];
    case 'line':
      return lines.map((line) => [whole(line)]);
    case 'case-pack':
      return lines.flatMap(cased);
  }
}

const whole = ({ slipLine, quantity }: PackLine): CartonLine => ({ slipLine, quantity });

/** Full cases, and a last one with what is left. */
function cased(line: PackLine): readonly (readonly CartonLine[])[] {
  const { slipLine, perCase } = line;
  if (perCase === undefined) return [[whole(line)]];
  const contents: CartonLine[][] = [];
  for (let rest = new Decimal(line.quantity); rest.greaterThan(0); rest = rest.minus(perCase))
    contents.push([{ slipLine, quantity: decimalText(Decimal.min(rest, perCase)) }]);
  return contents;
}
