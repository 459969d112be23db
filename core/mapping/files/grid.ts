import { AppError } from '#core/contract/errors.ts';

/** A table as it stands in a file: the header and the rows below it, every cell as text. */
export interface Grid {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How it was read, for a person. */
  readonly readAs: string;
  /** Row of the file of each row (the header being 1), where rows were left out. */
  readonly lines?: readonly number[];
  /** Cells that were numbers or days in a workbook, as `row index × columns + column index`. */
  readonly numbers?: ReadonlySet<number>;
  /** Names of the sheets of the workbook that have rows, too, and were not read. */
  readonly otherSheets?: readonly string[];
}

/** Something wrong with the file as a whole: what, where and what to do next. */
export function fileProblem(sentence: string, cause?: unknown): AppError {
  return new AppError({ code: 'invalid-input', message: sentence, ...(cause === undefined ? {} : { cause }) });
}
