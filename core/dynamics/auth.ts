import type { ConfidentialClientApplication, Configuration } from '@azure/msal-node';
import type { DynamicsConnection } from '#core/contract/connection.ts';
import { AppError } from '#core/contract/errors.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import type { Clock } from '#core/ports/ports.ts';
import { waitFor } from './cancel.ts';
import { tokenError } from './tokenErrors.ts';
import { createTokenNetwork } from './tokenNetwork.ts';
import type { TokenNetworkState } from './tokenNetwork.ts';

export interface TokenSource {
  /** A token for the environment. Parallel calls share one request. Throws AppError, outcome always not-done. */
  token(signal?: AbortSignal): Promise<string>;
  /** Another token than `refused`, past MSAL's cache; parallel calls share one request. */
  fresh(refused: string, signal?: AbortSignal): Promise<string>;
}

export interface TokenPorts {
  readonly connection: DynamicsConnection;
  readonly secret: () => Promise<string | undefined>;
  readonly fetch: Fetch;
  readonly clock: Clock;
}

/** MSAL renews a token 300 s before its end, so its answer holds at least this long without asking it again. */
const trustMs = 60_000;

/**
 * Client credentials through MSAL (dynamics.md 4.2), loaded on first use. The audience is the environment's origin in
 * lower case; the tenant's own authority is used. A refused secret is read again on the next call.
 */
export function createTokenSource(ports: TokenPorts): TokenSource {
  const state: TokenNetworkState = { status: undefined, cause: undefined, lockedUntil: 0 };
  let app: ConfidentialClientApplication | undefined;
  let held: { readonly token: string; readonly until: number } | undefined;
  let flight: Promise<string> | undefined;

  const acquire = async (skipCache: boolean): Promise<string> => {
    state.status = undefined;
    try {
      app ??= await createApp(ports, state);
      const scopes = [`${new URL(ports.connection.environmentUrl).origin}/.default`];
      const result = await app.acquireTokenByClientCredential({ scopes, skipCache });
      if (!result) throw new Error('MSAL gave neither a token nor an error');
      held = { token: result.accessToken, until: ports.clock.monotonic() + trustMs };
      return result.accessToken;
    } catch (thrown) {
      held = undefined;
      const error = explain(thrown, ports, state);
      if (error.code === 'dynamics-token-refused') app = undefined;
      throw error;
    }
  };
  const fly = (skipCache: boolean): Promise<string> => {
    flight ??= acquire(skipCache).finally(() => {
      flight = undefined;
    });
    return flight;
  };
  const another = async (refused: string): Promise<string> => {
    const current = flight ? await flight : held?.token;
    return current !== undefined && current !== refused ? current : fly(true);
  };
  return {
    token: (signal) => waitFor(held && ports.clock.monotonic() < held.until ? Promise.resolve(held.token) : fly(false), signal),
    fresh: (refused, signal) => waitFor(another(refused), signal),
  };
}

async function createApp(ports: TokenPorts, state: TokenNetworkState): Promise<ConfidentialClientApplication> {
  const { connection } = ports;
  const credential = connection.certificate
    ? { clientCertificate: certificate(connection.certificate, await privateKeyOf(ports)) }
    : await secretOf(ports);
  const configuration: Configuration = {
    auth: {
      clientId: connection.clientId,
      authority: `https://login.microsoftonline.com/${encodeURIComponent(connection.tenantId)}`,
      ...credential,
    },
    system: { networkClient: createTokenNetwork(ports, connection.loginBase, state) },
  };
  const msal = await import('@azure/msal-node');
  return new msal.ConfidentialClientApplication(configuration);
}

async function secretOf(ports: TokenPorts): Promise<{ readonly clientSecret: string }> {
  const clientSecret = (await ports.secret()) ?? ports.connection.clientSecret;
  if (clientSecret !== undefined && clientSecret !== '') return { clientSecret };
  throw new AppError({
    code: 'secret-missing',
    message: `The client secret of the Dynamics app ${ports.connection.clientId} is not set. Enter it on the connection's screen, or give it in the environment or the secrets file.`,
  });
}

/** PEM text; line ends that an environment variable carried as \n are made real. */
async function privateKeyOf(ports: TokenPorts): Promise<string> {
  const key = ports.connection.certificate?.privateKey ?? (await ports.secret());
  if (key !== undefined && key !== '') return key.replaceAll(String.raw`\n`, '\n');
  throw new AppError({
    code: 'secret-missing',
    message: `The private key of the certificate of Dynamics app ${ports.connection.clientId} is not set. Give it in QUAYSIDE_DYNAMICS_CERTIFICATE, in the secrets file or in the connection file.`,
  });
}

type Certificate = NonNullable<DynamicsConnection['certificate']>;

/** The thumbprint as MSAL wants it: plain hexadecimal, however it was copied. */
function certificate(given: Certificate, privateKey: string): { thumbprintSha256: string; privateKey: string; x5c?: string } {
  const thumbprintSha256 = given.thumbprintSha256.replace(/[^0-9a-fA-F]/g, '');
  return { thumbprintSha256, privateKey, ...(given.x5c === undefined ? {} : { x5c: given.x5c }) };
}

function explain(thrown: unknown, ports: TokenPorts, state: TokenNetworkState): AppError {
  if (thrown instanceof AppError) return thrown;
  const { connection, clock } = ports;
  const fields = thrown as { readonly errorCode?: unknown; readonly errorMessage?: unknown; readonly correlationId?: unknown };
  const failure = {
    errorCode: typeof fields.errorCode === 'string' ? fields.errorCode : 'unknown',
    message: typeof fields.errorMessage === 'string' ? fields.errorMessage : String(thrown),
    status: state.status,
    correlationId: typeof fields.correlationId === 'string' ? fields.correlationId : '',
    cause: state.cause ?? thrown,
  };
  if (isConfiguration(failure.errorCode, thrown, state)) return configurationError(connection, failure.message, thrown);
  const account = { tenantId: connection.tenantId, clientId: connection.clientId, environment: connection.environmentUrl };
  return tokenError(failure, account, lockLeft(failure, state, clock));
}

/** Remaining lock where it explains this failure: the endpoint just asked for it, or MSAL failed without any request. */
function lockLeft(
  failure: { readonly errorCode: string; readonly status: number | undefined },
  state: TokenNetworkState,
  clock: Clock,
): number | undefined {
  const left = state.lockedUntil - clock.monotonic();
  if (failure.status !== undefined) return failure.status === 429 || failure.status >= 500 ? Math.max(1000, left) : undefined;
  const refusedLocally = state.cause === undefined && (left > 0 || failure.errorCode === '');
  return refusedLocally ? Math.max(1000, left) : undefined;
}

/** A failure before any request that no lock explains: the key, the thumbprint or the tenant cannot be used as given. */
function isConfiguration(errorCode: string, thrown: unknown, state: TokenNetworkState): boolean {
  if (state.status !== undefined || state.cause !== undefined) return false;
  return (
    errorCode === 'unknown' ||
    (thrown instanceof Error && thrown.name === 'ClientConfigurationError') ||
    /tenant|certificate|assertion|thumbprint|credential/.test(errorCode)
  );
}

function configurationError(connection: DynamicsConnection, said: string, cause: unknown): AppError {
  const what = connection.certificate ? 'the certificate (thumbprint and private key)' : 'the tenant id and the client id';
  return new AppError({
    code: 'configuration',
    message: `No token can be asked for with these settings of the Dynamics connection: check ${what}.`,
    details: { said: said.slice(0, 500) },
    cause,
  });
}
