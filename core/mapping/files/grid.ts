import { AppError } from '#core/contract/errors.ts';

/** A table as it stands in a file: the header and the rows below it, every cell as text. */
export interface Grid {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Something wrong with the file as a whole: what, where and what to do next. */
export function fileProblem(sentence: string): AppError {
  return new AppError({ code: 'invalid-input', message: sentence });
}
