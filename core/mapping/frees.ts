import { assertNever } from '#core/domain/assertNever.ts';
import type { Fix } from '#core/domain/fix.ts';
import type { ItemMapping, MappingGap, MappingRows, UnitMapping } from '#core/domain/mapping.ts';
import { itemIdentifierKinds, type ItemIdentifierKind } from '#core/domain/partnerSheet.ts';
import { locationOf } from './resolveAddress.ts';
import { itemIndex } from './gtin.ts';
import { productOf, type Given } from './resolveItem.ts';
import { sameUnit } from '#core/domain/sameUnit.ts';
import { unitOf } from './resolveUnit.ts';

type GapFix = MappingGap['fix'];

export function isGapFix(fix: Fix): fix is GapFix {
  return ['partner', 'location', 'item', 'item-choice', 'unit'].includes(fix.fix);
}

/** What a missing item's line gives, in the partner's order of trust. */
export function givenOf(
  fix: Extract<GapFix, { fix: 'item' | 'item-choice' }>,
  trust: readonly ItemIdentifierKind[] = itemIdentifierKinds,
): readonly Given[] {
  return trust.flatMap((kind) => {
    const value = fix.identifiers[kind];
    return value === undefined || value === '' ? [] : [{ kind, value }];
  });
}

/** Whether rows that hold today answer what a document waits for: the same decision that resolving it will make. */
export function answers(fix: GapFix, rows: MappingRows): boolean {
  switch (fix.fix) {
    case 'partner':
      return rows.partner?.active === true;
    case 'location':
      return locationOf(fix, rows.locations) !== undefined;
    case 'item':
    case 'item-choice':
      return productOf(givenOf(fix, rows.partner?.sheet.itemTrust), itemIndex(rows.items)).found !== undefined;
    case 'unit':
      return sameUnit(fix.ediUnit, fix.itemUnit) || unitOf(fix.ediUnit, fix.itemNumber, rows.units) !== undefined;
    default:
      return assertNever(fix, 'fix');
  }
}

/** The unit that a line would wait for next, once its item is known. */
export function unitGapOf(
  fix: Extract<GapFix, { fix: 'item' }>,
  item: ItemMapping,
  units: readonly UnitMapping[],
): Extract<GapFix, { fix: 'unit' }> | undefined {
  if (fix.unit === '' && item.unit !== '') return undefined;
  if (item.unit !== '' && sameUnit(fix.unit, item.unit)) return undefined;
  if (unitOf(fix.unit, item.itemNumber, units)) return undefined;
  const { partnerId, vendor, unit, pack } = fix;
  return {
    fix: 'unit',
    partnerId,
    vendor,
    itemNumber: item.itemNumber,
    ediUnit: unit,
    itemUnit: item.unit,
    ...(pack === undefined ? {} : { pack }),
  };
}
