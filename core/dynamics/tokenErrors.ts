import { AppError } from '#core/contract/errors.ts';

/** What an Entra error says, without depending on MSAL's classes. */
export interface TokenFailure {
  readonly errorCode: string;
  readonly message: string;
  /** Status of the token endpoint's answer; undefined when MSAL did not ask it, or could not reach it. */
  readonly status: number | undefined;
  readonly correlationId: string;
  readonly cause: unknown;
}

export interface TokenAccount {
  readonly tenantId: string;
  readonly clientId: string;
  readonly environment: string;
}

/** The error that stands in for an answer that MSAL could make nothing of (tokenNetwork.ts). */
export const unreadableAnswer = 'unreadable_answer';

type Sentence = (account: TokenAccount) => string;

/** AADSTS codes that a person can act on. Each sentence says what is wrong and where to put it right. */
const sentences: Readonly<Record<string, Sentence>> = {
  '7000215': ({ clientId }) =>
    `Microsoft Entra refuses the client secret of app ${clientId}: it is wrong. Enter the secret's value (not its id) from the app registration under "Certificates & secrets".`,
  '7000222': ({ clientId }) =>
    `The client secret of app ${clientId} has expired. Create a new one in the app registration under "Certificates & secrets" and enter it here.`,
  '700016': ({ clientId, tenantId }) =>
    `App ${clientId} is not in tenant ${tenantId}. Check the client id and the tenant id, or let an administrator of the tenant add the app.`,
  '7000229': ({ clientId, tenantId }) =>
    `App ${clientId} has no service principal in tenant ${tenantId}. An administrator of the tenant must add it as an enterprise application.`,
  '7000112': ({ clientId }) => `App ${clientId} is disabled. An administrator must enable it under "Enterprise applications".`,
  '90002': ({ tenantId }) => `There is no tenant ${tenantId}. Check the tenant id (Microsoft Entra admin center, Overview).`,
  '900023': ({ tenantId }) => `"${tenantId}" is no tenant id. Enter the directory's id or one of its domain names.`,
  '500011': ({ environment, tenantId }) =>
    `Tenant ${tenantId} knows no Dynamics environment ${environment}. Check the environment's URL and that it belongs to this tenant.`,
  '700027': ({ clientId }) =>
    `Microsoft Entra does not know the certificate of app ${clientId}. Upload its public part in the app registration under "Certificates & secrets", or correct the thumbprint.`,
  '700024': () =>
    `Microsoft Entra refuses the sign-in because this computer's clock is wrong. Set the clock right and try again.`,
  '53003': ({ clientId }) =>
    `A conditional access policy blocks app ${clientId}. Ask the tenant's administrator to allow it from this network.`,
};

/** The error of a token request. No request to Dynamics was made, so its outcome is always not-done. */
export function tokenError(failure: TokenFailure, account: TokenAccount, lockedForMs: number | undefined): AppError {
  const code = /AADSTS(\d+)/.exec(failure.message)?.[1] ?? '';
  const details = {
    ...(code === '' ? {} : { aadsts: code }),
    ...(failure.status === undefined ? {} : { status: String(failure.status) }),
    correlationId: failure.correlationId,
    said: failure.message.slice(0, 500),
  };
  if (lockedForMs !== undefined) return lockedError(failure, lockedForMs, details);
  if (failure.errorCode === unreadableAnswer) {
    const message =
      'Microsoft Entra (login.microsoftonline.com) answered with something that is no token. A proxy in between may have sent a page of its own: ask your network people; the details say what came.';
    return new AppError({ code: 'dynamics-unreadable-answer', message, retry: 'later', details, cause: failure.cause });
  }
  if (failure.status === undefined && failure.errorCode !== 'token_parsing_error') {
    const message =
      'Microsoft Entra (login.microsoftonline.com) could not be reached for a token. Check the network and the proxy.';
    return new AppError({ code: 'dynamics-unreachable', message, retry: 'later', details, cause: failure.cause });
  }
  const sentence = sentences[code];
  const message = sentence
    ? sentence(account)
    : `Microsoft Entra gives app ${account.clientId} of tenant ${account.tenantId} no token${code === '' ? '' : ` (AADSTS${code})`}. Check tenant id, client id and secret; the details hold its own words.`;
  return new AppError({ code: 'dynamics-token-refused', message, details, cause: failure.cause });
}

/**
 * MSAL keeps a lock of its own after 429 and 5xx: until it ends (Retry-After, 60 s without one) every call fails
 * locally without a request, so asking again earlier is no use.
 */
function lockedError(failure: TokenFailure, lockedForMs: number, details: Readonly<Record<string, string>>): AppError {
  const seconds = Math.ceil(lockedForMs / 1000);
  const busy = (failure.status ?? 429) < 500;
  return new AppError({
    code: busy ? 'dynamics-throttled' : 'dynamics-server-error',
    message: busy
      ? `Microsoft Entra limits how often tokens are given and asked to wait. The next attempt is possible in ${seconds} s and happens by itself.`
      : `Microsoft Entra had a failure of its own while giving a token. The next attempt is possible in ${seconds} s and happens by itself.`,
    retry: 'after',
    retryAfterMs: lockedForMs,
    details,
    cause: failure.cause,
  });
}
