import { z } from 'zod';
import { AppError } from '#core/contract/errors.ts';
import type { Instant } from '#core/domain/time.ts';
import { errorName, failureOf, wordsOf } from './failures.ts';

/** What the token service of SPS (Auth0) says: a token, or why there is none. */
export interface GivenToken {
  readonly token: string;
  readonly lifeMs: number;
}

const given = z.object({
  // What a header can carry: anything else would fail at every request instead of here.
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().nullish(),
});
const usualLifeSeconds = 3600;

/** The token of a good answer; throws `sps-unreadable-answer` where it holds none. */
export function readToken(text: string): GivenToken {
  try {
    const { access_token: token, expires_in: seconds } = given.parse(JSON.parse(text));
    return { token, lifeMs: (seconds ?? usualLifeSeconds) * 1000 };
  } catch (cause) {
    throw new AppError({
      code: 'sps-unreadable-answer',
      message: 'The token service of SPS gave an answer without a token. Check the token address.',
      retry: 'later',
      cause,
    });
  }
}

export interface RefusedToken {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly requestId: string;
  readonly host: string;
}

/** Auth0 says it as `access_denied` and as `unauthorized_client`, so the words decide before the name does. */
const wrongAudience = /not authorized to access|client-grant|resource server|audience|service not/i;

/** Why there is no token, in a sentence of its own where a person can put it right (sps.md 2). */
export function tokenFailure({ status, headers, text, requestId, host }: RefusedToken, now: Instant): AppError {
  const words = wordsOf(text);
  const name = errorName(text);
  const details = { status: String(status), operation: 'POST token', requestId, said: words };
  // Whatever body comes with it: too many requests and an outage say nothing about the app.
  if (status === 429 || status >= 500) return plainFailure();
  if (wrongAudience.test(words)) {
    return new AppError({
      code: 'sps-wrong-audience',
      message:
        'SPS does not know this audience for the app. Try the other preset: older apps use api://api.spscommerce.com/, newer ones https://spscommerce.com.',
      details,
    });
  }
  if (name === 'unauthorized_client' && /grant.?type/i.test(words)) {
    return new AppError({
      code: 'sps-wrong-app-kind',
      message:
        'This app was made as the wrong kind: it may not use client credentials. In the SPS Dev Center make a "Machine-to-Machine" app and enter its id and secret.',
      details,
    });
  }
  if (status === 401 || status === 403 || name === 'invalid_client' || name === 'access_denied') {
    return new AppError({
      code: 'sps-token-refused',
      message:
        'SPS does not accept this client id and secret. Sandbox and production have different pairs; check which one this is, then the audience.',
      details,
    });
  }
  if (status >= 300 && status < 400) {
    return new AppError({
      code: 'sps-unreadable-answer',
      message: `${host} answers the request for a token with a redirect (${status}), which is not followed. Check the token address, or a proxy in between.`,
      details,
    });
  }
  return plainFailure();

  function plainFailure(): AppError {
    return failureOf({ status, headers, text, requestId, host, operation: 'POST token', path: '', write: false }, now);
  }
}
