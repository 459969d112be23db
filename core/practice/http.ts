import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request of the practice world with its body read. */
export interface PracticeRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface PracticeReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Send only so many bytes of the body and then break the connection; `declare` false leaves the length out. */
  readonly cut?: { readonly bytes: number; readonly declare: boolean };
  /** Break the connection without an answer. */
  readonly drop?: boolean;
}

export const json = (status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): PracticeReply =>
  jsonText(status, JSON.stringify(value), headers);

/** JSON that is written already. */
export const jsonText = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): PracticeReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body,
});

/** True where the body says that it is JSON. Exactly that: what a page of another origin may send without being asked is not. */
export const isJson = ({ headers }: PracticeRequest): boolean =>
  /^application\/json$/i.test((headers['content-type'] ?? '').split(';')[0]?.trim() ?? '');

export type Handler = (request: PracticeRequest) => Promise<PracticeReply> | PracticeReply;

const loopbackHosts = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** A server on loopback that answers with `handle`; foreign Host headers are refused. `dateHeader` gives the world's own time. */
export async function serve(
  port: number,
  handle: Handler,
  dateHeader: () => string,
  delayMs: () => number,
): Promise<{ readonly server: Server; readonly base: string }> {
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing, handle, dateHeader, delayMs);
  });
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return { server, base: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  handle: Handler,
  dateHeader: () => string,
  delayMs: () => number,
): Promise<void> {
  try {
    const body = await readBody(incoming);
    const reply = await replyTo(incoming, body, handle);
    const wait = delayMs();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    send(outgoing, reply, dateHeader());
  } catch (thrown) {
    if (!outgoing.headersSent)
      send(outgoing, json(500, { error: { error: 'practice', errorDescription: String(thrown) } }), dateHeader());
    else outgoing.destroy();
  }
}

function replyTo(incoming: IncomingMessage, body: Buffer, handle: Handler): Promise<PracticeReply> | PracticeReply {
  if (!loopbackHosts.test(incoming.headers.host ?? '')) return json(403, { error: 'this server answers only on loopback' });
  const url = addressOf(incoming.url ?? '/');
  if (!url) return { status: 400, headers: { 'content-type': 'text/html' }, body: '<h1>Bad Request - Invalid URL</h1>' };
  return handle({ method: incoming.method ?? 'GET', url, headers: incoming.headers, body });
}

/** What a request asks for; undefined where that is no address or cannot be decoded. */
function addressOf(target: string): URL | undefined {
  try {
    const url = new URL(target.startsWith('/') ? `http://practice${target}` : target);
    decodeURIComponent(url.pathname);
    return url;
  } catch {
    return undefined;
  }
}

function send(outgoing: ServerResponse, reply: PracticeReply, date: string): void {
  if (reply.drop) {
    outgoing.destroy();
    return;
  }
  outgoing.sendDate = false;
  const body = reply.body ?? '';
  const declared = reply.cut && !reply.cut.declare ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  outgoing.writeHead(reply.status, { date, ...reply.headers, ...(reply.status === 204 ? {} : declared) });
  if (!reply.cut) {
    outgoing.end(body);
    return;
  }
  const part = (typeof body === 'string' ? Buffer.from(body) : body).subarray(0, reply.cut.bytes);
  if (reply.cut.declare) outgoing.write(part, () => outgoing.destroy());
  else outgoing.end(part);
}

function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.once('end', () => resolve(Buffer.concat(chunks)));
    incoming.once('error', reject);
    incoming.once('close', () => reject(new Error('the request ended early')));
  });
}
