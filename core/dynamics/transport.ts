import type { DynamicsConnection } from '#core/contract/connection.ts';
import { AppError } from '#core/contract/errors.ts';
import { parseRetryAfter } from '#core/ports/http/retryAfter.ts';
import type { Clock, Logger, Randomness } from '#core/ports/ports.ts';
import { failureOf, noAnswer, notRegistered, serverError } from './answers.ts';
import type { Account, ODataAnswer } from './answers.ts';
import type { TokenSource } from './auth.ts';
import { createGate, throttled } from './gate.ts';
import type { Gate } from './gate.ts';
import { isRefusedWrite } from './infolog.ts';
import type { Wire, WireAnswer } from './wire.ts';

export type { ODataAnswer } from './answers.ts';

interface Asked {
  /** What the request counter books it under, e.g. `GET look-up`. */
  readonly operation: string;
  /** From `/data/` or `/metadata/`, already encoded. */
  readonly path: string;
  readonly query?: string;
  readonly accept?: string;
  /** `Prefer` header: how many rows a page should have. */
  readonly prefer?: string | undefined;
  /** True for work that gives way to everything else. */
  readonly background?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface WriteRequest extends Asked {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly requestId: string;
  readonly body?: { readonly text: string; readonly contentType: string };
  /** The row is changed only while it is as this etag knows it; otherwise the answer is 412. */
  readonly ifMatch?: string;
}

/**
 * Requests to one environment: token, shared pause, one repetition after 401, time limits, and the meaning of every
 * status that is no business answer. Throws AppError; after a write `outcome` says whether it may have been done.
 */
export interface Transport {
  readonly host: string;
  /** Answers 2xx and 4xx other than 401, 408 and 429. */
  read(request: Asked): Promise<ODataAnswer>;
  /** The same, and a 5xx that carries Dynamics' own refusal of the write. */
  write(request: WriteRequest): Promise<ODataAnswer>;
  /** A 4xx that the caller has no business meaning for, as an error. `doing` completes "while …". */
  failure(answer: ODataAnswer, doing: string): AppError;
  /** A 429 was met inside a `$batch`: all calls pause. Gives the error for a caller that asks no further. */
  throttle(retryAfter: string | undefined, requestId: string): AppError;
}

export interface TransportPorts {
  readonly connection: DynamicsConnection;
  readonly tokens: TokenSource;
  readonly wire: Wire;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly log: Logger;
}

/** The server loads its metadata on the first call after a restart (dynamics.md 2.6). */
const firstTimeoutMs = 150_000;
const timeoutMs = 60_000;
/** A stop waits so long for the answer to a write that has left. */
const writeGraceMs = 20_000;
/** How often one call meets 429 before it gives up and leaves it to the schedule. */
export const mostPauses = 3;

interface Exchange extends Asked {
  readonly method: string;
  readonly requestId: string;
  readonly body?: { readonly text: string; readonly contentType: string };
  readonly ifMatch?: string;
  readonly write: boolean;
}

/** One environment: what all its requests share. */
interface Environment {
  readonly ports: TransportPorts;
  readonly base: string;
  readonly account: Account;
  readonly gate: Gate;
  /** True after the first answer: the server is warm. */
  warm: boolean;
}

/** @see Transport */
export function createTransport(ports: TransportPorts): Transport {
  const base = serviceBase(ports.connection.environmentUrl);
  const account = { host: new URL(base).host, clientId: ports.connection.clientId };
  const environment: Environment = { ports, base, account, gate: createGate(ports.clock, ports.random), warm: false };
  return {
    host: account.host,
    read: (asked) => exchange(environment, { ...asked, method: 'GET', requestId: ports.random.id(), write: false }),
    write: (asked) => exchange(environment, { ...asked, write: true }),
    failure: (answer, doing) => failureOf(answer, doing, account),
    throttle: (retryAfter, requestId) => throttled(pause(environment, retryAfter), { status: '429', requestId }),
  };
}

/** A 429 was not done, so the same request may go again after the shared pause, writes too. */
async function exchange(environment: Environment, asked: Exchange): Promise<ODataAnswer> {
  for (let pauses = 1; ; pauses += 1) {
    const answer = await environment.gate.pass(() => withToken(environment, asked), asked.signal, asked.background);
    if (answer.status !== 429) return judge(environment, answerOf(answer, asked), asked);
    const wait = pause(environment, answer.headers.get('retry-after') ?? undefined);
    if (pauses >= mostPauses) throw throttled(wait, { status: '429', requestId: asked.requestId });
  }
}

function judge(environment: Environment, answer: ODataAnswer, asked: Exchange): ODataAnswer {
  if (isServerFailure(answer, asked.write)) throw serverError(answer, asked.write, environment.account.host);
  return answer;
}

function pause({ ports, gate, account }: Environment, retryAfter: string | undefined): number {
  gate.pause(parseRetryAfter(retryAfter, ports.clock.now()));
  ports.log.warn('Dynamics asked to wait', { host: account.host, milliseconds: Math.ceil(gate.remaining()) });
  return gate.remaining();
}

/** A 401 was not done either; it gets one more try with a new token. */
async function withToken(environment: Environment, asked: Exchange): Promise<WireAnswer> {
  const { tokens } = environment.ports;
  const token = await tokens.token(asked.signal);
  const first = await send(environment, asked, token);
  if (first.status !== 401) return first;
  const second = await send(environment, asked, await tokens.fresh(token, asked.signal));
  if (second.status === 401) throw notRegistered(answerOf(second, asked), environment.account);
  return second;
}

async function send(environment: Environment, asked: Exchange, token: string): Promise<WireAnswer> {
  const result = await environment.ports.wire({
    operation: asked.operation,
    method: asked.method,
    url: serviceUrl(environment.base, asked),
    headers: headersOf(asked, token),
    ...(asked.body === undefined ? {} : { body: asked.body.text }),
    timeoutMs: environment.warm ? timeoutMs : firstTimeoutMs,
    signal: asked.signal,
    ...(asked.write ? { graceMs: writeGraceMs } : {}),
  });
  if (result.kind === 'failure') throw noAnswer(result, asked.write, asked.requestId, environment.account.host);
  environment.warm = true;
  return result;
}

/** Older versions answer a refused write with 500; the Infolog in it proves that it was rolled back (dynamics.md 2.6). */
function isServerFailure(answer: ODataAnswer, write: boolean): boolean {
  if (answer.status === 408 || (answer.status >= 300 && answer.status < 400)) return true;
  return answer.status >= 500 && !(write && isRefusedWrite(answer.text));
}

function answerOf(answer: WireAnswer, asked: Exchange): ODataAnswer {
  return {
    status: answer.status,
    text: answer.text,
    contentType: answer.headers.get('content-type') ?? '',
    requestId: asked.requestId,
    activityId: answer.headers.get('ms-dyn-aid') ?? '',
  };
}

function headersOf(asked: Exchange, token: string): Readonly<Record<string, string>> {
  return {
    Authorization: `Bearer ${token}`,
    Accept: asked.accept ?? 'application/json',
    'OData-Version': '4.0',
    'OData-MaxVersion': '4.0',
    'x-ms-client-request-id': asked.requestId,
    ...(asked.ifMatch === undefined ? {} : { 'If-Match': asked.ifMatch }),
    ...(asked.prefer === undefined ? {} : { Prefer: asked.prefer }),
    ...(asked.body === undefined ? {} : { 'Content-Type': asked.body.contentType }),
  };
}

/** The environment's root without a trailing slash or `/data`. */
function serviceBase(environmentUrl: string): string {
  const url = new URL(environmentUrl);
  return url.origin + url.pathname.replace(/\/+$/, '').replace(/\/data$/i, '');
}

/** Only ever below the environment's own `/data` or `/metadata`: a path from an answer cannot take the token elsewhere. */
function serviceUrl(base: string, asked: Asked): string {
  const url = new URL(base + asked.path + (asked.query === undefined ? '' : `?${asked.query}`));
  const place = `${url.origin}${url.pathname}/`;
  if (place.startsWith(`${base}/data/`) || place.startsWith(`${base}/metadata/`)) return url.href;
  throw new AppError({
    code: 'internal',
    message: `Refused to send the token to ${place}: it is outside the environment's service.`,
  });
}
