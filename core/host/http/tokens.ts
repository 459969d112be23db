import { timingSafeEqual } from 'node:crypto';
import type { Clock, Randomness } from '#core/ports/ports.ts';

/** The page's token and the one-time codes that hand it over (models.md D 20). */
export interface Tokens {
  readonly page: string;
  /** A new code for a URL fragment: good once, for ten minutes. */
  newCode(): string;
  /** The page's token for a good code, `undefined` otherwise. */
  exchange(code: string): string | undefined;
  isPage(token: string): boolean;
  isAdmin(key: string): boolean;
  readonly adminKey: string;
}

const codeMs = 600_000;

export function createTokens(random: Randomness, clock: Clock): Tokens {
  const text = (): string => Buffer.from(random.bytes(32)).toString('base64url');
  const page = text();
  const adminKey = text();
  const codes = new Map<string, number>();
  return {
    page,
    adminKey,
    newCode() {
      for (const [known, until] of codes) if (until <= clock.monotonic()) codes.delete(known);
      const code = text();
      codes.set(code, clock.monotonic() + codeMs);
      return code;
    },
    exchange(code) {
      const good = [...codes].find(([known]) => same(known, code));
      if (!good) return undefined;
      codes.delete(good[0]);
      return good[1] > clock.monotonic() ? page : undefined;
    },
    isPage: (token) => same(page, token),
    isAdmin: (key) => same(adminKey, key),
  };
}

/** Compares in a time that tells nothing about where two texts differ. */
function same(known: string, given: string): boolean {
  const a = Buffer.from(known);
  const b = Buffer.from(given);
  return a.length === b.length && timingSafeEqual(a, b);
}
