import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';

/** What a page may load. HTML is not among them: the one page is served below, with its policy. */
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.json': 'application/json',
};

export interface PageReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

/** The one placeholder that the build leaves in index.html for each answer's own nonce. */
const noncePlaceholder = '__CSP_NONCE__';

/** The policy of every page: only our own files, styles of Fluent by nonce (models.md D 3). */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Headers of everything that a page may load. */
export const safeHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const notFound: PageReply = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...safeHeaders },
  body: 'Not found',
};

/** The file of a URL path below a folder, or nothing where the path leads out of it or is malformed. */
function fileBelow(folder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return undefined;
  const file = join(folder, decoded);
  const below = relative(folder, file);
  return below.startsWith('..') || isAbsolute(below) ? undefined : file;
}

/** Answers a GET for the page: a built file, or index.html for every path without a file extension (the router's paths). */
export async function servePage(folder: string, pathname: string, nonce: string): Promise<PageReply> {
  const extension = extname(pathname);
  if (pathname === '/api' || pathname.startsWith('/api/')) return notFound;
  if (extension !== '' && pathname !== '/index.html') {
    const file = fileBelow(folder, pathname);
    const type = types[extension];
    const body = file && type ? await readFile(file).catch(() => undefined) : undefined;
    if (!body || !type) return notFound;
    const cache = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return { status: 200, headers: { 'content-type': type, 'cache-control': cache, ...safeHeaders }, body };
  }
  const html = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
  if (html === undefined) return notFound;
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': contentSecurityPolicy(nonce),
      ...safeHeaders,
    },
    body: html.replaceAll(noncePlaceholder, nonce),
  };
}
