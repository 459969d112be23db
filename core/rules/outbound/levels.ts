import type { ItemLevel, OrderLevel, PackLevel, Shipment, ShipmentLevel } from '#core/domain/shipment.ts';

/** A level with the path under which it is written. */
export interface Placed<L> {
  readonly level: L;
  readonly path: string;
  /** The level above it; undefined at the top. */
  readonly parent: ShipmentLevel | undefined;
}

const elements = { container: 'ContainerLevel', order: 'OrderLevel', pack: 'PackLevel', item: 'ItemLevel' } as const;

/** Every level of a notice, from the top down, as the writer numbers them. */
export function allLevels(document: Pick<Shipment, 'levels'>): readonly Placed<ShipmentLevel>[] {
  return inside(document.levels, 'Shipment', undefined);
}

function inside(
  levels: readonly ShipmentLevel[],
  above: string,
  parent: ShipmentLevel | undefined,
): readonly Placed<ShipmentLevel>[] {
  const seen = new Map<string, number>();
  return levels.flatMap((level) => {
    const name = elements[level.level];
    const occurrence = (seen.get(name) ?? 0) + 1;
    seen.set(name, occurrence);
    const path = `${above}/${name}[${occurrence}]`;
    return [{ level, path, parent }, ...inside(level.levels, path, level)];
  });
}

/** The orders of a notice. */
export function orderLevels(document: Pick<Shipment, 'levels'>): readonly Placed<OrderLevel>[] {
  return allLevels(document).flatMap((placed) => (placed.level.level === 'order' ? [{ ...placed, level: placed.level }] : []));
}

/** Packs of one type (P carton, T pallet) below some levels. */
export function packsOf(document: Pick<Shipment, 'levels'>, type?: 'P' | 'T'): readonly Placed<PackLevel>[] {
  return allLevels(document).flatMap((placed) =>
    placed.level.level === 'pack' && (type === undefined || placed.level.type === type)
      ? [{ ...placed, level: placed.level }]
      : [],
  );
}

/** Items at any depth with their paths; `above` is the path of what holds the levels. */
export function itemsOf(
  levels: readonly ShipmentLevel[],
  above: string,
): readonly { readonly item: ItemLevel; readonly path: string; readonly parent: ShipmentLevel | undefined }[] {
  return inside(levels, above, undefined).flatMap(({ level, path, parent }) =>
    level.level === 'item' ? [{ item: level, path, parent }] : [],
  );
}

/** A serial without its application identifier. */
export const plainSerial = (serial: string): string =>
  serial.length === 20 && serial.startsWith('00') ? serial.slice(2) : serial;
