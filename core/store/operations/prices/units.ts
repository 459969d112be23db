import { Decimal, decimalText, parseDecimal, type DecimalText } from '#core/domain/decimal.ts';
import type { PriceFix } from '#core/domain/prices.ts';
import type { UnitMapping } from '#core/domain/mapping.ts';
import { spelledAs } from '#core/domain/mappingKey.ts';
import { sameUnit } from '#core/domain/sameUnit.ts';
import type { Instant, LocalDate } from '#core/domain/time.ts';
import { all, type Db } from '../../database.ts';
import { mappingTables } from '../mappingTables.ts';
import { applyMappings } from '../mappingChanges.ts';

/** What an EDI unit of an item stands for. */
export interface UnitRow {
  readonly unit: string;
  readonly factor: DecimalText;
}

/** The unit row that holds for an item today: its own, else the partner's for all items. `undefined` where there is none. */
export function unitNow(db: Db, fix: PriceFix, today: LocalDate): UnitRow | undefined {
  return newest(db, fix, fix.itemNumber, today) ?? newest(db, fix, '', today);
}

/** The newest row of an item whose day has come; one without a unit ends its key. */
function newest(db: Db, { partnerId, unit }: PriceFix, itemNumber: string, today: LocalDate): UnitRow | undefined {
  const rows = all<UnitRow & { ediUnit: string; validFrom: string }>(
    db,
    'SELECT edi_unit AS ediUnit, unit, factor, valid_from AS validFrom FROM unit_map WHERE partner_id = ? AND item_number = ?',
    partnerId,
    itemNumber,
  ).filter((row) => sameUnit(row.ediUnit, unit) && row.validFrom <= today);
  const [row] = rows.sort((x, y) => (x.validFrom < y.validFrom ? 1 : -1));
  return row === undefined || row.unit === '' ? undefined : { unit: row.unit, factor: row.factor };
}

/** What the unit would be if the difference is the pack: so many times more, or fewer, of the Dynamics unit. */
export function proposedUnit({ price, expected, packFactor }: PriceFix, now: UnitRow): UnitRow | undefined {
  const pack = packFactor === undefined ? undefined : parseDecimal(packFactor);
  if (!pack?.greaterThan(0)) return undefined;
  const dearer = new Decimal(price).greaterThan(expected);
  const factor = dearer ? new Decimal(now.factor).times(pack) : new Decimal(now.factor).dividedBy(pack);
  return { unit: now.unit, factor: decimalText(factor.toDecimalPlaces(6)) };
}

/** Saves the unit of an item as a row of its own, through the same operation as every other change of the mappings. */
export function saveUnit(
  db: Db,
  fix: PriceFix,
  unit: UnitRow,
  { at, who, why, today }: { readonly at: Instant; readonly who: string; readonly why: string; readonly today: LocalDate },
): void {
  const row: UnitMapping = {
    partnerId: fix.partnerId,
    itemNumber: fix.itemNumber,
    ediUnit: fix.unit,
    unit: unit.unit,
    factor: unit.factor,
    validFrom: today,
  };
  // From today on: what was ordered before keeps the row that it was decided by.
  const before = mappingTables.units.find(db, row);
  applyMappings(db, {
    kind: 'units',
    changes: [
      before
        ? { change: 'update', id: before.id, before: before.row, row: spelledAs('units', row, before.row) }
        : { change: 'add', row },
    ],
    who,
    at,
    why,
    origin: 'screen',
    source: 'price desk',
  });
}
