import odataParser from '@balena/odata-parser';
import { comparison, type Operand } from './comparison.ts';
import { typeOf, type EntitySet } from './entities.ts';
import { takeLiterals, valueOf, type Bind, type Prepared } from './literals.ts';
import { BadQuery } from './refusals.ts';

/** A row of any entity set, by wire names. */
export type Row = Readonly<Record<string, unknown>>;

/** A `$filter` understood: what it asks and which rows an index may give instead of all. */
export interface Filter {
  matches(row: Row): boolean;
  /** Rows that can match, by an index over `field = value`; `undefined` when every row must be looked at. */
  candidates(index: (field: string, value: string) => Iterable<Row> | undefined): Iterable<Row> | undefined;
}

interface Parsed {
  readonly condition: unknown;
  readonly binds: readonly Bind[];
}

interface Whole {
  readonly tree: { readonly options: { readonly $filter: unknown } };
  readonly binds: readonly Bind[];
}

/** Deeper than anybody asks, and not so deep that the stack ends. */
const deepest = 200;

/** Parses a `$filter` of an entity set. Throws BadQuery for what F&O refuses (dynamics.md 2.1). */
export function parseFilter(text: string, set: EntitySet): Filter {
  const prepared = takeLiterals(text);
  if (/\s(in|has)\s/i.test(prepared.text)) throw new BadQuery("The operators 'in' and 'has' are not supported.");
  const { condition, binds } = parse(prepared);
  const value = (bind: number): unknown => valueOf(binds[bind] ?? ['', undefined], prepared);
  return compile(condition, { value, typeOf: (name) => typeOf(set, name) }, 0);
}

function parse(prepared: Prepared): Parsed {
  try {
    // The parser's own way to a single rule goes through eval; a whole request does not.
    const whole = odataParser.parse(`/Set?$filter=${grouped(prepared.text)}`, { startRule: 'Process' }) as unknown as Whole;
    const { $filter: condition, ...others } = whole.tree.options;
    if (Object.keys(others).length > 0) throw new Error('an & ends a condition');
    return { condition, binds: whole.binds };
  } catch (cause) {
    throw new BadQuery(`Syntax error in $filter: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** Every `and` group in parentheses: the parser reads `or` and `and` from left to right, OData binds `and` closer. */
function grouped(text: string): string {
  return `(${text
    .replaceAll('(', '((')
    .replaceAll(')', '))')
    .replaceAll(/\s+or\s+/g, ') or (')})`;
}

interface Known {
  readonly value: (bind: number) => unknown;
  readonly typeOf: (name: string) => string | undefined;
}

function compile(node: unknown, known: Known, depth: number): Filter {
  if (depth > deepest) throw new BadQuery('The $filter is nested too deeply.');
  if (!Array.isArray(node)) throw new BadQuery('Syntax error in $filter: a property or a literal alone is no condition.');
  const [operator, ...operands] = node as readonly unknown[];
  const all = (): readonly Filter[] => operands.map((operand) => compile(operand, known, depth + 1));
  switch (operator) {
    case 'and':
      return both(all());
    case 'or':
      return either(all());
    case 'not': {
      const part = compile(operands[0], known, depth + 1);
      return { matches: (row) => !part.matches(row), candidates: () => undefined };
    }
    case 'eq':
    case 'ne':
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return comparison(operator, operands as readonly Operand[], known.value, known.typeOf);
    default:
      throw new BadQuery(`The operator '${String(operator)}' is not supported.`);
  }
}

function both(parts: readonly Filter[]): Filter {
  return {
    matches: (row) => parts.every((part) => part.matches(row)),
    candidates: (index) => parts.map((part) => part.candidates(index)).find((rows) => rows !== undefined),
  };
}

function either(parts: readonly Filter[]): Filter {
  return {
    matches: (row) => parts.some((part) => part.matches(row)),
    candidates: (index) => {
      const lists = parts.map((part) => part.candidates(index));
      if (lists.some((rows) => rows === undefined)) return undefined;
      return new Set(lists.flatMap((rows) => [...(rows ?? [])]));
    },
  };
}
