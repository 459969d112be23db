import { AppError } from '#core/contract/errors.ts';

/** The SQLite error code of a thrown thing, '' for anything else. */
function sqliteCode(thrown: unknown): string {
  if (!(thrown instanceof Error) || !('code' in thrown)) return '';
  return typeof thrown.code === 'string' ? thrown.code : '';
}

/** A failure of the database as a sentence; what is none of its own passes through. */
export function storeFailure(thrown: unknown): unknown {
  if (thrown instanceof AppError) return thrown;
  const code = sqliteCode(thrown);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'SQLITE_IOERR_WRITE') {
    return new AppError({
      code: 'disk-full',
      message: 'The disk that holds the data folder is full. Nothing was half-done; free some space, and the next run goes on.',
      retry: 'later',
      cause: thrown,
    });
  }
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB') {
    return new AppError({
      code: 'database-damaged',
      message: 'The database is damaged. Stop here and restore the last good backup (quayside restore).',
      cause: thrown,
    });
  }
  if (code === 'SQLITE_READONLY' || code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES') {
    return new AppError({
      code: 'folder-not-writable',
      message: 'The data folder cannot be written. Check its permissions.',
      cause: thrown,
    });
  }
  return thrown;
}
