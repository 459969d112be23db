import type { ShipmentFacts } from './facts.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import type { Rule } from '../rule.ts';
import { openOrders } from './shipNoticeOpen.ts';
import { quantitiesWithinOrder, shortDecided, storesOfOrder, unitsOfOrder } from './shipNoticeOrder.ts';
import { cartonCounts, contentsAreSlip, noEmptyCarton, onePallet } from './shipNoticePacks.ts';
import { counts, nesting, numberUnused, structure } from './shipNoticeStructure.ts';

/** The checks of an 856, in the catalogue's order: structure, its order, its packs. */
export const noticeChecks: readonly Rule<Shipment, ShipmentFacts>[] = [
  structure,
  nesting,
  counts,
  numberUnused,
  openOrders,
  storesOfOrder,
  quantitiesWithinOrder,
  unitsOfOrder,
  contentsAreSlip,
  cartonCounts,
  noEmptyCarton,
  onePallet,
  shortDecided,
];
