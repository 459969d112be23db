import { decimalText, parseDecimal } from '#core/domain/decimal.ts';
import { isLocalDate } from '#core/domain/time.ts';
import { plainSscc, ssccProblem } from '#core/domain/sscc.ts';

/** A table of a file, every cell as text; what reads CSV and workbooks gives more than this. */
export interface ListGrid {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Row of the file of each row, the header being 1; without it they follow each other. */
  readonly lines?: readonly number[];
  /** Cells that were numbers in a workbook, as `row index × columns + column index`: those have lost digits and zeros. */
  readonly numbers?: ReadonlySet<number>;
}

/** One row: goods of one slip line in one carton. Texts are '' where the file has none. */
export interface ListRow {
  /** Row of the file. */
  readonly row: number;
  readonly slip: string;
  readonly order: string;
  readonly carton: string;
  readonly sscc: string;
  readonly line: string;
  readonly item: string;
  readonly quantity: string;
  readonly weight: string;
  readonly weightUnit: string;
  readonly pallet: string;
  readonly palletSscc: string;
  readonly tracking: string;
  readonly lot: string;
  readonly expiry: string;
}

export interface CellProblem {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly sentence: string;
}

export interface PackingListRead {
  readonly rows: readonly ListRow[];
  readonly errors: readonly CellProblem[];
  readonly unknownColumns: readonly string[];
  /** Set where the file as a whole cannot be read as a packing list. */
  readonly problem?: string;
}

type Field = Exclude<keyof ListRow, 'row'>;

/** Names of columns as warehouses write them, compared without case, spaces and signs. */
const names: Readonly<Record<Field, readonly string[]>> = {
  slip: ['slip', 'packingslip', 'packingslipnumber', 'slipnumber'],
  order: ['order', 'purchaseorder', 'po', 'ponumber'],
  carton: ['carton', 'cartonnumber', 'box', 'case'],
  sscc: ['sscc', 'sscc18', 'cartonsscc', 'serial'],
  line: ['line', 'slipline', 'linenumber'],
  item: ['item', 'itemnumber', 'sku', 'upc', 'buyerpart'],
  quantity: ['quantity', 'qty'],
  weight: ['weight', 'grossweight'],
  weightUnit: ['weightunit', 'weightuom'],
  pallet: ['pallet', 'palletnumber'],
  palletSscc: ['palletsscc', 'ssccpallet'],
  tracking: ['tracking', 'trackingnumber'],
  lot: ['lot', 'lotnumber', 'batch'],
  expiry: ['expiry', 'expirydate', 'bestbefore'],
};

/** What a file may say: for the help beside the import, in the order of a useful file. */
const packingColumns = Object.keys(names) as readonly Field[];

const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** Reads the rows of a packing list: what is wrong is said by row and column, nothing is guessed. Pure. */
export function readPackingList(grid: ListGrid): PackingListRead {
  const fields = grid.header.map((name) => packingColumns.find((field) => names[field].includes(plain(name))));
  const unknownColumns = grid.header.filter((name, index) => fields[index] === undefined && name.trim() !== '');
  const problem = headerProblem(fields);
  if (problem !== undefined) return { rows: [], errors: [], unknownColumns, problem };
  const read = grid.rows.map((cells, index) => readRow(grid, fields, cells, index));
  return { rows: read.map(({ row }) => row), errors: read.flatMap(({ errors }) => errors), unknownColumns };
}

function headerProblem(fields: readonly (Field | undefined)[]): string | undefined {
  const twice = fields.find((field, index) => field !== undefined && fields.indexOf(field) !== index);
  if (twice !== undefined) return `Two columns say ${twice}. Leave one.`;
  const missing = (['slip', 'carton', 'quantity'] as const).filter((field) => !fields.includes(field));
  if (!fields.includes('line') && !fields.includes('item')) return needs([...missing, 'line or item']);
  return missing.length > 0 ? needs(missing) : undefined;
}

const needs = (missing: readonly string[]): string =>
  `The first row names no column ${missing.join(', ')}. A packing list names: ${packingColumns.join(', ')}.`;

function readRow(
  { header, lines, numbers }: ListGrid,
  fields: readonly (Field | undefined)[],
  cells: readonly string[],
  index: number,
): { readonly row: ListRow; readonly errors: readonly CellProblem[] } {
  const at = lines?.[index] ?? index + 2;
  const text = (field: Field): string => {
    const column = fields.indexOf(field);
    return column < 0 ? '' : (cells[column] ?? '').trim();
  };
  const row: ListRow = {
    row: at,
    slip: text('slip'),
    order: text('order'),
    carton: text('carton'),
    sscc: plainSscc(text('sscc')),
    line: text('line'),
    item: text('item'),
    quantity: normal(text('quantity')),
    weight: normal(text('weight')),
    weightUnit: unitOf(text('weightUnit')),
    pallet: text('pallet'),
    palletSscc: plainSscc(text('palletSscc')),
    tracking: text('tracking'),
    lot: text('lot'),
    expiry: text('expiry'),
  };
  const wasNumber = (field: Field): boolean => {
    const column = fields.indexOf(field);
    return column >= 0 && numbers?.has(index * header.length + column) === true;
  };
  const errors = problemsOf(row, wasNumber).map(({ field, sentence }) => ({
    row: at,
    column: header[fields.indexOf(field)] ?? field,
    value: text(field),
    sentence,
  }));
  return { row, errors };
}

const normal = (text: string): string => {
  const value = parseDecimal(text);
  return value ? decimalText(value) : text;
};

const units: Readonly<Record<string, string>> = { lb: 'LB', lbs: 'LB', kg: 'KG', kgs: 'KG', '': '' };
const unitOf = (text: string): string => units[text.toLowerCase()] ?? text;

interface Problem {
  readonly field: Field;
  readonly sentence: string;
}

const longest = 80;

function problemsOf(row: ListRow, wasNumber: (field: Field) => boolean): readonly Problem[] {
  const found: Problem[] = [];
  const say = (field: Field, sentence: string): void => void found.push({ field, sentence });
  for (const field of ['slip', 'carton', 'quantity'] as const) if (row[field] === '') say(field, 'is empty');
  if (row.line === '' && row.item === '') say('item', 'is empty, and no line is named');
  const quantity = parseDecimal(row.quantity);
  if (row.quantity !== '' && !(quantity?.greaterThan(0) && fits(row.quantity, 6)))
    say('quantity', 'is no quantity above zero, such as 12 or 1.5');
  if (row.weight !== '' && !(parseDecimal(row.weight)?.greaterThan(0) && fits(row.weight, 4)))
    say('weight', 'is no weight above zero');
  if (!['LB', 'KG', ''].includes(row.weightUnit)) say('weightUnit', 'is neither LB nor KG');
  for (const field of ['sscc', 'palletSscc'] as const) {
    if (row[field] === '') continue;
    if (wasNumber(field)) say(field, 'is a number in the workbook and has lost digits; make the column text');
    else {
      const problem = ssccProblem(row[field]);
      if (problem !== undefined) say(field, problem);
    }
  }
  if (row.palletSscc !== '' && row.pallet === '') say('pallet', 'is empty, but the pallet has a number');
  for (const field of identifiers)
    if (wasNumber(field) && lostIts(row[field]))
      say(field, 'is a number or a day in the workbook and has lost what stood there; make the column text');
  if (row.expiry !== '' && !isLocalDate(row.expiry)) say('expiry', 'is no day such as 2026-12-31');
  for (const field of ['slip', 'order', 'carton', 'tracking', 'lot', 'pallet'] as const)
    if (row[field].length > longest) say(field, `is longer than ${longest} characters`);
  return found;
}

/** Texts of which a workbook keeps no more than fifteen digits where it takes them for numbers, and none where for days. */
const identifiers = ['slip', 'order', 'carton', 'item', 'tracking', 'lot', 'pallet'] as const satisfies readonly Field[];

const lostIts = (text: string): boolean => isLocalDate(text) || /e/i.test(text) || text.replaceAll(/\D/g, '').length > 15;

const fits = (value: string, decimals: number): boolean => (value.split('.')[1] ?? '').length <= decimals && value.length <= 16;
