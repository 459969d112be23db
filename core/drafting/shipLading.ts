import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { LadingTotal } from '#core/domain/documentParts.ts';
import type { ShipNoticeInput } from './draft.types.ts';
import type { PackedCarton } from './shipped.ts';
import { computed, fromCompany, fromDynamics, fromPacking, type Trace } from './trace.ts';

/**
 * Cartons and gross weight of a shipment or an order. Empty where nothing is packed and nothing weighed. `whole`: all that
 * leaves; what Dynamics weighed is the slip, and none of its orders weighs that.
 */
export function lading(
  input: ShipNoticeInput,
  cartons: readonly PackedCarton[],
  whole: boolean,
  trace: Trace,
): readonly LadingTotal[] {
  const count = new Set(cartons.map(({ carton }) => carton)).size;
  const weight = weightOf(input, cartons, whole);
  if (count === 0 && !weight) return [];
  const counted = fromPacking('number of cartons');
  return [
    {
      packingMedium: count === 0 ? '' : trace.of('CTN', counted),
      packingMaterial: count === 0 ? '' : trace.of('25', computed('corrugated')),
      ...(count === 0 ? {} : { quantity: trace.of(String(count), counted) }),
      description: '',
      weightQualifier: weight ? trace.of('G', computed('gross weight')) : '',
      ...(weight ? { weight: trace.of(decimalText(weight.value), weight.origin) } : {}),
      weightUnit: weight ? trace.of(weight.unit, weight.unitOrigin) : '',
      volumeUnit: '',
      path: '',
    },
  ];
}

/** The sum of the cartons where all are weighed in one unit; else the slip's, where the notice is for all of it. */
function weightOf(input: ShipNoticeInput, cartons: readonly PackedCarton[], all: boolean) {
  const distinct = [...new Set(cartons.map(({ carton }) => carton))];
  const units = new Set(distinct.map((carton) => carton.weightUnit.toUpperCase()));
  const [unit] = [...units];
  if (unit && units.size === 1 && distinct.every((carton) => carton.weight !== undefined)) {
    const value = distinct.reduce((sum, carton) => sum.plus(carton.weight ?? 0), new Decimal(0));
    return { value, unit, origin: fromPacking('sum of the cartons'), unitOrigin: fromPacking('weight of the cartons') };
  }
  const posted = input.slips.map(({ joined }) => joined.posting);
  const whole =
    all && input.store === '' && input.orders.length >= new Set(posted.flatMap(({ salesOrders }) => salesOrders)).size;
  const weights = posted.flatMap(({ shipment }) => (shipment?.weight === undefined ? [] : [new Decimal(shipment.weight)]));
  if (!whole || weights.length === 0 || weights.length < posted.length) return undefined;
  const value = weights.reduce((sum, entry) => sum.plus(entry), new Decimal(0));
  if (!value.greaterThan(0)) return undefined;
  const origin = fromDynamics(posted[0]?.set ?? '', 'weight');
  return { value, unit: input.company.weightUnit, origin, unitOrigin: fromCompany('weightUnit') };
}
