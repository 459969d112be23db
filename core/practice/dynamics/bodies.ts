import { typeOf, type EntitySet, type PropertyType } from './entities.ts';
import { isMember } from './enums.ts';
import { BadQuery, Refused } from './refusals.ts';

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

/** Refuses properties that the entity has not and values of another type than theirs, as the deserialiser of F&O does. */
export function checkBody(set: EntitySet, body: Body): void {
  for (const [name, value] of Object.entries(body)) {
    if (name.startsWith('@')) continue;
    const type = typeOf(set, name);
    if (type === undefined)
      throw new Refused(`The property '${name}' does not exist on type 'Microsoft.Dynamics.DataEntities.${set.name}'.`);
    if (!takes(type, value))
      throw new Refused(
        `Cannot convert the literal '${JSON.stringify(value)}' of '${name}' to the expected type '${edmOf(type)}'.`,
      );
  }
}

const smallest = -(2 ** 31);
const largest = 2 ** 31 - 1;

/** Texts may be null; numbers, dates and enums have no empty value but their own (dynamics.md 2.5). */
function takes(type: PropertyType, value: unknown): boolean {
  if (type === 'd') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'i') return typeof value === 'number' && Number.isInteger(value) && value >= smallest && value <= largest;
  if (type === 'l') return Number.isSafeInteger(value);
  if (type === 't') return typeof value === 'string' && isMoment(value);
  if (type.startsWith('e:')) return typeof value === 'string' && isMember(type.slice(2), value);
  return typeof value === 'string' || value === null;
}

/** A date with its time and zone, of a day that there is. */
function isMoment(text: string): boolean {
  const match = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(:\d\d(\.\d{1,12})?)?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!match || Number.isNaN(Date.parse(text))) return false;
  const [, day = ''] = match;
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

const edmNames: Readonly<Record<string, string>> = { d: 'Decimal', i: 'Int32', l: 'Int64', t: 'DateTimeOffset' };

function edmOf(type: PropertyType): string {
  return type.startsWith('e:') ? `Microsoft.Dynamics.DataEntities.${type.slice(2)}` : `Edm.${edmNames[type] ?? 'String'}`;
}
