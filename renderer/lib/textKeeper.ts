const name = 'quayside_preferences';
const year = 365 * 24 * 3600;
/** A browser keeps 4,096 bytes a cookie; the host takes headers of 16 kB. */
const partLength = 3_600;
const mostParts = 3;

/** Keeps one text of this page over restarts. */
export interface TextKeeper {
  read(): string | undefined;
  /** False where the text is too long to be kept; what was kept before stays. */
  write(text: string): boolean;
}

/**
 * The desktop app has one address, so its storage stays. The loopback host may get another port at every start, which
 * is another storage to the browser, while a cookie holds for all ports of the machine. It carries the look of the
 * screen and nothing else.
 */
export function textKeeper(page: Window, host: 'desktop' | 'browser'): TextKeeper {
  return host === 'desktop' ? inStorage(page.localStorage) : inCookies(page.document);
}

function inStorage(storage: Storage): TextKeeper {
  return {
    read: () => storage.getItem(name) ?? undefined,
    write(text) {
      storage.setItem(name, text);
      return true;
    },
  };
}

/** Over several cookies, `…`, `…_1`, `…_2`: one alone is too short for saved filters. */
export function inCookies(page: Pick<Document, 'cookie'>): TextKeeper {
  return {
    read() {
      const parts: string[] = [];
      for (let part = 0; part < mostParts; part += 1) {
        const text = cookie(page, nameOf(part));
        if (text === undefined) break;
        parts.push(text);
      }
      return parts.length === 0 ? undefined : decodeURIComponent(parts.join(''));
    },
    write(text) {
      const parts = cut(encodeURIComponent(text));
      if (parts.length > mostParts) return false;
      for (let part = 0; part < mostParts; part += 1) {
        const kept = parts[part];
        page.cookie = `${nameOf(part)}=${kept ?? ''}; Path=/; Max-Age=${kept === undefined ? 0 : year}; SameSite=Strict`;
      }
      return true;
    },
  };
}

const nameOf = (part: number): string => (part === 0 ? name : `${name}_${part}`);

function cookie(page: Pick<Document, 'cookie'>, wanted: string): string | undefined {
  const pair = page.cookie.split('; ').find((candidate) => candidate.startsWith(`${wanted}=`));
  return pair?.slice(wanted.length + 1);
}

function cut(text: string): readonly string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += partLength) parts.push(text.slice(at, at + partLength));
  return parts;
}
