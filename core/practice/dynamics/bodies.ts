import { BadQuery } from './refusals.ts';

/** The body of a write, by wire names. */
export type Body = Readonly<Record<string, unknown>>;

/** Reads the JSON object of a request; nothing else makes a row. */
export function bodyOf(text: string): Body {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadQuery('The body is no JSON object: an entity was expected.');
  return value as Body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadQuery('The body is no JSON.');
  }
}
