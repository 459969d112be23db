import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { QuantityTotal } from '#core/domain/documentParts.ts';
import { computed, type Trace } from './trace.ts';

/** The summary quantity (SQT) of a document; left out where its lines count in several units, which have no sum. */
export function quantityTotals(
  trace: Trace,
  lines: readonly { readonly quantity: Decimal; readonly unit: string }[],
): readonly QuantityTotal[] {
  const units = new Set(lines.map(({ unit }) => unit.toUpperCase()));
  const [first] = lines;
  if (!first || units.size !== 1) return [];
  const sum = lines.reduce((total, { quantity }) => total.plus(quantity), new Decimal(0));
  const how = computed('sum of the lines');
  return [
    {
      qualifier: trace.of('SQT', how),
      quantity: trace.of(decimalText(sum), how),
      unit: trace.of(first.unit, how),
      weightQualifier: '',
      weightUnit: '',
      volumeUnit: '',
      description: '',
      path: '',
    },
  ];
}
