import { Decimal, decimalText, parseDecimal } from './decimal.ts';
import type { Finding } from './finding.ts';
import type { PackLine } from './packing.ts';
import { ssccProblem } from './sscc.ts';

/** As much of a packing as its check needs: one that is kept, or one in the hands of a person. */
interface Packed {
  readonly cartons: readonly PackedCarton[];
  readonly pallets: readonly { readonly number: number; readonly sscc: string }[];
}
interface PackedCarton {
  readonly number: number;
  readonly sscc: string;
  readonly pallet?: number | undefined;
  readonly store: string;
  readonly lines: readonly { readonly slipLine: number; readonly quantity: string }[];
}
type SlipLine = Pick<PackLine, 'slipLine' | 'itemNumber' | 'quantity' | 'unit' | 'purchaseOrder' | 'store'>;

/**
 * Where a packing is not the slip: contents line by line, empty cartons, goods outside, goods of two orders or stores in
 * one carton, cartons on no pallet or on one that is not there, numbers that are none. What the 856 would be refused for,
 * said where it can be put right (rules 856-01, 856-09, 856-11, 856-12, LBL-01, LBL-03). Pure.
 */
export function checkPacking(lines: readonly SlipLine[], packing: Packed, onPallets: boolean): readonly Finding[] {
  return [
    ...contentDiffers(lines, packing),
    ...packing.cartons.flatMap((carton) => wrongCarton(carton, lines)),
    ...counting(packing),
    ...wrongPallets(packing, onPallets),
    ...wrongNumbers(packing),
  ];
}

const block = (rule: string, path: string, message: string, more: Partial<Finding> = {}): Finding => ({
  severity: 'BLOCK',
  rule,
  path,
  message,
  ...more,
});

const at = (carton: number): string => `carton/${carton}`;

/** What each line has in cartons and what the slip says, where the two differ: the running difference of the editor. */
export function differences<Line extends SlipLine>(
  lines: readonly Line[],
  { cartons }: Pick<Packed, 'cartons'>,
): readonly { readonly line: Line; readonly packed: string; readonly open: string }[] {
  const packed = new Map<number, Decimal>();
  for (const content of cartons.flatMap((carton) => carton.lines))
    packed.set(
      content.slipLine,
      (packed.get(content.slipLine) ?? new Decimal(0)).plus(parseDecimal(content.quantity) ?? new Decimal(0)),
    );
  return lines.map((line) => {
    const sum = packed.get(line.slipLine) ?? new Decimal(0);
    return { line, packed: decimalText(sum), open: decimalText(new Decimal(line.quantity).minus(sum)) };
  });
}

function contentDiffers(lines: readonly SlipLine[], packing: Packed): readonly Finding[] {
  return differences(lines, packing)
    .filter(({ open }) => open !== '0')
    .map(({ line, packed, open }) => {
      const short = new Decimal(open).greaterThan(0);
      return block(
        '856-09',
        `line/${line.slipLine}`,
        `Line ${line.slipLine} (${line.itemNumber}): the slip has ${line.quantity} ${line.unit}, the cartons ${packed}; ${
          short ? `${open} still to be packed` : `${decimalText(new Decimal(open).abs())} too many`
        }.`,
        { value: packed, expected: line.quantity },
      );
    });
}

function wrongCarton(carton: PackedCarton, lines: readonly SlipLine[]): readonly Finding[] {
  const path = at(carton.number);
  const name = `Carton ${carton.number}`;
  const known = new Map(lines.map((line) => [line.slipLine, line]));
  const held = carton.lines.filter(({ quantity }) => parseDecimal(quantity)?.greaterThan(0));
  const found: Finding[] = [];
  if (held.length === 0) found.push(block('856-11', path, `${name} is empty.`));
  for (const { quantity, slipLine } of carton.lines) {
    if (!known.has(slipLine))
      found.push(block('856-09', path, `${name} holds line ${slipLine}, which is not on the slip.`, { value: String(slipLine) }));
    if (!parseDecimal(quantity)?.greaterThan(0))
      found.push(
        block('856-11', path, `${name}, line ${slipLine}: "${quantity}" is no quantity above zero.`, { value: quantity }),
      );
  }
  const places = new Set(held.flatMap(({ slipLine }) => placeName(known.get(slipLine))));
  if (places.size > 1)
    found.push(
      block('856-01', path, `${name} holds goods of ${[...places].join(' and ')}; a carton holds goods of one order and store.`),
    );
  const stores = new Set(held.flatMap(({ slipLine }) => known.get(slipLine)?.store ?? []));
  const [store] = stores;
  if (stores.size === 1 && store !== carton.store)
    found.push(
      block('856-06', path, `${name} is marked for store ${carton.store || 'none'}, its goods are for ${store || 'no store'}.`, {
        value: carton.store,
        expected: store ?? '',
      }),
    );
  return found;
}

const placeName = (line: SlipLine | undefined): readonly string[] =>
  line === undefined ? [] : [`order ${line.purchaseOrder}${line.store === '' ? '' : `, store ${line.store}`}`];

function counting({ cartons, pallets }: Packed): readonly Finding[] {
  const wrong = (packs: readonly { readonly number: number }[], word: string): readonly Finding[] =>
    packs.some(({ number }, index) => number !== index + 1)
      ? [block('856-01', '', `${word} are numbered from 1 without a gap: ${packs.map(({ number }) => number).join(', ')}.`)]
      : [];
  return [...wrong(cartons, 'Cartons'), ...wrong(pallets, 'Pallets')];
}

function wrongPallets({ cartons, pallets }: Packed, onPallets: boolean): readonly Finding[] {
  const known = new Set(pallets.map(({ number }) => number));
  const stray = cartons.flatMap((carton) => {
    if (carton.pallet === undefined)
      return onPallets ? [block('856-12', at(carton.number), `Carton ${carton.number} stands on no pallet.`)] : [];
    return known.has(carton.pallet)
      ? []
      : [block('856-12', at(carton.number), `Carton ${carton.number} stands on pallet ${carton.pallet}, which is not there.`)];
  });
  const used = new Set(cartons.map(({ pallet }) => pallet));
  const bare = pallets.filter(({ number }) => !used.has(number));
  return [...stray, ...bare.map(({ number }) => block('856-11', `pallet/${number}`, `Pallet ${number} is empty.`))];
}

function wrongNumbers({ cartons, pallets }: Packed): readonly Finding[] {
  const packs = [
    ...cartons.map(({ number, sscc }) => ({ name: `Carton ${number}`, path: at(number), sscc })),
    ...pallets.map(({ number, sscc }) => ({ name: `Pallet ${number}`, path: `pallet/${number}`, sscc })),
  ].filter(({ sscc }) => sscc !== '');
  const first = new Map<string, string>();
  return packs.flatMap(({ name, path, sscc }): readonly Finding[] => {
    const problem = ssccProblem(sscc);
    if (problem !== undefined) return [block('LBL-01', path, `${name}: ${problem}`, { value: sscc })];
    const other = first.get(sscc);
    if (other !== undefined) return [block('LBL-03', path, `${name} has the number of ${other.toLowerCase()}.`, { value: sscc })];
    first.set(sscc, name);
    return [];
  });
}
