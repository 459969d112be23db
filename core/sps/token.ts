import { AppError } from '#core/contract/errors.ts';
import type { SpsConnection } from '#core/contract/connection.ts';
import { waitFor } from '#core/ports/http/waitFor.ts';
import type { Clock, Randomness } from '#core/ports/ports.ts';
import { readToken, tokenFailure } from './tokenAnswers.ts';
import { stoppedBefore, type SpsRequest, type SpsWire } from './wire.ts';

export interface TokenSource {
  /** A token that is good for a while yet; one request however many ask. Waiting for it ends with the signal, as `cancelled`. */
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

  /** Whoever is stopped leaves alone: the request for the token goes on for the others, and none begins for one who left. */
  async function obtainUnlessStopped(signal: AbortSignal | undefined): Promise<string> {
    if (signal?.aborted) throw stoppedBefore();
    return waitFor(obtain(), signal, stoppedBefore);
  }

  return {
    token: async (signal) => (held && held.renewAt > ports.clock.monotonic() ? held.token : obtainUnlessStopped(signal)),
    renew: async (refused, signal) => {
      if (held?.token === refused) held = undefined;
      return held ? held.token : obtainUnlessStopped(signal);
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
  if (answer.status !== 200)
    throw tokenFailure(
      { ...answer, text, requestId: request.headers['X-Request-ID'] ?? '', host: new URL(request.url).host },
      clock.now(),
    );
  const { token, lifeMs } = readToken(text);
  return { token, renewAt: clock.monotonic() + lifeMs - Math.min(60_000, lifeMs / 10) };
}

/** What the token was wanted for has not begun, however its request ended. */
function notDone(thrown: unknown): never {
  throw thrown instanceof AppError
    ? new AppError({ code: thrown.code, message: thrown.message, retry: thrown.retry, outcome: 'not-done', cause: thrown })
    : thrown;
}
