import { AppError } from '#core/contract/errors.ts';

const mark = 'overtaken';

/** A decision about a document that somebody answered while it was being made: nothing was written, it is made anew. */
export function overtaken(): AppError {
  const message = 'This document was answered while it was being decided; it is decided anew.';
  return new AppError({ code: 'conflict', message, details: { why: mark } });
}

export function isOvertaken(thrown: unknown): boolean {
  return thrown instanceof AppError && thrown.code === 'conflict' && thrown.details['why'] === mark;
}
