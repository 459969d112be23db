import { AppError } from '#core/contract/errors.ts';

/** A person looked at another version than the one that is there by now. */
export const draftChanged = (): AppError =>
  new AppError({ code: 'conflict', message: 'The draft changed meanwhile. Look at it again; nothing was changed.' });
