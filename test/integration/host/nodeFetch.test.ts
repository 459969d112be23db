import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { neverSent } from '#core/ports/http/connectionFailure.ts';
import type { Answer, Asked } from '#core/ports/http/fetch.ts';
import { readTextUpTo } from '#core/ports/http/readUpTo.ts';
import { nodeFetch } from '#core/host/adapters/nodeFetch.ts';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** The address of a server that answers like this. */
async function answering(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const get: Asked = { method: 'GET', headers: {}, redirect: 'manual' };
async function drained(body: AsyncIterable<Uint8Array> | null): Promise<number> {
  let bytes = 0;
  for await (const chunk of body ?? []) bytes += chunk.length;
  return bytes;
}

const textOf = async ({ body }: Answer): Promise<string> => (await readTextUpTo(body, 1_000_000)).text;

const text = 'Bestellung Nº 7 €';

describe('an answer', () => {
  test.each([
    ['as it is', undefined, Buffer.from(text)],
    ['gzip', 'gzip', gzipSync(text)],
    ['deflate', 'deflate', deflateSync(text)],
    ['brotli', 'br', brotliCompressSync(text)],
    ['with a byte order mark', undefined, Buffer.from(`\uFEFF${text}`)],
  ])('is read %s', async (_how, encoding, bytes) => {
    const url = await answering((_request, response) => {
      response.setHeader('X-Two', ['a', 'b']);
      if (encoding) response.setHeader('content-encoding', encoding);
      response.statusMessage = 'Fine';
      response.end(bytes);
    });
    const answer = await nodeFetch()(url, get);
    expect([answer.status, answer.statusText, answer.headers.get('X-TWO'), answer.headers.get('none')]).toEqual([
      200,
      'Fine',
      'a, b',
      null,
    ]);
    expect(Object.fromEntries(answer.headers)['x-two']).toBe('a, b');
    expect(await textOf(answer)).toBe(text);
  });

  test.each([undefined, 'gzip'])('that ends early rejects (%s)', async (encoding) => {
    const bytes = encoding ? gzipSync(text.repeat(50)) : Buffer.from(text.repeat(50));
    const url = await answering((_request, response) => {
      response.writeHead(200, { 'content-length': bytes.length, ...(encoding ? { 'content-encoding': encoding } : {}) });
      response.write(bytes.subarray(0, 20), () => response.destroy());
    });
    const answer = await nodeFetch()(url, get);
    await expect(textOf(answer)).rejects.toThrow();
    const again = await nodeFetch()(url, get);
    await expect(drained(again.body)).rejects.toThrow();
  });

  test('that nobody wants is given up: a short one keeps its connection, one without end does not go on', async () => {
    const ports = new Set<number | undefined>();
    let endless = 0;
    const url = await answering((request, response) => {
      ports.add(request.socket.remotePort);
      if (request.url !== '/endless') return void response.end('short');
      const more = (): void => {
        endless += 1;
        if (!response.destroyed) response.write(Buffer.alloc(16_384), more);
      };
      more();
    });
    const fetch = nodeFetch();
    for (let time = 0; time < 3; time += 1) await (await fetch(url, get)).body?.cancel();
    expect(ports.size).toBe(1);
    await (await fetch(`${url}endless`, get)).body?.cancel();
    expect(endless).toBeGreaterThan(3);
  });

  test.each([undefined, 'gzip'])('of more than was wanted is read to there and given up (%s)', async (encoding) => {
    const million = 'x'.repeat(1_000_000);
    let given = false;
    const url = await answering((request, response) => {
      if (request.url === '/short') return void response.end('short');
      response.writeHead(200, encoding ? { 'content-encoding': encoding } : {}).once('close', () => (given = true));
      if (encoding) return void response.write(gzipSync(million));
      const more = (): void => void (response.destroyed || response.write(million, more));
      more();
    });
    const fetch = nodeFetch();
    const closed = new Promise((resolve) => server?.once('request', (_request, response) => response.once('close', resolve)));
    const { text: beginning, whole } = await readTextUpTo((await fetch(url, get)).body, 200_000);
    expect([whole, beginning.length > 0, beginning.length <= 200_000]).toEqual([false, true, true]);
    await closed;
    expect(given).toBe(true);
    expect(await readTextUpTo((await fetch(`${url}short`, get)).body, 5)).toEqual({ text: 'short', whole: true });
  });

  test('is a redirect as it is, or a failure where that was asked', async () => {
    const url = await answering((_request, response) => response.writeHead(302, { location: 'http://elsewhere.invalid/' }).end());
    const answer = await nodeFetch()(url, get);
    expect(answer.status).toBe(302);
    await answer.body?.cancel();
    await expect(nodeFetch()(url, { ...get, redirect: 'error' })).rejects.toThrow('unexpected redirect');
  });
});

describe('a request', () => {
  test('carries method, headers and body with its length', async () => {
    const url = await answering((request, response) => {
      const { method, headers } = request;
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => response.end(JSON.stringify([method, headers['x-a'], headers['content-length'], body])));
    });
    const post = await nodeFetch()(url, { ...get, method: 'POST', headers: { 'X-A': '1' }, body: text });
    expect(JSON.parse(await textOf(post))).toEqual(['POST', '1', String(Buffer.byteLength(text)), text]);
    const empty = await nodeFetch()(url, { ...get, method: 'POST' });
    expect(JSON.parse(await textOf(empty))).toEqual(['POST', null, '0', '']);
    const bytes = await nodeFetch()(url, { ...get, method: 'POST', body: new Uint8Array([65, 66]) });
    expect(JSON.parse(await textOf(bytes))).toEqual(['POST', null, '2', 'AB']);
  });

  test('that nobody listens to never left; a reset may have', async () => {
    const url = await answering((request) => void request.socket.resetAndDestroy());
    const reset: unknown = await nodeFetch()(url, get).catch((thrown: unknown) => thrown);
    expect(neverSent(reset)).toBe(false);
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    const refused: unknown = await nodeFetch()(url, get).catch((thrown: unknown) => thrown);
    expect(neverSent(refused)).toBe(true);
  });

  test('ends with its signal: before it leaves, while it waits, while its answer comes', async () => {
    const url = await answering((request, response) => {
      if (request.url === '/slow') response.writeHead(200).write('a');
    });
    await expect(nodeFetch()(url, { ...get, signal: AbortSignal.abort() })).rejects.toThrow('abort');
    const waiting = new AbortController();
    const asked = nodeFetch()(url, { ...get, signal: waiting.signal });
    server?.once('request', () => waiting.abort());
    await expect(asked).rejects.toThrow('abort');
    const reading = new AbortController();
    const answer = await nodeFetch()(`${url}slow`, { ...get, signal: reading.signal });
    const read = textOf(answer);
    reading.abort();
    await expect(read).rejects.toThrow();
  });
});
