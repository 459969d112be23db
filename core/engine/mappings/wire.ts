import { AppError } from '#core/contract/errors.ts';
import type { KindRow, PartnerRow } from '#core/contract/views/mappingRows.ts';
import type { MappingEntry } from '#core/contract/views/mappings.ts';
import type { MappingKind, MappingTables, Partner } from '#core/domain/mapping.ts';
import { mappingSheets } from '#core/mapping/tables/sheets.ts';
import { readRow, type CellError, type MappingSheet } from '#core/mapping/tables/table.ts';
import type { MappingEntryRow } from '#core/store/types/mappings.ts';

/** Columns of a partner that are fields of their own on the wire; all others stand in its sheet. */
const ownColumns: ReadonlySet<string> = new Set([
  'partnerId',
  'vendor',
  'name',
  'company',
  'customer',
  'invoiceAccount',
  'site',
  'warehouse',
  'active',
  'review',
  'undoSeconds',
]);

function partnerOut(row: Partner): PartnerRow {
  const { sheet: _, ...own } = row;
  const columns = mappingSheets.partners.columns.filter(({ name }) => !ownColumns.has(name));
  return { ...own, sheet: Object.fromEntries(columns.map((column) => [column.name, column.write(row)])) };
}

/** A row as screens see it. */
export function rowOut(kind: MappingKind, row: MappingTables[MappingKind]): KindRow {
  return (kind === 'partners' ? { kind, row: partnerOut(row as Partner) } : { kind, row }) as KindRow;
}

export function entryOut({ kind, row, ...rest }: MappingEntryRow): MappingEntry {
  return { ...rowOut(kind, row), ...rest };
}

/** The cells of a row as its file would have them. */
function cellsOf({ kind, row }: KindRow): ReadonlyMap<string, string> {
  if (kind !== 'partners') return new Map(Object.entries(row));
  const { sheet, active, review, undoSeconds, ...texts } = row;
  const known = new Set(mappingSheets.partners.columns.map(({ name }) => name));
  const unknown = Object.keys(sheet).find((name) => !known.has(name) || ownColumns.has(name));
  if (unknown !== undefined)
    throw new AppError({ code: 'invalid-input', message: `A partner's sheet has no field "${unknown}".` });
  const yes = (value: boolean): string => (value ? 'yes' : 'no');
  return new Map(
    Object.entries({ ...texts, ...sheet, active: yes(active), review: yes(review), undoSeconds: String(undoSeconds) }),
  );
}

/**
 * A row of the wire as the domain knows it, by the rules of the files: required fields, check digits, days. Throws
 * `invalid-input` that names every field, with `details` by field.
 */
export function rowIn(input: KindRow): MappingTables[MappingKind] {
  const sheet = mappingSheets[input.kind] as MappingSheet<MappingTables[MappingKind]>;
  const read = readRow(sheet, cellsOf(input), 1, {});
  if ('row' in read) return read.row;
  throw fieldErrors(read.errors);
}

export function fieldErrors(errors: readonly CellError[]): AppError {
  return new AppError({
    code: 'invalid-input',
    message: errors.map(({ column, value, sentence }) => `${column}${value === '' ? '' : ` "${value}"`}: ${sentence}`).join('; '),
    details: Object.fromEntries(errors.map(({ column, sentence }) => [column, sentence])),
  });
}
