import type { WebContents } from 'electron';
import { problemPath } from './problemPage.ts';
import { origin } from './scheme.ts';

/** True for an address of our own page. Parsed, never compared as a piece of text. */
export function isOurs(address: string): boolean {
  try {
    const url = new URL(address);
    return `${url.protocol}//${url.host}` === origin && url.username === '' && url.password === '';
  } catch {
    return false;
  }
}

/** Where an address of our page is within it, so that it can be loaded anew there; the start for any other address. */
export function placeWithin(address: string): string {
  if (!isOurs(address)) return '/';
  const { pathname, search, hash } = new URL(address);
  return pathname === problemPath ? '/' : `${pathname}${search}${hash}`;
}

type Contents = Pick<WebContents, 'on' | 'setWindowOpenHandler'>;

/**
 * A window shows our page and nothing else: no navigation away, no new windows, no web views. A link to the outside is
 * given to `onLink`, which opens what its list allows.
 */
export function keepToOurPage(contents: Contents, onLink: (address: string) => void = () => undefined): void {
  contents.setWindowOpenHandler(({ url }) => {
    onLink(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-frame-navigate', (event) => {
    // Our page has no frames: one that appears is not ours, wherever it wants to go.
    if (!event.isMainFrame || !isOurs(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
