import { sameDecimal } from '#core/domain/decimal.ts';
import type { Carton, PackingRecord, Pallet } from '#core/domain/packing.ts';

type Packed = Pick<PackingRecord, 'cartons' | 'pallets'>;

/**
 * Which numbers stay when a slip is packed again (LBL-06): a carton keeps its number while its content is as it was, a
 * pallet while the same cartons stand on it. Any other that names a number of the former packing is repacked and gets
 * a new one. Numbers that the former packing did not have are given from outside and stay. Pure.
 */
export function keepNumbers(before: Packed | undefined, after: Packed): Packed {
  if (!before) return after;
  const cartonsBefore = new Map(before.cartons.map((carton) => [carton.sscc, carton]));
  const cartons = after.cartons.map((carton) => {
    const former = carton.sscc === '' ? undefined : cartonsBefore.get(carton.sscc);
    return former && !sameContent(former, carton) ? { ...carton, sscc: '' } : carton;
  });
  const palletsBefore = new Map(before.pallets.map((pallet) => [pallet.sscc, pallet]));
  return {
    cartons,
    pallets: after.pallets.map((pallet) => {
      const former = pallet.sscc === '' ? undefined : palletsBefore.get(pallet.sscc);
      return former && !samePallet(former, before.cartons, pallet, cartons) ? { ...pallet, sscc: '' } : pallet;
    }),
  };
}

/** True where two cartons hold the same: line by line, lot by lot, for the same store. */
export function sameContent(a: Pick<Carton, 'lines' | 'store'>, b: Pick<Carton, 'lines' | 'store'>): boolean {
  if (a.store !== b.store || a.lines.length !== b.lines.length) return false;
  const rest = [...b.lines];
  return a.lines.every((line) => {
    const index = rest.findIndex(
      (other) =>
        other.slipLine === line.slipLine &&
        sameDecimal(other.quantity, line.quantity) &&
        (other.lot ?? '') === (line.lot ?? '') &&
        (other.expiry ?? '') === (line.expiry ?? ''),
    );
    if (index >= 0) rest.splice(index, 1);
    return index >= 0;
  });
}

function samePallet(a: Pallet, cartonsOfA: readonly Carton[], b: Pallet, cartonsOfB: readonly Carton[]): boolean {
  const on = (cartons: readonly Carton[], pallet: number): readonly string[] =>
    cartons.flatMap((carton) => (carton.pallet === pallet ? [carton.sscc] : [])).toSorted();
  const [left, right] = [on(cartonsOfA, a.number), on(cartonsOfB, b.number)];
  return left.length === right.length && left.every((sscc, index) => sscc !== '' && sscc === right[index]);
}

/** Cartons of a packing by rule take the numbers of the former packing whose content is the same, each once. */
export function reuseNumbers(before: Packed | undefined, after: Packed): Packed {
  if (!before) return after;
  const free = [...before.cartons].filter(({ sscc }) => sscc !== '');
  const cartons = after.cartons.map((carton) => {
    const index = free.findIndex((former) => sameContent(former, carton));
    const [former] = index < 0 ? [] : free.splice(index, 1);
    if (!former) return carton;
    const { sscc, weight, weightUnit, tracking } = former;
    return { ...carton, sscc, ...(weight === undefined ? {} : { weight }), weightUnit, tracking };
  });
  const open = [...before.pallets].filter(({ sscc }) => sscc !== '');
  const pallets = after.pallets.map((pallet) => {
    const index = open.findIndex((former) => samePallet(former, before.cartons, pallet, cartons));
    const [former] = index < 0 ? [] : open.splice(index, 1);
    return former ? { ...former, number: pallet.number } : pallet;
  });
  return { cartons, pallets };
}
