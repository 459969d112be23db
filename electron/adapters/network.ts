import type { Net } from 'electron';
import type { Fetch } from '#core/ports/http/fetch.ts';
import type { NetworkCare } from '#core/ports/ports.ts';

type NetFetch = Pick<Net, 'fetch' | 'isOnline'>;

/**
 * Chromium's own network stack as the core's fetch: the system's proxy (PAC too) and the certificates that the company
 * installed hold for SPS, Dynamics and the sign-in alike. No cookies, no cache, and never our own scheme. `moving` is told
 * when a request begins, when its answer has begun or failed, and of every piece of a long answer.
 */
export function desktopFetch(net: NetFetch, moving: { begin(): void; end(): void }): Fetch {
  return async (url, asked) => {
    moving.begin();
    try {
      const answer = await net.fetch(url, {
        ...asked,
        credentials: 'omit',
        cache: 'no-store',
        bypassCustomProtocolHandlers: true,
      });
      return isLong(answer) ? told(answer, moving) : answer;
    } finally {
      moving.end();
    }
  };
}

const long = 256 * 1024;

/** A short body has come before the block that its request took has ended. */
function isLong({ body, headers }: Response): boolean {
  const length = headers.get('content-length');
  return body !== null && (length === null || Number(length) > long);
}

/** The same answer, each piece of which counts as bytes that move: one that stands still blocks nothing. */
function told({ body, status, statusText, headers }: Response, moving: { begin(): void; end(): void }): Response {
  const telling = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      moving.begin();
      moving.end();
      controller.enqueue(piece);
    },
  });
  return new Response(body?.pipeThrough(telling) ?? null, { status, statusText, headers });
}

/** What the machine says of its network. `isOnline` is certain only where it says no. */
export function networkCare(net: Pick<Net, 'isOnline'>, saving: () => boolean): NetworkCare {
  return { online: () => net.isOnline(), saving };
}
