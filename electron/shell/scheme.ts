import type { Protocol, Session } from 'electron';
import { servePage } from '#core/host/http/page.ts';
import { problemPage, problemPath } from './problemPage.ts';

/** The one origin that windows of ours show. */
export const scheme = 'quayside';
export const origin = `${scheme}://app`;

/** Must run before Electron is ready. Never `bypassCSP`. */
export function registerScheme(protocol: Pick<Protocol, 'registerSchemesAsPrivileged'>): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
}

/** Serves the built renderer under our scheme: GET of our host only, the same policy and paths as the loopback host. */
export function serveScheme(session: Pick<Session, 'protocol'>, pages: string, nonce: () => string): void {
  session.protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.host !== 'app' || url.username !== '' || url.password !== '') return notFound();
    if (url.pathname === problemPath) return problemPage();
    const { status, headers, body } = await servePage(pages, url.pathname, nonce());
    return new Response(typeof body === 'string' ? body : Buffer.from(body), { status, headers });
  });
}

function notFound(): Response {
  return new Response('Not found', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
  });
}
