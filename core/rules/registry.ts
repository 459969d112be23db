import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import { checkDigits, packagingIndicator } from './codes.ts';
import type { ArrivalContext, IntakeContext } from './context.ts';
import { readableDates, shipWindow } from './dates.ts';
import { agreedKind, locationCodeLength, partnerIdShape, stagesAgree, type Arrived } from './general.ts';
import { orderSteps, stillReleased } from './items.ts';
import { notesRead } from './notes.ts';
import { priceOffByPack, priceWithinTolerance } from './prices.ts';
import { saidClearly } from './readable.ts';
import type { Rule } from './rule.ts';
import { structureRules } from './structure.ts';
import { sameBasis } from './unitBasis.ts';
import { wholeUnits } from './wholeUnits.ts';

/** The checks of every inbound document: whose it is and where it came from. */
export const arrivalRules: readonly Rule<Arrived, ArrivalContext>[] = [agreedKind, stagesAgree];

/**
 * The checks of an 850 in the catalogue's order of evaluation: structure, identity, master data, money, time, what the
 * partner asks for beside. Every rule whose place is `rules` in the catalogue stands here or above, once.
 */
export const orderChecks: readonly Rule<PurchaseOrder, IntakeContext>[] = [
  structureRules.named,
  structureRules.hasLines,
  structureRules.quantities,
  saidClearly,
  structureRules.trailer,
  readableDates,
  partnerIdShape,
  locationCodeLength,
  stillReleased,
  checkDigits,
  packagingIndicator,
  wholeUnits,
  orderSteps,
  sameBasis,
  priceOffByPack,
  priceWithinTolerance,
  structureRules.totalAmount,
  shipWindow,
  notesRead,
];
