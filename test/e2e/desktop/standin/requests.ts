import { fromBrowser } from './places.ts';
import { answerOf } from './session.ts';
import type { Held, Surface } from './surface.ts';

const notOfTheRequest: ReadonlySet<string> = new Set(['host', 'connection', 'content-length']);

/** Gives a held request to the desktop's own handler, its address mapped, and the page what the handler answers. */
export async function serveHeld(surface: Surface, { requestId, request }: Held): Promise<void> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (!notOfTheRequest.has(name.toLowerCase())) headers.set(name, fromBrowser(value));
  const asked = new Request(fromBrowser(request.url), {
    method: request.method,
    headers,
    ...(request.postData === undefined ? {} : { body: request.postData }),
  });
  const response = await answerOf(asked);
  const body = Buffer.from(await response.arrayBuffer());
  await surface.send('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: Array.from(response.headers, ([name, value]) => ({ name, value })),
    body: body.toString('base64'),
  });
}

/** The page gets nothing, for a reason as Chromium names it. */
export async function failHeld(surface: Surface, { requestId }: Held, errorReason: 'Aborted' | 'BlockedByClient'): Promise<void> {
  await surface.send('Fetch.failRequest', { requestId, errorReason });
}
