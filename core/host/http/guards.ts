import type { IncomingMessage } from 'node:http';

/** Why a request is not served; `undefined` lets it pass. Guards know no endpoint. */
export type Refusal = { readonly status: number; readonly sentence: string };

/** The Host header must name this server: anything else is another site's name pointed at us (DNS rebinding). */
export function checkHost(request: IncomingMessage, port: number): Refusal | undefined {
  const host = request.headers.host ?? '';
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`
    ? undefined
    : { status: 421, sentence: 'This server answers only under its own address.' };
}

/** API calls come from our own page: same origin where the browser says, never a simple form post. */
export function checkOrigin(request: IncomingMessage, port: number): Refusal | undefined {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const own = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
  if (origin !== undefined && !own.includes(origin)) return { status: 403, sentence: 'Calls from other sites are refused.' };
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    return { status: 403, sentence: 'Calls from other sites are refused.' };
  return undefined;
}

/** Every API call is a POST of JSON: a form of another site cannot make one. */
export function checkJsonPost(request: IncomingMessage): Refusal | undefined {
  if (request.method !== 'POST') return { status: 405, sentence: 'API calls are POST.' };
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    return { status: 415, sentence: 'API calls send application/json.' };
  return undefined;
}

/** The bearer token of a request, '' where there is none. */
export function bearerOf(request: IncomingMessage): string {
  return /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
}

export interface FailureLimit {
  blocked(): boolean;
  failed(): void;
}

/** Slows down who guesses: after ten failures in a minute every bad guess is answered with 429. A good token always passes. */
export function createFailureLimit(now: () => number): FailureLimit {
  const windowMs = 60_000;
  const most = 10;
  let failures: number[] = [];
  const recent = (): number[] => failures.filter((at) => now() - at < windowMs);
  return {
    blocked: () => recent().length >= most,
    failed: () => {
      failures = [...recent(), now()];
    },
  };
}

/** Thrown for a body over the limit. */
export class BodyTooLarge extends Error {}

/** Of a body that is too large this much more is read and dropped, so that the sender hears why instead of a broken line. */
const dropped = 64 * 1024 * 1024;

/** The body as JSON; throws BodyTooLarge beyond `most` bytes and SyntaxError for what is no JSON. */
export async function readJson(request: IncomingMessage, most: number): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Kept open when the limit is passed: the sender is to read why, not to find its line cut.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    length += (chunk as Buffer).length;
    if (length > most + dropped) throw new BodyTooLarge();
    if (length <= most) chunks.push(chunk as Buffer);
  }
  if (length > most) throw new BodyTooLarge();
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
