import { typeOf, type EntitySet } from './entities.ts';
import { BadQuery } from './refusals.ts';

/** The values of a key predicate `name='text',other=1` by property: all keys of the set, each once, and nothing else. */
export function keyOf(set: EntitySet, predicate: string): ReadonlyMap<string, string> {
  const part = /(\w+)=(?:'((?:[^']|'')*)'|([^'(),\s]+))(?:,(?=\w)|$)/y;
  const values = new Map<string, string>();
  while (part.lastIndex < predicate.length) {
    const match = part.exec(predicate);
    if (!match) throw new BadQuery(`Syntax error in the key predicate '${predicate}'.`);
    const [, name = '', quoted, bare] = match;
    if (!set.keys.includes(name) || values.has(name)) throw wrongKeys(set);
    if (isText(set, name) !== (quoted !== undefined)) throw new BadQuery(`The value of the key '${name}' has another type.`);
    values.set(name, quoted?.replaceAll("''", "'") ?? bare ?? '');
  }
  if (values.size < set.keys.length) throw wrongKeys(set);
  return values;
}

const wrongKeys = (set: EntitySet): BadQuery =>
  new BadQuery(`The key predicate must name all keys, each once: ${set.keys.join(', ')}.`);

/** Texts stand in quotes; numbers, dates and the like do not. */
function isText(set: EntitySet, name: string): boolean {
  const type = typeOf(set, name) ?? 's';
  return type === 's' || type === 'S';
}
