/** A query that SPS cannot make sense of: becomes a 400. */
export class BadAsked extends Error {}

/** The most that a page of anything holds (sps.md 1.2). */
const most = 1_000;

/** How many rows a page may have: none at all would be followed by the same page for ever. */
export function limitOf(query: URLSearchParams, otherwise: number): number {
  const limit = wholeOf(query, 'limit', otherwise);
  if (limit < 1 || limit > most) throw new BadAsked(`'limit' is a whole number from 1 to ${most}.`);
  return limit;
}

/** How many rows are left out before the page. */
export const offsetOf = (query: URLSearchParams): number => wholeOf(query, 'offset', 0);

function wholeOf(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name) ?? String(otherwise);
  if (!/^\d{1,15}$/.test(text)) throw new BadAsked(`'${name}' is a whole number.`);
  return Number(text);
}

/** `after` or `until`: a time without a zone is UTC (sps.md 1.5). */
export function timeOf(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  const value = Date.parse(/[zZ]$/.test(text) ? text : `${text}Z`);
  if (!/^\d{4}-\d\d-\d\dT/.test(text) || Number.isNaN(value)) throw new BadAsked(`'${name}' is a time like 2026-03-02T15:00:00.`);
  return value;
}
