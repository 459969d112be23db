import { AppError } from '#core/contract/errors.ts';
import type { Logger } from '#core/ports/ports.ts';
import { readEdmx } from './edmx.ts';
import { isRow, parseExact, rowsOf, textOf } from './json.ts';
import type { Row } from './json.ts';
import { encode, quoted } from './literals.ts';
import { shareRead, type SharedRead } from './sharedRead.ts';
import type { Transport } from './transport.ts';

/** One entity set as this environment has it. */
export interface EntityShape {
  readonly set: string;
  /** False where the environment shows no metadata: names are then taken as documented and nothing is left out. */
  readonly certain: boolean;
  readonly readOnly: boolean;
  /** The name on the wire, found without regard to case; undefined where the environment has no such property. */
  wire(property: string): string | undefined;
}

export interface Metadata {
  /** Read once and kept. Throws `dynamics-entity-missing`, naming what there is instead. */
  shape(set: string, signal?: AbortSignal): Promise<EntityShape>;
  /** The same without an error: undefined where the set is missing. */
  find(set: string, signal?: AbortSignal): Promise<EntityShape | undefined>;
  /** A set that was there is not found any more: the environment is asked again. */
  forget(set: string): void;
}

/**
 * Names and properties from `/metadata/PublicEntities`, else from `/data/$metadata` (dynamics.md 1.1, 1.2). Where an
 * environment offers neither, the documented names are used.
 */
export function createMetadata(transport: Transport, log: Logger): Metadata {
  const known = new Map<string, SharedRead<EntityShape | undefined>>();
  const find = (set: string, signal?: AbortSignal): Promise<EntityShape | undefined> => {
    const before = known.get(set);
    if (before && !before.isGivenUp()) return before.join(signal);
    const reading = shareRead((stop) => readShape(transport, log, set, stop));
    known.set(set, reading);
    const drop = (): void => void (known.get(set) === reading && known.delete(set));
    // A failure or a missing set is asked for again: it may be put right while we run.
    reading.done.then((shape) => (shape ? undefined : drop()), drop);
    return reading.join(signal);
  };
  return {
    find,
    forget: (set) => void known.delete(set),
    shape: async (set, signal) => {
      const shape = await find(set, signal);
      if (shape) return shape;
      throw missing(set, await alternatives(transport, set, signal), transport.host);
    },
  };
}

/** The environment has no such property, and the work makes no sense without it. */
export function requireWire(shape: EntityShape, property: string): string {
  const name = shape.wire(property);
  if (name !== undefined) return name;
  throw new AppError({
    code: 'dynamics-entity-missing',
    message: `The entity set ${shape.set} of this environment has no property ${property}, without which orders cannot be told apart. Choose another version of the set in the Dynamics connection.`,
    details: { set: shape.set, property },
  });
}

async function readShape(
  transport: Transport,
  log: Logger,
  set: string,
  signal: AbortSignal | undefined,
): Promise<EntityShape | undefined> {
  const listed = await readPublicEntity(transport, set, signal);
  if (listed.answer === 'found') return shapeOf(set, listed.properties, listed.readOnly);
  const names = await readServiceRoot(transport, signal);
  if (listed.answer === 'absent') return names?.includes(set) ? uncertain(set, log) : undefined;
  if (names && !names.includes(set)) return undefined;
  const edmx = await transport.read({ operation: 'GET metadata', path: '/data/$metadata', accept: 'application/xml', signal });
  if (edmx.status !== 200) return uncertain(set, log);
  const properties = readEdmx(edmx.text, set);
  return properties ? shapeOf(set, properties, false) : undefined;
}

type Listed =
  | { readonly answer: 'found'; readonly properties: readonly string[]; readonly readOnly: boolean }
  | { readonly answer: 'absent' }
  | { readonly answer: 'not-offered' };

async function readPublicEntity(transport: Transport, set: string, signal: AbortSignal | undefined): Promise<Listed> {
  const query = `$filter=${encode(`EntitySetName eq ${quoted(set)}`)}`;
  const answer = await transport.read({ operation: 'GET metadata', path: '/metadata/PublicEntities', query, signal });
  const rows = answer.status === 200 ? rowsOf(parseOr(answer.text)) : undefined;
  if (!rows) return { answer: 'not-offered' };
  const row = rows.find((candidate) => textOf(candidate, 'EntitySetName') === set);
  if (!row) return { answer: 'absent' };
  const properties = propertyNames(row) ?? (await readOneEntity(transport, textOf(row, 'Name'), signal));
  return properties ? { answer: 'found', properties, readOnly: isReadOnly(row) } : { answer: 'not-offered' };
}

/** Some lists carry no properties; the single entity does. */
async function readOneEntity(
  transport: Transport,
  name: string,
  signal: AbortSignal | undefined,
): Promise<readonly string[] | undefined> {
  if (name === '') return undefined;
  const path = `/metadata/PublicEntities(${encode(quoted(name))})`;
  const answer = await transport.read({ operation: 'GET metadata', path, signal });
  const row = answer.status === 200 ? parseOr(answer.text) : undefined;
  return isRow(row) ? propertyNames(row) : undefined;
}

/** All entity sets by name; undefined where the service document cannot be had. */
async function readServiceRoot(transport: Transport, signal: AbortSignal | undefined): Promise<readonly string[] | undefined> {
  const answer = await transport.read({ operation: 'GET metadata', path: '/data', signal });
  if (answer.status !== 200) return undefined;
  return rowsOf(parseOr(answer.text))?.map((row) => textOf(row, 'url') || textOf(row, 'name'));
}

/** What the environment has under nearly the same name: other versions of the set first. */
async function alternatives(transport: Transport, set: string, signal: AbortSignal | undefined): Promise<readonly string[]> {
  const names = (await readServiceRoot(transport, signal)) ?? [];
  const stem = set.replace(/(V\d+)?(Lines)?$/, '').toLowerCase();
  return names.filter((name) => name.toLowerCase().startsWith(stem) && /^(v\d+)?(lines)?$/i.test(name.slice(stem.length)));
}

function missing(set: string, instead: readonly string[], host: string): AppError {
  const there = instead.length === 0 ? 'It has no other version of it either.' : `It has ${instead.join(', ')}.`;
  return new AppError({
    code: 'dynamics-entity-missing',
    message: `The Dynamics environment ${host} has no entity set ${set}. ${there} Choose one that exists in the Dynamics connection.`,
    details: { set, instead: instead.join(', ') },
  });
}

function shapeOf(set: string, properties: readonly string[], readOnly: boolean): EntityShape {
  const wire = new Map(properties.map((name) => [name.toLowerCase(), name]));
  const asked = new Map<string, string | undefined>();
  return {
    set,
    certain: true,
    readOnly,
    // The same few properties are asked for with every line of every order.
    wire: (property) => {
      if (!asked.has(property)) asked.set(property, wire.get(property.toLowerCase()));
      return asked.get(property);
    },
  };
}

function uncertain(set: string, log: Logger): EntityShape {
  log.warn('the environment shows no metadata; documented names are used', { set });
  return { set, certain: false, readOnly: false, wire: (property) => property };
}

function propertyNames(row: Row): readonly string[] | undefined {
  const list = row['Properties'];
  if (!Array.isArray(list) || list.length === 0) return undefined;
  return list.filter(isRow).map((property) => textOf(property, 'Name'));
}

function isReadOnly(row: Row): boolean {
  return textOf(row, 'IsReadOnly') === 'true';
}

function parseOr(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return undefined;
  }
}
