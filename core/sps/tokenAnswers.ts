import { z } from 'zod';
import { AppError, type ErrorCode } from '#core/contract/errors.ts';
import { isHeaderText } from '#core/ports/http/headerText.ts';
import type { Instant } from '#core/domain/time.ts';
import { errorName, failureOf, wordsOf } from './failures.ts';

/** What the token service of SPS (Auth0) says: a token, or why there is none. */
export interface GivenToken {
  readonly token: string;
  readonly lifeMs: number;
}

const given = z.object({
  access_token: z.string().refine(isHeaderText),
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

/** Why there is no token, in a sentence of its own where a person can put it right (sps.md 2). */
export function tokenFailure(refused: RefusedToken, now: Instant): AppError {
  const { status, text, requestId } = refused;
  const operation = 'POST token';
  // Whatever body comes with it: too many requests and an outage say nothing about the app.
  if (status === 429 || status === 408 || status >= 500) return failureOf({ ...refused, operation, path: '', write: false }, now);
  const words = wordsOf(text);
  const { code, message } = ofAddress(refused) ?? ofApp(refused, words);
  return new AppError({ code, message, details: { status: String(status), operation, requestId, said: words } });
}

interface Reason {
  readonly code: ErrorCode;
  readonly message: string;
}

/** No such place, or none that is asked so. */
const noAddress: ReadonlySet<number> = new Set([404, 405, 410]);

/** Where nobody who gives tokens has answered. */
function ofAddress({ status, host }: RefusedToken): Reason | undefined {
  const code = 'sps-unreadable-answer';
  const check = 'Check the token address, or a proxy in between.';
  if (status >= 300 && status < 400)
    return {
      code,
      message: `${host} answers the request for a token with a redirect (${status}), which is not followed. ${check}`,
    };
  if (status >= 300 && !noAddress.has(status)) return undefined;
  return { code, message: `${host} has nothing that gives tokens at this address (${status}). ${check}` };
}

/** Auth0 says it as `access_denied` and as `unauthorized_client`, so the words decide before the name does. */
const wrongAudience = /not authorized to access|client-grant|resource server|audience|service not/i;

/** What was wanted with the token is not refused: a folder is no folder less for it, and a document stays to be sent. */
function ofApp({ status, text, host }: RefusedToken, words: string): Reason {
  const name = errorName(text);
  if (wrongAudience.test(words))
    return {
      code: 'sps-wrong-audience',
      message:
        'SPS does not know this audience for the app. Try the other preset: older apps use api://api.spscommerce.com/, newer ones https://spscommerce.com.',
    };
  if (name === 'unauthorized_client' && /grant.?type/i.test(words))
    return {
      code: 'sps-wrong-app-kind',
      message:
        'This app was made as the wrong kind: it may not use client credentials. In the SPS Dev Center make a "Machine-to-Machine" app and enter its id and secret.',
    };
  if (status === 401 || status === 403 || name === 'invalid_client' || name === 'access_denied')
    return {
      code: 'sps-token-refused',
      message:
        'SPS does not accept this client id and secret. Sandbox and production have different pairs; check which one this is, then the audience.',
    };
  return {
    code: 'sps-token-refused',
    message: `The token service ${host} refuses this app's request (${status}). Check client id, secret and audience.${words === '' ? '' : ` It says: ${words}`}`,
  };
}
