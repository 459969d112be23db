import { hostname, userInfo } from 'node:os';
import type { Identity } from '#core/ports/ports.ts';

/** Who is signed in to this machine. */
export function systemIdentity(): Identity {
  let user = 'unknown';
  try {
    user = userInfo().username;
  } catch {
    // an account without an entry (containers): the work goes on under this word
  }
  return { user, host: hostname() };
}
