import type { Net } from 'electron';
import type { Fetch } from '#core/ports/http/fetch.ts';
import type { NetworkCare } from '#core/ports/ports.ts';

type NetFetch = Pick<Net, 'fetch' | 'isOnline'>;

/**
 * Chromium's own network stack as the core's fetch: the system's proxy (PAC too) and the certificates that the company
 * installed hold for SPS, Dynamics and the sign-in alike. No cookies, no cache, and never our own scheme. `moving` is told
 * when a request begins and when its answer has begun or failed.
 */
export function desktopFetch(net: NetFetch, moving: { begin(): void; end(): void }): Fetch {
  return async (url, asked) => {
    moving.begin();
    try {
      return await net.fetch(url, { ...asked, credentials: 'omit', cache: 'no-store', bypassCustomProtocolHandlers: true });
    } finally {
      moving.end();
    }
  };
}

/** What the machine says of its network. `isOnline` is certain only where it says no. */
export function networkCare(net: Pick<Net, 'isOnline'>, saving: () => boolean): NetworkCare {
  return { online: () => net.isOnline(), saving };
}
