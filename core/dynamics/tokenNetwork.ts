import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';
import type { Answer, Fetch } from '#core/ports/http/fetch.ts';
import { isHeaderText } from '#core/ports/http/headerText.ts';
import { megabytes, readTextUpTo } from '#core/ports/http/readUpTo.ts';
import type { Clock } from '#core/ports/ports.ts';
import { unreadableAnswer } from './tokenErrors.ts';

const loginHost = 'https://login.microsoftonline.com';
const timeoutMs = 30_000;
/** A token has some thousand characters, a tenant's description of itself no more. */
const mostBytes = 1_000_000;
/** What MSAL waits after 429 and 5xx without Retry-After, and the most that it ever waits. */
const defaultLockMs = 60_000;
const longestLockMs = 3_600_000;

/** The latest answer of the token endpoint, because MSAL's errors lose the status and the cause. */
export interface TokenNetworkState {
  status: number | undefined;
  cause: unknown;
  /** On the clock's monotonic scale: until then MSAL fails every call without a request. */
  lockedUntil: number;
}

/**
 * MSAL's network client over the Fetch port. With `loginBase` (loopback, practice and tests) what MSAL addresses to
 * login.microsoftonline.com is carried there; MSAL itself stays as it is. Never asks another host.
 */
export function createTokenNetwork(
  ports: { readonly fetch: Fetch; readonly clock: Clock },
  loginBase: string | undefined,
  state: TokenNetworkState,
): INetworkModule {
  const send = async <T>(
    method: string,
    url: string,
    options: NetworkRequestOptions | undefined,
  ): Promise<NetworkResponse<T>> => {
    state.status = undefined;
    state.cause = undefined;
    try {
      const response = await ports.fetch(carried(url, loginBase), {
        method,
        headers: options?.headers ?? {},
        ...(options?.body === undefined ? {} : { body: options.body }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { text, whole } = await readTextUpTo(response.body, mostBytes);
      const body = whole
        ? readBody(text, response.status, method === 'POST')
        : unreadable(response.status, `more than ${megabytes(mostBytes)}`);
      state.status = response.status;
      noteLock(state, response, ports.clock);
      return { status: response.status, headers: Object.fromEntries(response.headers), body: body as T };
    } catch (thrown) {
      state.cause = thrown;
      throw thrown;
    }
  };
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  };
}

function carried(url: string, loginBase: string | undefined): string {
  if (url !== loginHost && !url.startsWith(`${loginHost}/`))
    throw new Error(`token request to an unexpected host: ${new URL(url).host}`);
  return loginBase === undefined ? url : loginBase.replace(/\/+$/, '') + url.slice(loginHost.length);
}

/**
 * A gateway's HTML becomes an error that MSAL passes on, instead of one about parsing; so does JSON that is neither a token nor
 * an error, of which MSAL would make a token without a text. A token that no header can carry is none either: MSAL would keep it.
 */
function readBody(text: string, status: number, asksToken: boolean): object {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) return asksToken ? withToken(body, status) : body;
  } catch {
    // Falls through: what is no JSON object is reported below with its status.
  }
  return unreadable(status, 'something that is no JSON');
}

function withToken(body: object, status: number): object {
  const token = textOf(body, 'access_token');
  if (token === '') return textOf(body, 'error') === '' ? unreadable(status, 'no token and no error') : body;
  return isHeaderText(token) ? body : unreadable(status, 'a token with characters that no request can carry');
}

function textOf(body: object, name: string): string {
  const value = (body as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : '';
}

const unreadable = (status: number, what: string): object => ({
  error: unreadableAnswer,
  error_description: `The token endpoint answered ${status} with ${what}.`,
});

/** MSAL counts by itself and tells nobody: the header is read as it reads it, a number from its beginning, 0 for none. */
function noteLock(state: TokenNetworkState, response: Answer, clock: Clock): void {
  const header = response.headers.get('retry-after');
  if (response.status < 300 || (response.status !== 429 && response.status < 500 && header === null)) return;
  const seconds = Number.parseInt(header ?? '', 10);
  state.lockedUntil = clock.monotonic() + (seconds > 0 ? Math.min(seconds * 1000, longestLockMs) : defaultLockMs);
}
