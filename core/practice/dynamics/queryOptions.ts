import { typeOf, type EntitySet } from './entities.ts';
import { BadQuery } from './refusals.ts';

const ofRows = ['$select', '$expand'];
const ofCollections = ['$filter', '$orderby', '$top', '$skip', '$count'];

/** Refuses options that are not known, that stand there twice, or that make no sense for one row found by its key. */
export function checkOptions(options: URLSearchParams, one: boolean): void {
  const names = [...options.keys()].filter((name) => name.startsWith('$'));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new BadQuery(`Query option '${twice}' was specified more than once.`);
  const unknown = names.find((name) => !ofRows.includes(name) && !ofCollections.includes(name));
  if (unknown !== undefined) throw new BadQuery(`The query parameter '${unknown}' is not supported.`);
  if (one && names.some((name) => ofCollections.includes(name)))
    throw new BadQuery(
      'The requested resource is not a collection. Query options $filter, $orderby, $count, $skip, and $top can be applied only on collections.',
    );
}

/** The properties of a `$select`; undefined where there is none. */
export function selectOf(options: URLSearchParams, set: EntitySet): readonly string[] | undefined {
  const select = options
    .get('$select')
    ?.split(',')
    .map((name) => name.trim());
  for (const name of select ?? []) checkName(name, set);
  return select;
}

/** `$top` or `$skip`; undefined where there is none. */
export function wholeOf(options: URLSearchParams, name: '$top' | '$skip'): number | undefined {
  const text = options.get(name);
  if (text === null) return undefined;
  if (!/^\d{1,15}$/.test(text))
    throw new BadQuery(
      `Invalid value '${text}' for ${name} query option found. The ${name} query option requires a non-negative integer value.`,
    );
  return Number(text);
}

/** True where the number of all rows is asked for. */
export function countOf(options: URLSearchParams): boolean {
  const text = options.get('$count') ?? 'false';
  if (text !== 'true' && text !== 'false')
    throw new BadQuery(`Invalid value '${text}' for $count query option found. Valid values are 'true' and 'false'.`);
  return text === 'true';
}

export interface SortKey {
  readonly name: string;
  readonly descending: boolean;
}

/** What rows are sorted by, the most important first. */
export function sortKeysOf(options: URLSearchParams, set: EntitySet): readonly SortKey[] {
  const text = options.get('$orderby');
  if (text === null) return [];
  return text.split(',').map((part) => {
    const [name = '', direction = 'asc', ...others] = part.trim().split(/\s+/);
    checkName(name, set);
    if ((direction !== 'asc' && direction !== 'desc') || others.length > 0)
      throw new BadQuery(`Syntax error in $orderby: '${part.trim()}'.`);
    return { name, descending: direction === 'desc' };
  });
}

function checkName(name: string, set: EntitySet): void {
  if (typeOf(set, name) === undefined)
    throw new BadQuery(`Could not find a property named '${name}' on type 'Microsoft.Dynamics.DataEntities.${set.name}'.`);
}
