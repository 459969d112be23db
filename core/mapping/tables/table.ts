/** One cell that cannot be taken: where it stands, what it says, and what to write instead. */
export interface CellError {
  /** 1-based row of the file, the header being row 1. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly sentence: string;
  /** What was probably meant; a person takes it or not. */
  readonly suggestion?: string;
}

/** Why a cell cannot be taken, and what was probably meant where that can be told. */
export interface CellProblem {
  readonly sentence: string;
  readonly suggestion?: string;
}

/** A cell read: its value, or why not. */
export type Cell<T> = { readonly value: T } | { readonly sentence: string };

/** One column: how its text becomes a field and back. */
export interface Column<Row> {
  readonly name: string;
  readonly required: boolean;
  /** True where an empty cell says, together with a day, that the key means nothing from then on. */
  readonly emptyEnds?: boolean;
  /** True where zeros in front count: a number of a spreadsheet may have lost them. */
  readonly identifier?: boolean;
  /** Writes the field into the draft, or says why the text cannot be taken. */
  readonly read: (text: string, draft: Record<string, unknown>) => string | CellProblem | undefined;
  readonly write: (row: Row) => string;
}

/** A kind of mapping as a table of columns: the command line's, and every importer's. */
export interface MappingSheet<Row> {
  readonly columns: readonly Column<Row>[];
  /** The fields that tell one row from another. */
  readonly keyOf: (row: Row) => readonly string[];
  /** Fields that no column named. */
  readonly defaults: Record<string, unknown>;
  /** What must hold over several columns; a sentence where it does not. */
  readonly check: (row: Row) => { readonly column: string; readonly sentence: string } | undefined;
}

/** A column of plain text, kept as written (leading zeros live) without surrounding space. */
export function textColumn<Row>(
  name: keyof Row & string,
  required: boolean,
  pattern?: { readonly test: RegExp; readonly sentence: string },
): Column<Row> {
  return {
    name,
    required,
    identifier: name !== 'name',
    read(text, draft) {
      if (pattern && text !== '' && !pattern.test.test(text)) return pattern.sentence;
      draft[name] = text;
      return undefined;
    },
    write: (row) => String(row[name]),
  };
}

const yes = new Set(['yes', 'y', 'true', '1', 'on']);
const no = new Set(['no', 'n', 'false', '0', 'off', '']);

/** A column of yes and no. */
export function yesNo(text: string): Cell<boolean> {
  const word = text.toLowerCase();
  if (yes.has(word)) return { value: true };
  return no.has(word) ? { value: false } : { sentence: 'write yes or no' };
}

/** How a row is to be read beyond its texts. */
export interface RowReading {
  /** Columns whose cell was a number in the workbook. */
  readonly numbers?: ReadonlySet<string>;
  /** Takes what a problem suggests instead of naming it. */
  readonly takeSuggestions?: boolean;
}

const anew = 'format the column as text and write it again';

/** Reads one row of texts by column name. All errors of the row at once. */
export function readRow<Row>(
  sheet: MappingSheet<Row>,
  cells: ReadonlyMap<string, string>,
  row: number,
  how: RowReading = {},
): { readonly row: Row } | { readonly errors: readonly CellError[] } {
  const draft: Record<string, unknown> = { ...sheet.defaults };
  const errors: CellError[] = [];
  for (const column of sheet.columns) {
    const text = cells.get(column.name)?.trim() ?? '';
    if (text === '' && column.required && column.emptyEnds !== true) {
      errors.push({ row, column: column.name, value: '', sentence: 'this column may not be empty' });
      continue;
    }
    if (!cells.has(column.name)) continue;
    const problem = readCell(column, text, draft, how);
    if (problem) errors.push({ row, column: column.name, value: text, ...problem });
  }
  if (errors.length > 0) return { errors };
  const made = draft as Row;
  const failed = sheet.check(made);
  if (failed)
    return { errors: [{ row, column: failed.column, value: cells.get(failed.column) ?? '', sentence: failed.sentence }] };
  return { row: made };
}

function readCell<Row>(
  column: Column<Row>,
  text: string,
  draft: Record<string, unknown>,
  how: RowReading,
): CellProblem | undefined {
  const read = column.read(text, draft);
  const problem = typeof read === 'string' ? { sentence: read } : (read ?? spoiled(column, text, how));
  if (problem?.suggestion === undefined || how.takeSuggestions !== true) return problem;
  const again = column.read(problem.suggestion, draft);
  return typeof again === 'string' ? { sentence: again } : again;
}

/** Digits that a spreadsheet keeps of a number; those behind them are zeros. */
const digitsKept = 15;

/** Line breaks within a cell, and what nobody sees. */
// oxlint-disable-next-line eslint/no-control-regex -- these are what is looked for
const unseen = /[\u0000-\u001F\u007F]/;

/**
 * What a spreadsheet made of a code that it took for a number or a day. A number has no zeros in front: a code with a check
 * digit that fits has lost none, of others nobody can tell. Digits that are gone nobody can suggest.
 */
function spoiled<Row>(column: Column<Row>, text: string, { numbers }: RowReading): CellProblem | undefined {
  if (column.identifier !== true || text === '') return undefined;
  if (unseen.test(text))
    return { sentence: 'holds a line break or another character that no code has, so it would never be found; write it again' };
  if (/^\d([.,]\d+)?E\+\d+$/i.test(text))
    return { sentence: `a spreadsheet shortened the code to a number of that form; ${anew}` };
  if (!numbers?.has(column.name)) return undefined;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return { sentence: `a spreadsheet made a day of the code; ${anew}` };
  if (text.replace(/\D/g, '').length > digitsKept)
    return { sentence: `a spreadsheet keeps ${digitsKept} digits of a number, the others are lost; ${anew}` };
  return {
    sentence:
      'the cell is a number, so zeros in front may be lost. Format the column as text and write it again, or take it as it stands',
    suggestion: text,
  };
}
