/** One cell that cannot be taken: where it stands, what it says, and what to write instead. */
export interface CellError {
  /** 1-based row of the file, the header being row 1. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly sentence: string;
}

/** A cell read: its value, or why not. */
export type Cell<T> = { readonly value: T } | { readonly sentence: string };

/** One column: how its text becomes a field and back. */
export interface Column<Row> {
  readonly name: string;
  readonly required: boolean;
  /** Writes the field into the draft, or says why the text cannot be taken. */
  readonly read: (text: string, draft: Record<string, unknown>) => string | undefined;
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

/** Reads one row of texts by column name. All errors of the row at once. */
export function readRow<Row>(
  sheet: MappingSheet<Row>,
  cells: ReadonlyMap<string, string>,
  row: number,
): { readonly row: Row } | { readonly errors: readonly CellError[] } {
  const draft: Record<string, unknown> = { ...sheet.defaults };
  const errors: CellError[] = [];
  for (const column of sheet.columns) {
    const text = cells.get(column.name)?.trim() ?? '';
    if (text === '' && column.required) {
      errors.push({ row, column: column.name, value: '', sentence: 'this column may not be empty' });
      continue;
    }
    if (!cells.has(column.name)) continue;
    const sentence = column.read(text, draft);
    if (sentence !== undefined) errors.push({ row, column: column.name, value: text, sentence });
  }
  if (errors.length > 0) return { errors };
  const made = draft as Row;
  const failed = sheet.check(made);
  if (failed)
    return { errors: [{ row, column: failed.column, value: cells.get(failed.column) ?? '', sentence: failed.sentence }] };
  return { row: made };
}
