import { AppError } from '#core/contract/errors.ts';

/** EFBIG and EDQUOT are a full disk for this account alone: a limit on file size or a quota. */
const fullCodes: ReadonlySet<string> = new Set(['SQLITE_FULL', 'ENOSPC', 'EFBIG', 'EDQUOT', 'EIO']);
const unwritableCodes: ReadonlySet<string> = new Set(['EROFS', 'EACCES', 'EPERM', 'ENOTDIR', 'EEXIST', 'EISDIR']);

/** The error code that SQLite or the operating system gave, '' for anything else. */
export function systemCode(thrown: unknown): string {
  if (!(thrown instanceof Error) || !('code' in thrown)) return '';
  return typeof thrown.code === 'string' ? thrown.code : '';
}

/** A failure of the database as a sentence; what is none of its own passes through. */
export function storeFailure(thrown: unknown): unknown {
  if (thrown instanceof AppError) return thrown;
  const code = systemCode(thrown);
  if (fullCodes.has(code) || code.startsWith('SQLITE_IOERR')) {
    return new AppError({
      code: 'disk-full',
      message: `The disk that holds the data folder is full or fails (${code}). Nothing was half-done; free some space, and the next run goes on.`,
      retry: 'later',
      details: { code },
      cause: thrown,
    });
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new AppError({
      code: 'database-damaged',
      message: 'The database is damaged. Stop here and restore the last good backup (quayside restore).',
      cause: thrown,
    });
  }
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || unwritableCodes.has(code)) {
    return new AppError({
      code: 'folder-not-writable',
      message: `The data folder cannot be written (${code}). Check its permissions.`,
      cause: thrown,
    });
  }
  return thrown;
}
