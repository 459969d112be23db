import { z } from 'zod';

const storageKey = 'quayside.token';
const answer = z.object({ token: z.string().min(1) });

export type Session =
  | { readonly state: 'open'; readonly token: string }
  /** none: opened without a link · used: the link's code was spent or is too old */
  | { readonly state: 'no-session'; readonly why: 'none' | 'used' }
  | { readonly state: 'no-answer' };

/**
 * The token of this tab: from the one-time code in the address (`#code=…`, exchanged once and removed from the
 * address and the history), else the one that this tab already has.
 */
export async function openSession(page: Window): Promise<Session> {
  const code = new URLSearchParams(page.location.hash.slice(1)).get('code');
  const kept = page.sessionStorage.getItem(storageKey);
  if (code === null) return kept === null ? { state: 'no-session', why: 'none' } : { state: 'open', token: kept };
  page.history.replaceState(page.history.state, '', page.location.pathname + page.location.search);
  let token: string | undefined;
  try {
    token = await exchange(page, code);
  } catch {
    return { state: 'no-answer' };
  }
  if (token !== undefined) page.sessionStorage.setItem(storageKey, token);
  const usable = token ?? kept;
  return usable === null ? { state: 'no-session', why: 'used' } : { state: 'open', token: usable };
}

async function exchange(page: Window, code: string): Promise<string | undefined> {
  const response = await page.fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  if (!response.ok) return undefined;
  return answer.parse(await response.json()).token;
}

/** Forgets a token that the host no longer takes. */
export function forgetSession(page: Window): void {
  page.sessionStorage.removeItem(storageKey);
}
