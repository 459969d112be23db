import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { Carton, CartonLine, PackingRecord, PackLine, Pallet } from '#core/domain/packing.ts';
import type { CellProblem, ListRow } from './packingList.ts';

/** A slip that a packing list may speak of. */
export interface ListedSlip {
  readonly slipId: number;
  readonly number: string;
  readonly lines: readonly PackLine[];
}

export interface ListedPacking {
  readonly slipId: number;
  readonly record: PackingRecord;
}

/**
 * The packings that the rows of a list tell, one for each slip it names. A slip of several purchase orders is several
 * slips here: rows go to the one that has the line. What cannot be placed is said by cell. Pure.
 */
export function packingsOf(
  rows: readonly ListRow[],
  slips: readonly ListedSlip[],
): { readonly packings: readonly ListedPacking[]; readonly errors: readonly CellProblem[] } {
  const errors: CellProblem[] = [];
  const placed = new Map<number, { readonly row: ListRow; readonly line: PackLine }[]>();
  for (const row of rows) {
    const place = placeOf(row, slips);
    if ('sentence' in place) errors.push(place);
    else placed.set(place.slipId, [...(placed.get(place.slipId) ?? []), { row, line: place.line }]);
  }
  const packings = [...placed].map(([slipId, entries]) => {
    const { record, errors: own } = recordOf(entries);
    errors.push(...own);
    return { slipId, record };
  });
  return { packings, errors: errors.toSorted((a, b) => a.row - b.row) };
}

type Place = { readonly slipId: number; readonly line: PackLine } | CellProblem;

function placeOf(row: ListRow, slips: readonly ListedSlip[]): Place {
  const problem = (column: keyof ListRow, sentence: string): CellProblem => ({
    row: row.row,
    column,
    value: String(row[column]),
    sentence,
  });
  const named = slips.filter(({ number }) => number === row.slip);
  if (named.length === 0)
    return problem(
      'slip',
      'no packing slip of this number waits here: it is not posted, not read yet, or packed without cartons',
    );
  const lines = named.flatMap(({ slipId, lines: own }) =>
    own.filter((line) => row.order === '' || line.purchaseOrder === row.order).map((line) => ({ slipId, line })),
  );
  if (lines.length === 0) return problem('order', `packing slip ${row.slip} ships nothing of this purchase order`);
  const column = row.line === '' ? 'item' : 'line';
  const found = lines.filter(({ line }) => (row.line === '' ? isItem(line, row.item) : isLine(line, row)));
  const [first, ...more] = found;
  if (!first) return problem(column, `packing slip ${row.slip} has no such ${column}`);
  if (more.length > 0)
    return problem(
      column,
      `packing slip ${row.slip} has it on lines ${found.map(({ line }) => line.slipLine).join(', ')}; name the line${
        row.order === '' && new Set(found.map(({ line }) => line.purchaseOrder)).size > 1 ? ' and the order' : ''
      }`,
    );
  return first;
}

const isItem = (line: PackLine, item: string): boolean =>
  item !== '' && [line.itemNumber, line.buyerPart, line.upc].some((code) => code !== '' && code === item);

function isLine(line: PackLine, { line: named, item }: ListRow): boolean {
  return String(line.slipLine) === named && (item === '' || isItem(line, item));
}

function recordOf(entries: readonly { readonly row: ListRow; readonly line: PackLine }[]): {
  readonly record: PackingRecord;
  readonly errors: readonly CellProblem[];
} {
  const errors: CellProblem[] = [];
  const palletNames = [...new Set(entries.flatMap(({ row }) => (row.pallet === '' ? [] : [row.pallet])))];
  const groups = [...Map.groupBy(entries, ({ row }) => row.carton).values()];
  const cartons = groups.map((group, index): Carton => {
    const said = agreed(
      group.map(({ row }) => row),
      ['sscc', 'weight', 'weightUnit', 'pallet', 'tracking'],
      errors,
    );
    return {
      number: index + 1,
      sscc: said.sscc,
      ...(said.pallet === '' ? {} : { pallet: palletNames.indexOf(said.pallet) + 1 }),
      store: group[0]?.line.store ?? '',
      ...(said.weight === '' ? {} : { weight: said.weight }),
      weightUnit: said.weightUnit,
      tracking: said.tracking,
      lines: contents(group),
    };
  });
  const pallets = palletNames.map((name, index): Pallet => {
    const rows = entries.flatMap(({ row }) => (row.pallet === name ? [row] : []));
    return { number: index + 1, sscc: agreed(rows, ['palletSscc'], errors).palletSscc, weightUnit: '' };
  });
  return { record: { source: 'file', cartons, pallets }, errors };
}

/** What the rows of one carton (or pallet) say of it: once is enough, twice must be the same. */
function agreed<F extends Exclude<keyof ListRow, 'row'>>(
  rows: readonly ListRow[],
  fields: readonly F[],
  errors: CellProblem[],
): Readonly<Record<F, string>> {
  const said = fields.map((field): [F, string] => {
    const first = rows.find((row) => row[field] !== '');
    for (const row of rows)
      if (first && row[field] !== '' && row[field] !== first[field])
        errors.push({
          row: row.row,
          column: field,
          value: row[field],
          sentence: `row ${first.row} of the same carton says ${first[field]}`,
        });
    return [field, first?.[field] ?? ''];
  });
  return Object.fromEntries(said) as Record<F, string>;
}

function contents(group: readonly { readonly row: ListRow; readonly line: PackLine }[]): readonly CartonLine[] {
  const found = new Map<string, CartonLine>();
  for (const { row, line } of group) {
    const key = [line.slipLine, row.lot, row.expiry].join('\u001f');
    const before = found.get(key)?.quantity ?? '0';
    const quantity = (parseDecimal(row.quantity) ?? new Decimal(0)).plus(before);
    found.set(key, {
      slipLine: line.slipLine,
      quantity: decimalText(quantity),
      ...(row.lot === '' ? {} : { lot: row.lot }),
      ...(row.expiry === '' ? {} : { expiry: row.expiry }),
    });
  }
  return [...found.values()];
}

/** The same number on two cartons of a list, also of two slips. */
export function repeatedNumbers(rows: readonly ListRow[]): readonly CellProblem[] {
  const owner = new Map<string, { readonly name: string; readonly row: number }>();
  return rows.flatMap((row): readonly CellProblem[] =>
    (['sscc', 'palletSscc'] as const).flatMap((column) => {
      const sscc = row[column];
      if (sscc === '') return [];
      const name = column === 'sscc' ? `carton ${row.slip} ${row.carton}` : `pallet ${row.slip} ${row.pallet}`;
      const first = owner.get(sscc);
      if (!first) owner.set(sscc, { name, row: row.row });
      return !first || first.name === name
        ? []
        : [{ row: row.row, column, value: sscc, sentence: `is the number of ${first.name} too (row ${first.row})` }];
    }),
  );
}
