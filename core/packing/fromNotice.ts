import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { Carton, CartonLine, PackingRecord, PackLine, Pallet } from '#core/domain/packing.ts';
import type { ItemLevel, OrderLevel, PackLevel, Shipment, ShipmentLevel } from '#core/domain/shipment.ts';
import { plainSscc } from '#core/domain/sscc.ts';
import { newestNotices } from './newestNotices.ts';

/** A line of the slip; `factor`: how many of its units one unit of the notice is. */
export type NoticeLine = PackLine & { readonly factor: string };

/** `cancelled`: the newest word of these notices takes them back, and none is left that tells of the slip. */
export type FromNotice =
  | { readonly is: 'packed'; readonly record: PackingRecord }
  | { readonly is: 'cancelled'; readonly numbers: readonly string[] }
  | { readonly is: 'not'; readonly why: string };

/** What of a slip's lines is not in cartons yet, and what was found so far. */
interface Reading {
  readonly lines: readonly NoticeLine[];
  readonly open: Map<number, Decimal>;
  readonly cartons: Carton[];
  readonly pallets: Pallet[];
}

/**
 * How a slip is packed, from the ship notices that told of it, oldest first: cartons and pallets with their numbers, contents,
 * weights and tracking, of the newest that stand. A notice may tell of other slips too: what this one has no goods for is theirs, as are cartons whose numbers are
 * `elsewhere`. Whether it is all of the slip is for `checkPacking` to say. Pure.
 */
export function packingOfNotices(
  notices: readonly Shipment[],
  lines: readonly NoticeLine[],
  elsewhere: ReadonlySet<string>,
): FromNotice {
  const open = new Map(lines.map(({ slipLine, quantity }) => [slipLine, new Decimal(quantity)]));
  const reading: Reading = { lines, open, cartons: [], pallets: [] };
  const newest = newestNotices(notices);
  const cancelled = newest.filter(({ purpose }) => purpose === '01').map(({ number }) => number);
  if (newest.length > 0 && cancelled.length === newest.length) return { is: 'cancelled', numbers: cancelled };
  for (const notice of newest.filter(({ purpose }) => purpose !== '01'))
    for (const order of levelsOf(notice.levels))
      if (order.level === 'order')
        for (const level of order.levels) readPack(reading, { notice, order }, level, undefined, elsewhere);
  if (reading.cartons.length === 0) return { is: 'not', why: 'it names no cartons of this slip' };
  return { is: 'packed', record: { source: 'file', cartons: counted(reading.cartons), pallets: reading.pallets } };
}

/** The numbers that stand in notices, each once, with what they are on. Pure. */
export function numbersIn(
  notices: readonly Shipment[],
): readonly { readonly sscc: string; readonly pack: 'carton' | 'pallet' }[] {
  const found = new Map<string, 'carton' | 'pallet'>();
  for (const level of notices.flatMap(({ levels }) => everyLevel(levels))) {
    if (level.level !== 'pack') continue;
    const sscc = plainSscc(level.serial);
    if (sscc !== '') found.set(sscc, level.type === 'T' ? 'pallet' : 'carton');
  }
  return [...found].map(([sscc, pack]) => ({ sscc, pack }));
}

const everyLevel = (levels: readonly ShipmentLevel[]): readonly ShipmentLevel[] =>
  levels.flatMap((level) => [level, ...everyLevel(level.levels)]);

/**
 * A notice names cartons by order and pallet, each group in the order in which they were counted. Where every group's numbers
 * (SSCC) rise, they were given carton by carton, and the count of all of them follows from that; else that of the notice stands.
 */
function counted(cartons: readonly Carton[]): readonly Carton[] {
  const groups = [...Map.groupBy(cartons, ({ pallet, store }) => `${pallet ?? ''}/${store}`).values()];
  const rise = groups.every((group) => group.every(({ sscc }, index) => index === 0 || (group[index - 1]?.sscc ?? '') < sscc));
  const ordered = rise ? cartons.toSorted((a, b) => (a.sscc < b.sscc ? -1 : 1)) : cartons;
  return ordered.map((carton, index) => ({ ...carton, number: index + 1 }));
}

const levelsOf = (levels: readonly ShipmentLevel[]): readonly ShipmentLevel[] =>
  levels.flatMap((level) => [level, ...(level.level === 'container' ? levelsOf(level.levels) : [])]);

interface Place {
  readonly notice: Shipment;
  readonly order: OrderLevel;
}

function readPack(
  reading: Reading,
  place: Place,
  level: ShipmentLevel,
  pallet: PackLevel | undefined,
  elsewhere: ReadonlySet<string>,
): void {
  if (level.level !== 'pack') return;
  if (level.type === 'T') {
    for (const inside of level.levels) readPack(reading, place, inside, level, elsewhere);
    return;
  }
  const sscc = plainSscc(level.serial);
  const items = level.levels.filter((inside) => inside.level === 'item');
  const taken = elsewhere.has(sscc) ? undefined : placeItems(reading, place, items);
  const store = taken && reading.lines.find(({ slipLine }) => slipLine === taken[0]?.slipLine)?.store;
  if (!taken || store === undefined) return;
  const on = pallet && palletNumber(reading.pallets, pallet);
  reading.cartons.push({
    number: reading.cartons.length + 1,
    sscc,
    ...(on === undefined ? {} : { pallet: on }),
    store,
    ...weightOf(level),
    tracking: level.packageId,
    lines: taken,
  });
}

/** A pallet of several orders is told once under each of them. */
function palletNumber(pallets: Pallet[], level: PackLevel): number {
  const sscc = plainSscc(level.serial);
  const known = sscc === '' ? undefined : pallets.find((pallet) => pallet.sscc === sscc);
  if (known) return known.number;
  pallets.push({ number: pallets.length + 1, sscc, ...weightOf(level) });
  return pallets.length;
}

/** Only units that a packing has: what a partner's own code says is left out with its figure. */
function weightOf({ physicalDetails }: PackLevel): Pick<Carton, 'weight' | 'weightUnit'> {
  const said = physicalDetails.find(({ weight, weightUnit }) => weight !== undefined && ['LB', 'KG'].includes(weightUnit));
  return { ...(said?.weight === undefined ? {} : { weight: said.weight }), weightUnit: said?.weightUnit ?? '' };
}

/** The contents of a carton on the slip's lines; nothing is taken where one item finds no goods there. */
function placeItems({ lines, open }: Reading, place: Place, items: readonly ItemLevel[]): readonly CartonLine[] | undefined {
  const left = new Map(open);
  const placed: CartonLine[] = [];
  for (const item of items) {
    const content = placeItem(lines, left, place, item);
    if (!content) return undefined;
    placed.push(...content);
  }
  if (placed.length === 0) return undefined;
  for (const [slipLine, rest] of left) open.set(slipLine, rest);
  return placed;
}

/** One order line may stand on the slip several times: its goods fill them in their order. */
function placeItem(
  lines: readonly NoticeLine[],
  left: Map<number, Decimal>,
  place: Place,
  item: ItemLevel,
): readonly CartonLine[] | undefined {
  const fitting = lines.filter((line) => isOf(line, place, item));
  const [first] = fitting;
  const said = parseDecimal(item.shipQuantity ?? '');
  if (!first || !said?.greaterThan(0)) return undefined;
  let rest = said.times(first.factor);
  // A notice says its unit with six places: what is less than that is the rounding of the conversion.
  const rounding = new Decimal('0.000001').times(first.factor);
  const placed: CartonLine[] = [];
  for (const { slipLine } of fitting) {
    const there = left.get(slipLine) ?? new Decimal(0);
    if (!there.greaterThan(0) || rest.lessThanOrEqualTo(rounding)) continue;
    const quantity = rest.minus(there).abs().lessThanOrEqualTo(rounding) ? there : Decimal.min(rest, there);
    left.set(slipLine, there.minus(quantity));
    rest = rest.minus(quantity);
    placed.push({ slipLine, quantity: decimalText(quantity.toDecimalPlaces(6)), ...lotOf(item) });
  }
  return rest.greaterThan(rounding) ? undefined : placed;
}

function isOf(line: NoticeLine, { notice, order }: Place, { lineNumber, item }: ItemLevel): boolean {
  if (line.purchaseOrder !== order.number) return false;
  if (line.store !== '' && ![...order.addresses, ...notice.addresses].some(({ code }) => code === line.store)) return false;
  if (line.lineNumber !== '' && lineNumber !== '') return line.lineNumber === lineNumber;
  return [item.buyerPart, item.upc, item.gtin, item.ean].some((code) => code !== '' && [line.buyerPart, line.upc].includes(code));
}

function lotOf({ references, dates }: ItemLevel): Pick<CartonLine, 'lot' | 'expiry'> {
  const lot = references.find(({ qualifier }) => qualifier === 'LT')?.id ?? '';
  const expiry = dates.find(({ qualifier }) => qualifier === '036')?.date;
  return { ...(lot === '' ? {} : { lot }), ...(expiry === undefined ? {} : { expiry }) };
}
