const name = 'quayside_preferences';
const year = 365 * 24 * 3600;

/** Keeps one short text of this page over restarts. */
export interface TextKeeper {
  read(): string | undefined;
  write(text: string): void;
}

/**
 * The desktop app has one address, so its storage stays. The loopback host may get another port at every start, which
 * is another storage to the browser, while a cookie holds for all ports of the machine. It carries the look of the
 * screen and nothing else.
 */
export function textKeeper(page: Window, host: 'desktop' | 'browser'): TextKeeper {
  return host === 'desktop' ? inStorage(page.localStorage) : inCookie(page.document);
}

function inStorage(storage: Storage): TextKeeper {
  return {
    read: () => storage.getItem(name) ?? undefined,
    write: (text) => storage.setItem(name, text),
  };
}

function inCookie(page: Document): TextKeeper {
  return {
    read() {
      const pair = page.cookie.split('; ').find((candidate) => candidate.startsWith(`${name}=`));
      return pair === undefined ? undefined : decodeURIComponent(pair.slice(name.length + 1));
    },
    write(text) {
      page.cookie = `${name}=${encodeURIComponent(text)}; Path=/; Max-Age=${year}; SameSite=Strict`;
    },
  };
}
