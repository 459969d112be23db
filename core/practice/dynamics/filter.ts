import odataParser from '@balena/odata-parser';
import { BadQuery } from './refusals.ts';

/** A row of any entity set, by wire names. */
export type Row = Readonly<Record<string, unknown>>;

/** A `$filter` understood: what it asks and which rows an index may give instead of all. */
export interface Filter {
  matches(row: Row): boolean;
  /** Rows that can match, by an index over `field = value`; `undefined` when every row must be looked at. */
  candidates(index: (field: string, value: string) => Iterable<Row> | undefined): Iterable<Row> | undefined;
}

type Node = readonly [string, ...unknown[]];
type Bind = readonly [string, unknown];

interface Parsed {
  readonly tree: Node;
  readonly binds: readonly Bind[];
}

interface Whole {
  readonly tree: { readonly options: { readonly $filter: Node } };
  readonly binds: readonly Bind[];
}

const enumMark = '\u0001';

/** Literals that the parser does not know (enums, bare dates) are taken out first and put back as values. */
function prepare(text: string): { readonly text: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  const keep = (value: unknown): string => {
    values.push(value);
    return `'#${values.length - 1}'`;
  };
  const prepared = text.replaceAll(
    /Microsoft\.Dynamics\.DataEntities\.(\w+)'(\w+)'|'((?:[^']|'')*)'|(\d{4}-\d\d-\d\dT[\d:.]+Z)|(?<![\w.])(-?\d{16,19})(?![\w.])/g,
    (
      _all,
      enumType: string | undefined,
      member: string | undefined,
      literal: string | undefined,
      date: string | undefined,
      long: string | undefined,
    ) => {
      if (enumType !== undefined) return keep(`${enumMark}${member ?? ''}`);
      if (date !== undefined) return keep(new Date(date));
      if (long !== undefined) return keep(BigInt(long));
      return keep((literal ?? '').replaceAll("''", "'"));
    },
  );
  if (/\s(in|has)\s/i.test(prepared)) throw new BadQuery("The operators 'in' and 'has' are not supported.");
  return { text: prepared, values };
}

/** Parses a `$filter` of an entity set. Throws BadQuery for what F&O refuses (dynamics.md 2.1). */
export function parseFilter(text: string, properties: Readonly<Record<string, string>>): Filter {
  const prepared = prepare(text);
  let parsed: Parsed;
  try {
    // The parser's own way to a single rule goes through eval; a whole request does not.
    const whole = odataParser.parse(`/Set?$filter=${prepared.text}`, { startRule: 'Process' }) as unknown as Whole;
    parsed = { tree: whole.tree.options.$filter, binds: whole.binds };
  } catch (cause) {
    throw new BadQuery(`Syntax error in $filter: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  const value = (bind: number): unknown => {
    const [, raw] = parsed.binds[bind] ?? ['', undefined];
    const mark = typeof raw === 'string' ? /^#(\d+)$/.exec(raw) : null;
    return mark ? prepared.values[Number(mark[1])] : raw;
  };
  return compile(parsed.tree, value, properties);
}

type Value = (bind: number) => unknown;

function compile(node: Node, value: Value, properties: Readonly<Record<string, string>>): Filter {
  const [operator, ...operands] = node;
  switch (operator) {
    case 'and': {
      const parts = operands.map((operand) => compile(operand as Node, value, properties));
      return {
        matches: (row) => parts.every((part) => part.matches(row)),
        candidates: (index) => parts.map((part) => part.candidates(index)).find((rows) => rows !== undefined),
      };
    }
    case 'or': {
      const parts = operands.map((operand) => compile(operand as Node, value, properties));
      return {
        matches: (row) => parts.some((part) => part.matches(row)),
        candidates: (index) => {
          const lists = parts.map((part) => part.candidates(index));
          if (lists.some((rows) => rows === undefined)) return undefined;
          return new Set(lists.flatMap((rows) => [...(rows ?? [])]));
        },
      };
    }
    case 'not': {
      const part = compile(operands[0] as Node, value, properties);
      return { matches: (row) => !part.matches(row), candidates: () => undefined };
    }
    case 'eq':
    case 'ne':
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return comparison(operator, operands, value, properties);
    default:
      throw new BadQuery(`The operator '${operator}' is not supported.`);
  }
}

function comparison(
  operator: string,
  operands: readonly unknown[],
  value: Value,
  properties: Readonly<Record<string, string>>,
): Filter {
  const [left, right] = operands as readonly [{ readonly name?: string }, { readonly bind?: number }];
  const name = left.name ?? '';
  const type = properties[name];
  if (type === undefined) throw new BadQuery(`Could not find a property named '${name}'.`);
  const wanted = right.bind === undefined ? undefined : value(right.bind);
  if (type.startsWith('e:') !== (typeof wanted === 'string' && wanted.startsWith(enumMark))) {
    throw new BadQuery(
      `A binary operator with incompatible types was detected for '${name}': an enum is compared with its typed literal.`,
    );
  }
  if (type.startsWith('e:') && operator !== 'eq' && operator !== 'ne')
    throw new BadQuery('Enums are compared with eq and ne only.');
  if (type === 'l') return wholeNumber(name, operator, wanted);
  const test = tester(name, operator, wanted);
  const exact = operator === 'eq' && typeof wanted === 'string' && !wanted.includes('*');
  return { matches: test, candidates: (index) => (exact ? index(name, wanted) : undefined) };
}

/** Int64 columns are kept as text and compared digit by digit: a binary float would take neighbours for one another. */
function wholeNumber(name: string, operator: string, wanted: unknown): Filter {
  if (typeof wanted !== 'bigint' && typeof wanted !== 'number')
    throw new BadQuery(
      `A binary operator with incompatible types was detected for '${name}': an Int64 is compared with a number.`,
    );
  const target = BigInt(wanted);
  return {
    matches: (row) => ordered(operator, BigInt(String(row[name] ?? '0')), target),
    candidates: (index) => (operator === 'eq' ? index(name, String(target)) : undefined),
  };
}

function tester(name: string, operator: string, wanted: unknown): (row: Row) => boolean {
  if (typeof wanted === 'string' && operator === 'eq' && wanted.includes('*')) {
    const pattern = new RegExp(
      `^${wanted
        .split('*')
        .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
        .join('.*')}$`,
      'i',
    );
    return (row) => pattern.test(String(row[name] ?? ''));
  }
  const target = comparable(typeof wanted === 'string' && wanted.startsWith(enumMark) ? wanted.slice(1) : wanted);
  return (row) => ordered(operator, comparable(row[name], target), target);
}

/** Text compares without case, as the database of F&O does. */
function comparable(value: unknown, like?: unknown): string | number {
  if (value instanceof Date) return value.getTime();
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  const text = String(value ?? '');
  return typeof like === 'number' && /^\d{4}-/.test(text) ? Date.parse(text) : text.toLowerCase();
}

function ordered<T extends string | number | bigint>(operator: string, a: T, b: T): boolean {
  switch (operator) {
    case 'eq':
      return a === b;
    case 'ne':
      return a !== b;
    case 'gt':
      return a > b;
    case 'ge':
      return a >= b;
    case 'lt':
      return a < b;
    default:
      return a <= b;
  }
}
