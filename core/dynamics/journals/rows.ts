import type { DecimalText } from '#core/domain/decimal.ts';
import type { Instant, LocalDate } from '#core/domain/time.ts';
import { decimalOf, integerOf, textOf } from '../json.ts';
import type { Row } from '../json.ts';
import { anyOf, dateOf, quoted } from '../literals.ts';
import type { EntityShape, Metadata } from '../metadata.ts';
import { queryString, readAll } from '../query.ts';
import type { QueryOptions } from '../query.ts';
import type { Transport } from '../transport.ts';

/** What every read of a journal works with. */
export interface JournalContext {
  readonly transport: Transport;
  readonly metadata: Metadata;
  /** Legal entities of the connection: nothing of another one is read. */
  readonly companies: readonly string[];
  /** Taken off a mark, because a posting commits later than its stamp (dynamics.md 5.3). */
  readonly overlapMinutes: number;
  /** The day by our clock (UTC): what is dated for a later one makes no mark. */
  readonly today: () => LocalDate;
}

/** The values of one row by the names as documented. */
export interface Fields {
  /** As it came, for annotations. */
  readonly row: Row;
  has(name: string): boolean;
  text(name: string): string;
  decimal(name: string): DecimalText;
  /** Undefined where the set has no such property: an absent figure is not zero. */
  figure(name: string): DecimalText | undefined;
  integer(name: string): number;
  /** The day of a date; undefined for the 1900 that stands for empty and where the set has none. */
  day(name: string): LocalDate | undefined;
  instant(name: string): Instant | undefined;
}

/** A row through the metadata of its set; where that is not shown, names are compared without case. */
export function fieldsOf(row: Row, shape: EntityShape): Fields {
  const folded = shape.certain ? undefined : new Map(Object.keys(row).map((name) => [name.toLowerCase(), name]));
  const wire = (name: string): string | undefined => (folded ? folded.get(name.toLowerCase()) : shape.wire(name));
  const text = (name: string): string => textOf(row, wire(name) ?? '');
  const date = (name: string): string => dateOf(text(name));
  return {
    row,
    has: (name) => wire(name) !== undefined,
    text,
    decimal: (name) => decimalOf(row, wire(name) ?? ''),
    figure: (name) => (wire(name) === undefined ? undefined : decimalOf(row, wire(name) ?? '')),
    integer: (name) => integerOf(row, wire(name) ?? ''),
    day: (name) => (date(name) === '' ? undefined : date(name).slice(0, 10)),
    instant: (name) => {
      const value = Date.parse(date(name));
      return Number.isNaN(value) ? undefined : new Date(value).toISOString();
    },
  };
}

/** One thing to look for: a value of a property within a company. Numbers (Int64) are written bare, text is quoted. */
export interface Wanted {
  readonly company: string;
  readonly value: string;
}

/** Documents that share one request; F&O has no `in`, so they are joined with `or` (dynamics.md 2.1, 5.3). */
const mostTogether = 30;
/** Gateways refuse longer URLs; measured after encoding. */
const longestQuery = 6_000;

/** Rows whose `property` is one of the wanted values, as few requests as possible. */
export async function readWhere(
  context: JournalContext,
  shape: EntityShape,
  property: string,
  wanted: readonly Wanted[],
  about: {
    readonly names: readonly string[];
    readonly operation: string;
    readonly bare?: boolean;
    readonly signal: AbortSignal | undefined;
  },
): Promise<readonly Fields[]> {
  const unique = [
    ...new Map(wanted.filter(({ value }) => value !== '').map((one) => [`${one.company}|${one.value}`, one])).values(),
  ];
  const make = (some: readonly Wanted[]): QueryOptions => ({
    filter: clauseOf(shape, property, some, about.bare ?? false),
    ...selectOf(shape, about.names),
    crossCompany: true,
  });
  const reads = pack(unique, make).map((options) =>
    readAll(context.transport, shape, options, { operation: about.operation, signal: about.signal }),
  );
  return (await Promise.all(reads)).flat().map((row) => fieldsOf(row, shape));
}

/** `$select` of the names that this environment has; without metadata everything is asked for. */
export function selectOf(shape: EntityShape, names: readonly string[]): { readonly select?: readonly string[] } {
  if (!shape.certain) return {};
  return { select: [...new Set(names.flatMap((name) => shape.wire(name) ?? []))] };
}

/** A property of the set by its documented name, on the wire. */
export function wireOf(shape: EntityShape, name: string): string {
  return shape.wire(name) ?? name;
}

/** The companies of the connection as a condition. */
export function inCompanies(shape: EntityShape, companies: readonly string[]): string {
  return anyOf([...new Set(companies)].map((company) => `${wireOf(shape, 'dataAreaId')} eq ${quoted(company.toLowerCase())}`));
}

function clauseOf(shape: EntityShape, property: string, wanted: readonly Wanted[], bare: boolean): string {
  const name = wireOf(shape, property);
  const groups = Map.groupBy(wanted, ({ company }) => company.toLowerCase());
  const clauses = [...groups].map(([company, members]) => {
    const values = anyOf(members.map(({ value }) => `${name} eq ${bare ? value : quoted(value)}`));
    const one = `${wireOf(shape, 'dataAreaId')} eq ${quoted(company)} and ${values}`;
    return groups.size === 1 ? one : `(${one})`;
  });
  return clauses.join(' or ');
}

function pack(wanted: readonly Wanted[], make: (some: readonly Wanted[]) => QueryOptions): readonly QueryOptions[] {
  const packs: QueryOptions[] = [];
  let held: Wanted[] = [];
  for (const one of wanted) {
    const wider = [...held, one];
    const fits = wider.length <= mostTogether && queryString(make(wider)).length <= longestQuery;
    if (!fits && held.length > 0) packs.push(make(held));
    held = fits ? wider : [one];
  }
  return held.length > 0 ? [...packs, make(held)] : packs;
}
