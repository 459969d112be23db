import { AppError } from '#core/contract/errors.ts';

/** Whether a value has the form that a list gave out. */
type Form<T> = (value: unknown) => value is T;

export const isText = (value: unknown): value is string => typeof value === 'string';

/** A number of a row, or a place in a list: never a fraction, never below 0. */
export const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const pair =
  <First, Second>(first: Form<First>, second: Form<Second>): Form<readonly [First, Second]> =>
  (value): value is readonly [First, Second] =>
    Array.isArray(value) && value.length === 2 && first(value[0]) && second(value[1]);

/** The key of a row: as many texts as its table's key has columns. */
export const texts =
  (count: number): Form<readonly string[]> =>
  (value): value is readonly string[] =>
    Array.isArray(value) && value.length === count && value.every(isText);

/**
 * The place from which a page goes on, as the page before gave it out; `undefined` for the first page. A screen only hands
 * it back, but whoever calls may send anything: what no list gave out is their mistake, not one in here.
 */
export function readCursor<T>(cursor: string | undefined, form: Form<T>): T | undefined {
  if (cursor === undefined) return undefined;
  const place = parsed(cursor);
  if (form(place)) return place;
  throw new AppError({
    code: 'invalid-input',
    message: 'The place in the list could not be read. Open the list anew.',
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
