import { AppError } from '#core/contract/errors.ts';
import type { SpsConnection } from '#core/contract/connection.ts';
import type { Clock, Randomness } from '#core/ports/ports.ts';
import { errorName, failureOf, wordsOf } from './failures.ts';
import type { SpsRequest, SpsWire } from './wire.ts';

export interface TokenSource {
  /** A token that is good for a while yet; one request however many ask. */
  token(signal?: AbortSignal): Promise<string>;
  /** A new token, because `refused` was not accepted. */
  renew(refused: string, signal?: AbortSignal): Promise<string>;
}

export interface TokenPorts {
  readonly connection: SpsConnection;
  readonly secret: () => Promise<string | undefined>;
  readonly wire: SpsWire;
  readonly clock: Clock;
  readonly random: Randomness;
}

interface Held {
  readonly token: string;
  readonly renewAt: number;
}

const timeoutMs = 30_000;

/** Client-credentials tokens from SPS (Auth0): cached, renewed early by a minute or a tenth of their life, single flight. */
export function createTokenSource(ports: TokenPorts): TokenSource {
  let held: Held | undefined;
  let flight: Promise<Held> | undefined;

  async function obtain(): Promise<string> {
    flight ??= requestToken(ports).finally(() => {
      flight = undefined;
    });
    held = await flight;
    return held.token;
  }

  return {
    token: async () => (held && held.renewAt > ports.clock.monotonic() ? held.token : obtain()),
    renew: async (refused) => {
      if (held?.token === refused) held = undefined;
      return held ? held.token : obtain();
    },
  };
}

async function requestToken({ connection, secret, wire, clock, random }: TokenPorts): Promise<Held> {
  const clientSecret = await secret();
  if (clientSecret === undefined || clientSecret === '') {
    throw new AppError({
      code: 'secret-missing',
      message: 'The client secret of the SPS app is not known here. Enter it, or give it in QUAYSIDE_SPS_CLIENT_SECRET.',
    });
  }
  const request: SpsRequest = {
    operation: 'POST token',
    method: 'POST',
    url: connection.tokenUrl,
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-Request-ID': random.id() },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: connection.clientId,
      client_secret: clientSecret,
      audience: connection.audience,
    }),
    timeoutMs,
    counted: false,
  };
  // Nobody's abort ends a token that others wait for as well, so no signal goes with it.
  const answer = await wire.send(request).catch(notDone);
  const text = await wire.text(answer, request).catch(notDone);
  if (answer.status !== 200) throw tokenFailure(answer.status, text, answer.headers, request, clock.now());
  return readToken(text, clock.monotonic());
}

/** What the token was wanted for has not begun, however its request ended. */
function notDone(thrown: unknown): never {
  throw thrown instanceof AppError
    ? new AppError({ code: thrown.code, message: thrown.message, retry: thrown.retry, outcome: 'not-done', cause: thrown })
    : thrown;
}

function readToken(text: string, now: number): Held {
  let fields: { readonly access_token?: unknown; readonly expires_in?: unknown } = {};
  try {
    fields = JSON.parse(text) as typeof fields;
  } catch {
    fields = {};
  }
  const life = Number(fields.expires_in ?? 3600) * 1000;
  if (typeof fields.access_token !== 'string' || !Number.isFinite(life)) {
    throw new AppError({
      code: 'sps-unreadable-answer',
      message: 'The token service of SPS gave an answer without a token. Check the token address.',
      retry: 'later',
    });
  }
  return { token: fields.access_token, renewAt: now + life - Math.min(60_000, life / 10) };
}

function tokenFailure(
  status: number,
  text: string,
  headers: Readonly<Record<string, string>>,
  request: SpsRequest,
  now: string,
): AppError {
  const details = {
    status: String(status),
    operation: 'POST token',
    requestId: request.headers['X-Request-ID'] ?? '',
    said: wordsOf(text),
  };
  const name = errorName(text);
  if (name === 'unauthorized_client') {
    return new AppError({
      code: 'sps-wrong-app-kind',
      message:
        'This app was made as the wrong kind: it may not use client credentials. In the SPS Dev Center make a "Machine-to-Machine" app and enter its id and secret.',
      details,
    });
  }
  if (/audience|service not/i.test(wordsOf(text))) {
    return new AppError({
      code: 'sps-wrong-audience',
      message:
        'SPS does not know this audience for the app. Try the other preset: older apps use api://api.spscommerce.com/, newer ones https://spscommerce.com.',
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
  return failureOf({ status, headers, text, requestId: details.requestId, operation: 'POST token', path: '', write: false }, now);
}
