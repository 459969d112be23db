import { AppError, type ErrorCode, type Outcome, type Retry } from '#core/contract/errors.ts';
import { parseRetryAfter } from '#core/ports/http/retryAfter.ts';
import type { Instant } from '#core/domain/time.ts';

/** An answer that is no success, with everything that may explain it. */
export interface FailedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly requestId: string;
  /** Whom the request was sent to. */
  readonly host: string;
  /** `GET listing` and the like. */
  readonly operation: string;
  /** The folder or file it was about. */
  readonly path: string;
  readonly write: boolean;
}

const longestWords = 300;

/**
 * The remote's own words in a failed answer: SPS's `{error: {error, errorDescription}}`, problem+json, Auth0's
 * `error_description`, plain text; '' for HTML (a gateway's page says nothing) and for nothing.
 */
export function wordsOf(text: string): string {
  const body = text.trim();
  if (body === '' || body.startsWith('<')) return '';
  try {
    return fromJson(JSON.parse(body)).slice(0, longestWords);
  } catch {
    return body.slice(0, longestWords);
  }
}

function fromJson(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const fields = value as Readonly<Record<string, unknown>>;
  if (typeof fields['error'] === 'object') return fromJson(fields['error']);
  const parts = ['errorDescription', 'error_description', 'detail', 'title', 'message', 'error'].map((name) => fields[name]);
  return parts.find((part): part is string => typeof part === 'string' && part !== '') ?? '';
}

/** The error code that a JSON body names (`unauthorized_client`, `access_denied`), '' where it names none. */
export function errorName(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    const name = typeof value === 'object' && value !== null && 'error' in value ? value.error : '';
    return typeof name === 'string' ? name : '';
  } catch {
    return '';
  }
}

interface Meaning {
  readonly code: ErrorCode;
  readonly message: string;
  readonly retry?: Retry;
  readonly retryAfterMs?: number;
}

const defaultPauseMs = 30_000;

/** A failed answer as an AppError with a sentence of its own. Uploads that may have been stored are `unknown`. */
export function failureOf(answer: FailedAnswer, now: Instant): AppError {
  const words = wordsOf(answer.text);
  const meaning = meaningOf(answer, words, now);
  return new AppError({
    ...meaning,
    outcome: outcomeOf(answer),
    details: {
      status: String(answer.status),
      requestId: answer.headers['x-request-id'] ?? answer.requestId,
      operation: answer.operation,
      ...(answer.path === '' ? {} : { path: answer.path }),
      ...(words === '' ? {} : { said: words }),
    },
  });
}

function outcomeOf({ status, write }: FailedAnswer): Outcome {
  return write && (status === 408 || status >= 500) ? 'unknown' : 'not-done';
}

function meaningOf(answer: FailedAnswer, words: string, now: Instant): Meaning {
  const { status, path, headers, host } = answer;
  const said = words === '' ? '' : ` SPS says: ${words}`;
  if (status === 401) {
    return {
      code: 'sps-token-refused',
      message: `SPS does not accept the access token. Check the audience and the client id of this app.${said}`,
    };
  }
  if (status === 403) {
    return {
      code: 'sps-not-authorised',
      message: `This app may not use the mailbox${path === '' ? '' : ` folder ${path}`}. Ask SPS to give it access.${said}`,
    };
  }
  if (status === 404) return missing(answer, said);
  if (status === 413) return { code: 'sps-too-large', message: `SPS refuses ${path}: it is too large.${said}` };
  if (status === 429) {
    const pause = parseRetryAfter(headers['retry-after'], now) ?? defaultPauseMs;
    return {
      code: 'sps-throttled',
      message: `SPS asks to slow down; work goes on in ${Math.ceil(pause / 1000)} seconds.`,
      retry: 'after',
      retryAfterMs: pause,
    };
  }
  if (status === 408 || status >= 500) {
    return {
      code: 'sps-server-error',
      message: `SPS has a problem of its own (${status}).${said}`,
      retry: 'later',
    };
  }
  if (status >= 300 && status < 400) {
    return {
      code: 'sps-unreadable-answer',
      message: `${host} answers with a redirect (${status}), which is not followed. Check the API address, or a proxy in between.`,
    };
  }
  return { code: 'sps-refused', message: `SPS refuses this (${status}).${said || ' It gives no reason.'}` };
}

function missing({ path, operation }: FailedAnswer, said: string): Meaning {
  if (path.endsWith('/') || path === '') {
    return {
      code: 'sps-folder-missing',
      message: `The folder ${path || '/'} does not exist in this mailbox. "Look at the mailbox" where the connection is set up shows those that do; names are case-sensitive.${said}`,
    };
  }
  if (/parent directory/i.test(said)) {
    return {
      code: 'sps-folder-missing',
      message: `The folder of ${path} does not exist in this mailbox; posting cannot make it. Ask SPS to set it up.${said}`,
    };
  }
  const message = operation.startsWith('POST')
    ? `SPS finds no place for ${path} (404). Check the folder with "Look at the mailbox" where the connection is set up.${said}`
    : `${path} is not in the mailbox any more.`;
  return { code: 'sps-file-missing', message };
}
