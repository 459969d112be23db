import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { PackingInput, PackingView } from '#core/contract/views/packing.ts';

/** A packing in the hands of a person, and what is done with it. Pure: every act gives the next one. */
export type Packing = PackingInput;
export type Carton = Packing['cartons'][number];
type Line = PackingView['lines'][number];

const blank = (number: number, store: string): Carton => ({
  number,
  sscc: '',
  store,
  weightUnit: '',
  tracking: '',
  lines: [],
});

/** Cartons count from 1 without a gap, and there are as many pallets as cartons stand on. */
function counted(cartons: readonly Carton[], pallets: Packing['pallets']): Packing {
  const highest = cartons.reduce((most, { pallet }) => Math.max(most, pallet ?? 0), 0);
  return {
    cartons: cartons.map((carton, index) => ({ ...carton, number: index + 1 })),
    pallets: Array.from(
      { length: highest },
      (_, index) =>
        pallets.find(({ number }) => number === index + 1) ?? { number: index + 1, sscc: '', weightUnit: '' as const },
    ),
  };
}

export function addCarton({ cartons, pallets }: Packing, store = ''): Packing {
  return counted([...cartons, blank(cartons.length + 1, store)], pallets);
}

export function removeCarton({ cartons, pallets }: Packing, number: number): Packing {
  return counted(
    cartons.filter((carton) => carton.number !== number),
    pallets,
  );
}

export function changeCarton({ cartons, pallets }: Packing, number: number, change: Partial<Carton>): Packing {
  return counted(
    cartons.map((carton) => (carton.number === number ? { ...carton, ...change } : carton)),
    pallets,
  );
}

/** What of a line is in no carton yet. */
export function openOf({ cartons }: Packing, line: Line): Decimal {
  const packed = cartons
    .flatMap(({ lines }) => lines)
    .filter(({ slipLine }) => slipLine === line.slipLine)
    .reduce((sum, { quantity }) => sum.plus(parseDecimal(quantity) ?? 0), new Decimal(0));
  return new Decimal(line.quantity).minus(packed);
}

/** Puts goods of a line into a carton, which takes the store of its first goods. */
export function putIn(packing: Packing, number: number, line: Line, quantity: string): Packing {
  const carton = packing.cartons.find((entry) => entry.number === number);
  const added = parseDecimal(quantity);
  if (!carton || !added?.greaterThan(0)) return packing;
  const there = carton.lines.find((entry) => entry.slipLine === line.slipLine && entry.lot === undefined);
  const sum = added.plus(parseDecimal(there?.quantity ?? '0') ?? 0);
  const lines = there
    ? carton.lines.map((entry) => (entry === there ? { ...entry, quantity: decimalText(sum) } : entry))
    : [...carton.lines, { slipLine: line.slipLine, quantity: decimalText(added) }];
  return changeCarton(packing, number, { lines, store: carton.lines.length === 0 ? line.store : carton.store });
}

export function setQuantity(packing: Packing, number: number, index: number, quantity: string): Packing {
  const carton = packing.cartons.find((entry) => entry.number === number);
  if (!carton) return packing;
  const lines = carton.lines.map((line, at) => (at === index ? { ...line, quantity } : line));
  return changeCarton(packing, number, { lines });
}

export function takeOut(packing: Packing, number: number, index: number): Packing {
  const carton = packing.cartons.find((entry) => entry.number === number);
  return carton ? changeCarton(packing, number, { lines: carton.lines.filter((_, at) => at !== index) }) : packing;
}

/** Moves one content of a carton into another; into a new one where `to` is one past the last. */
export function moveLine(packing: Packing, from: number, index: number, to: number, lines: readonly Line[]): Packing {
  const moved = packing.cartons.find(({ number }) => number === from)?.lines[index];
  const line = lines.find(({ slipLine }) => slipLine === moved?.slipLine);
  if (!moved || !line || from === to) return packing;
  const room = to > packing.cartons.length ? addCarton(packing, line.store) : packing;
  const into = Math.min(to, room.cartons.length);
  return putIn(takeOut(room, from, index), into, line, moved.quantity);
}

/** A carton of several contents gives all but its first to a new one; one of a single content gives half of it. */
export function splitCarton({ cartons, pallets }: Packing, number: number): Packing {
  const index = cartons.findIndex((carton) => carton.number === number);
  const carton = cartons[index];
  if (!carton || carton.lines.length === 0) return { cartons, pallets };
  const [first, ...rest] = carton.lines;
  const whole = new Decimal(parseDecimal(first?.quantity ?? '') ?? 0);
  const half = whole.dividedBy(2).floor();
  if (!first || (rest.length === 0 && !half.greaterThan(0))) return { cartons, pallets };
  const kept = rest.length > 0 ? [first] : [{ ...first, quantity: decimalText(whole.minus(half)) }];
  const given = rest.length > 0 ? rest : [{ ...first, quantity: decimalText(half) }];
  const twin: Carton = {
    ...blank(0, carton.store),
    lines: given,
    ...(carton.pallet === undefined ? {} : { pallet: carton.pallet }),
  };
  return counted([...cartons.slice(0, index), { ...carton, lines: kept }, twin, ...cartons.slice(index + 1)], pallets);
}

/** The line that a scanned or typed code means: item, buyer's part or barcode; of several the first with something open. */
export function lineOfCode(lines: readonly Line[], packing: Packing, code: string): Line | undefined {
  const wanted = code.trim();
  const found = lines.filter(({ itemNumber, buyerPart, upc, slipLine }) =>
    [itemNumber, buyerPart, upc, `#${slipLine}`].some((known) => known !== '' && known === wanted),
  );
  return found.find((line) => openOf(packing, line).greaterThan(0)) ?? found[0];
}
