import { safeHeaders } from '#core/host/http/page.ts';

/** Shown by our scheme when the page keeps crashing. */
export const problemPath = '/problem';

/** The page of last resort: no script, no style of its own, one link back. */
export function problemPage(): Response {
  return new Response(
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Quayside</title>' +
      '<h1>The window ended several times in a minute</h1>' +
      '<p>The engine goes on in the background: orders and documents are not affected.</p>' +
      '<p><a href="/">Load the window again</a>. If it ends again, quit Quayside from the tray and start it anew; the log ' +
      'beside the data says what happened.</p></html>',
    {
      status: 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ...safeHeaders,
      },
    },
  );
}
