import type { LocalDate } from '#core/domain/time.ts';

/** A string literal of a `$filter` or key: quotes doubled (dynamics.md 2.1). Encode it for the URL afterwards. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A day as Dynamics keeps it: noon UTC, so that no shift of zone moves it to another day (dynamics.md 2.5). */
export function noon(day: LocalDate): string {
  return `${day}T12:00:00Z`;
}

/** A date or date-time from Dynamics; '' for the 1900-01-01 that stands for empty, at whatever hour. */
export function dateOf(text: string): string {
  return text.startsWith('1900-01-01') ? '' : text;
}

/**
 * Percent-encodes one query value or path segment, quotes included, so that its length is known before it is sent. Half a
 * character, which no URL can carry, becomes the sign for one that cannot be read.
 */
export function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll("'", '%27');
}

/** `Set(a='x',b='y')`: a key needs all its parts (dynamics.md 2.2). */
export function keyPath(set: string, key: Readonly<Record<string, string>>): string {
  const parts = Object.entries(key).map(([name, value]) => `${name}=${encode(quoted(value))}`);
  return `${set}(${parts.join(',')})`;
}

/** Clauses joined with `or`, in parentheses when there are several. */
export function anyOf(clauses: readonly string[]): string {
  return clauses.length === 1 ? clauses.join('') : `(${clauses.join(' or ')})`;
}
