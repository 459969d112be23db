import { AppError } from '#core/contract/errors.ts';

interface AzureFailure {
  readonly code?: unknown;
  readonly statusCode?: unknown;
  readonly name?: unknown;
}

/** What the libraries of Azure throw, as an error of ours; `place` names the queue or container. No text of theirs is kept: it may quote keys. */
export function inboxError(thrown: unknown, place: string): AppError {
  if (thrown instanceof AppError) return thrown;
  const { code, statusCode, name } = (thrown ?? {}) as AzureFailure;
  const word = [code, statusCode, name].find((value) => typeof value === 'string' || typeof value === 'number');
  const details = { reason: String(word ?? '') };
  if (
    /Unauthorized|Forbidden|AuthenticationFailed|AuthorizationFailure|InvalidSignature|^40[13]$/i.test(
      `${String(code)} ${String(statusCode)}`,
    )
  )
    return new AppError({
      code: 'configuration',
      message: `Azure refuses the key for ${place}. Enter the connection string again; postings are read by polling meanwhile.`,
      details,
      cause: thrown,
    });
  if (/NotFound|^404$/i.test(String(code)) || statusCode === 404)
    return new AppError({
      code: 'configuration',
      message: `There is no ${place}. Correct its name in the Dynamics connection; postings are read by polling meanwhile.`,
      details,
      cause: thrown,
    });
  return new AppError({
    code: 'dynamics-unreachable',
    message: `The ${place} cannot be reached. It is tried again; postings are read by polling meanwhile.`,
    retry: 'later',
    details,
    cause: thrown,
  });
}

/** A connection string that cannot be used at all; it is never quoted. */
export function badConnectionString(what: string): AppError {
  return new AppError({
    code: 'configuration',
    message: `The connection string for business events ${what}. Copy it again from Azure.`,
  });
}
