import type { PropertyType } from './entities.ts';
import { EnumLiteral, fits } from './literals.ts';
import type { Filter, Row } from './filter.ts';
import { BadQuery } from './refusals.ts';
import { wildcard } from './wildcard.ts';

/** One side of a comparison as the parser gives it; null is the literal. */
export type Operand =
  | { readonly name?: string; readonly property?: unknown; readonly bind?: number }
  | readonly unknown[]
  | null
  | undefined;

/** `property operator literal`: the only comparison that F&O is asked for here (dynamics.md 2.1). */
export function comparison(
  operator: string,
  [left, right]: readonly Operand[],
  value: (bind: number) => unknown,
  typeOf: (name: string) => PropertyType | undefined,
): Filter {
  const name = nameOf(left);
  const type = typeOf(name);
  if (type === undefined) throw new BadQuery(`Could not find a property named '${name}'.`);
  const wanted = literalOf(right, value, name);
  if (!fits(type, wanted))
    throw new BadQuery(`A binary operator with incompatible types was detected for '${name}' and operator '${operator}'.`);
  if (type.startsWith('e:') && operator !== 'eq' && operator !== 'ne')
    throw new BadQuery('Enums are compared with eq and ne only.');
  if (type === 'l') return wholeNumber(name, operator, BigInt(wanted as number | bigint));
  const exact = operator === 'eq' && typeof wanted === 'string' && !wanted.includes('*');
  return { matches: tester(name, operator, wanted), candidates: (index) => (exact ? index(name, wanted) : undefined) };
}

function nameOf(operand: Operand): string {
  if (operand && 'name' in operand && operand.name !== undefined && operand.property === undefined) return operand.name;
  throw new BadQuery('Only a property of the entity can stand on the left of a comparison.');
}

function literalOf(operand: Operand, value: (bind: number) => unknown, name: string): unknown {
  const bind = operand && 'bind' in operand ? operand.bind : undefined;
  if (typeof bind === 'number') return value(bind);
  const what = operand === null ? 'null' : 'anything but a literal';
  throw new BadQuery(`A binary operator with incompatible types was detected: '${name}' cannot be compared with ${what}.`);
}

/** Int64 columns are kept as text and compared digit by digit: a binary float would take neighbours for one another. */
function wholeNumber(name: string, operator: string, target: bigint): Filter {
  return {
    matches: (row) => ordered(operator, BigInt(String(row[name] ?? '0')), target),
    candidates: (index) => (operator === 'eq' ? index(name, String(target)) : undefined),
  };
}

function tester(name: string, operator: string, wanted: unknown): (row: Row) => boolean {
  if (typeof wanted === 'string' && operator === 'eq' && wanted.includes('*')) {
    const matches = wildcard(wanted);
    return (row) => matches(String(row[name] ?? ''));
  }
  const target = comparable(wanted instanceof EnumLiteral ? wanted.member : wanted);
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
