import { expect, it } from 'vitest';
import { createClient } from '#core/contract/client.ts';
import { httpTransport, type HttpResponse } from '#core/contract/transports/http.ts';

const answering = (response: Partial<HttpResponse>, wait = async (): Promise<void> => undefined) =>
  httpTransport({
    base: '',
    token: () => 't',
    fetch: async () => ({ status: 200, body: null, json: async () => undefined, ...response }),
    wait,
  });
const brokenOff = { json: () => Promise.reject(new TypeError('terminated')) };

it('an answer that breaks off in the middle leaves open what was done, as one that never came', async () => {
  const client = createClient(answering(brokenOff));
  await expect(client.call('engine.runNow', {})).rejects.toMatchObject({ code: 'engine-not-running', outcome: 'unknown' });
  const gaveUp = AbortSignal.abort();
  await expect(client.call('engine.runNow', {}, gaveUp)).rejects.toMatchObject({ code: 'cancelled' });
});

it('a listener that fails closes the stream that it listened to, and listens anew', async () => {
  let closed = 0;
  const body = (): ReadableStream<Uint8Array> =>
    new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: {"sequence":1,"event":{"topic":"runs"}}\n\n')),
      cancel: () => void (closed += 1),
    });
  const lost = Promise.withResolvers<void>();
  const transport = answering(
    {
      get body() {
        return body();
      },
    },
    async () => {
      lost.resolve();
      await new Promise(() => undefined);
    },
  );
  const stop = transport.listen(0, () => {
    throw new Error('a screen that fails');
  });
  await lost.promise;
  stop();
  expect(closed).toBe(1);
});
