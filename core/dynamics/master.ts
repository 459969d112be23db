import { AppError } from '#core/contract/errors.ts';
import { sharedSets, type MasterRows, type MasterSet } from '#core/domain/masterData.ts';
import type { Instant } from '#core/domain/time.ts';
import type { Logger } from '#core/ports/ports.ts';
import type { Row } from './json.ts';
import { anyOf, dateOf, quoted } from './literals.ts';
import { masterShapes, readerOf, wireFields, type MasterShape } from './masterShapes.ts';
import { createMetadata, type EntityShape, type Metadata } from './metadata.ts';
import { queryPages, type AboutRead, type QueryOptions } from './query.ts';
import type { Transport } from './transport.ts';

/** One set of one legal entity, ready to be read. */
export interface MasterSource<S extends MasterSet> {
  readonly entitySet: string;
  /** What is wanted and this environment does not have; those values come empty. */
  readonly missingProperties: readonly string[];
  /** Page by page, a large one in parts. A row without its keys is left out. */
  pages(signal?: AbortSignal): AsyncGenerator<readonly MasterRows[S][], void, undefined>;
  /** The rows with these keys (customer accounts, item numbers): what is asked before a row is taken for gone. */
  withKeys(keys: readonly string[], signal?: AbortSignal): Promise<readonly MasterRows[S][]>;
}

export interface MasterReader {
  /** Undefined where the environment has none of the entity sets. Throws AppError; nothing is ever written. */
  open<S extends MasterSet>(set: S, company: string, at: Instant, signal?: AbortSignal): Promise<MasterSource<S> | undefined>;
}

/** What the names of these requests begin with where they are counted. */
export const masterOperation = 'master ';
/** Small enough that neither its text nor its rows hold the main thread up. */
const pageSize = 1_000;
/** Rows that are made at once: between two parts other work has its turn. */
const partSize = 500;
/** Keys that share one request. */
const keysTogether = 30;

/** Reads master data in the background: behind everything else that wants to ask, and counted apart. */
export function createMasterReader(foreground: Transport, log: Logger): MasterReader {
  const transport = inBackground(foreground);
  const metadata = createMetadata(transport, log);
  return {
    async open(set, company, at, signal) {
      const master = masterShapes[set];
      const shape = await firstPresent(metadata, master.entitySets, signal);
      return shape && sourceOf({ transport, master, set, shape, company, at });
    },
  };
}

function inBackground(transport: Transport): Transport {
  return {
    ...transport,
    read: (asked) => transport.read({ ...asked, operation: `${masterOperation}${asked.operation}`, background: true }),
  };
}

async function firstPresent(
  metadata: Metadata,
  sets: readonly string[],
  signal: AbortSignal | undefined,
): Promise<EntityShape | undefined> {
  for (const set of sets) {
    const shape = await metadata.find(set, signal);
    if (shape) return shape;
  }
  return undefined;
}

interface SourceInput<S extends MasterSet> {
  readonly transport: Transport;
  readonly master: MasterShape<S>;
  readonly set: S;
  readonly shape: EntityShape;
  readonly company: string;
  readonly at: Instant;
}

function sourceOf<S extends MasterSet>({ transport, master, set, shape, company, at }: SourceInput<S>): MasterSource<S> {
  const { wire, missing, missingKeys } = wireFields(master, shape);
  if (missingKeys.length > 0) throw withoutKeys(shape.set, missingKeys);
  const owner = sharedSets.has(set)
    ? undefined
    : `${shape.wire('dataAreaId') ?? 'dataAreaId'} eq ${quoted(company.toLowerCase())}`;
  // Where the environment tells nothing of itself a name too much would be refused: then everything is asked for.
  const select = shape.certain ? { select: [...new Set([...wire.values()].flat())] } : {};
  const options = (filter: string | undefined): QueryOptions => ({
    crossCompany: true,
    ...select,
    ...(filter === undefined ? {} : { filter }),
  });
  const about = (signal: AbortSignal | undefined): AboutRead => ({ operation: `GET ${set}`, signal, pageSize });
  const keyFields = Object.entries(master.fields).flatMap(([field, { need }]) => (need === 'key' ? [field] : []));
  const toRow = (row: Row): readonly MasterRows[S][] => {
    const reader = readerOf(row, wire);
    if (keyFields.some((field) => reader.text(field) === '') || isOver(reader.text('expiration'), at)) return [];
    return [master.row(reader)];
  };
  return {
    entitySet: shape.set,
    missingProperties: missing,
    async *pages(signal) {
      for await (const rows of queryPages(transport, shape, options(owner), about(signal)))
        for (let from = 0; from < rows.length; from += partSize) yield rows.slice(from, from + partSize).flatMap(toRow);
    },
    async withKeys(keys, signal) {
      const name = wire.get(keyFields[0] ?? '')?.[0] ?? '';
      const found: MasterRows[S][] = [];
      for (let from = 0; from < keys.length; from += keysTogether) {
        const some = anyOf(keys.slice(from, from + keysTogether).map((key) => `${name} eq ${quoted(key)}`));
        const filter = owner === undefined ? some : `${owner} and ${some}`;
        for await (const rows of queryPages(transport, shape, options(filter), about(signal))) found.push(...rows.flatMap(toRow));
      }
      return found;
    },
  };
}

/** An address that expired is one of the past; 1900 and an absent date mean that it holds. */
function isOver(expiration: string, at: Instant): boolean {
  const text = dateOf(expiration);
  return text !== '' && Date.parse(text) < Date.parse(at);
}

function withoutKeys(set: string, keys: readonly string[]): AppError {
  return new AppError({
    code: 'dynamics-entity-missing',
    message: `The entity set ${set} of this environment has no ${keys.join(', ')}: its rows cannot be told apart, so it is not read. Tell your Dynamics administrator.`,
    details: { set, properties: keys.join(', ') },
  });
}
