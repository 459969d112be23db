import type { PropertyType } from './entities.ts';
import { isMember } from './enums.ts';
import { BadQuery } from './refusals.ts';

/** `Microsoft.Dynamics.DataEntities.SalesStatus'Backorder'`: the only way to name a member of an enum in a `$filter`. */
export class EnumLiteral {
  readonly type: string;
  readonly member: string;
  constructor(type: string, member: string) {
    this.type = type;
    this.member = member;
  }
}

/** A `$filter` with its literals taken out and numbered: `'#0'`. */
export interface Prepared {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Literals that the parser does not know (enums, dates) or would read wrongly are taken out first and put back as values. */
export function takeLiterals(text: string): Prepared {
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
      if (enumType !== undefined) return keep(new EnumLiteral(enumType, member ?? ''));
      if (date !== undefined) return keep(new Date(date));
      if (long !== undefined) return keep(BigInt(long));
      return keep((literal ?? '').replaceAll("''", "'"));
    },
  );
  return { text: prepared, values };
}

/** A literal as the parser tells it: what kind it takes it for, and its value. */
export type Bind = readonly [string, unknown];

/** The value behind a literal of the parser; of its own kinds F&O knows numbers alone. */
export function valueOf([kind, raw]: Bind, { values }: Prepared): unknown {
  const mark = typeof raw === 'string' ? /^#(\d+)$/.exec(raw) : null;
  if (mark) return values[Number(mark[1])];
  if (kind === 'Real' && typeof raw === 'number') return raw;
  throw new BadQuery(`The literal '${String(raw)}' is not supported.`);
}

/** True for a literal that a property of a type can be compared with. */
export function fits(type: PropertyType, literal: unknown): boolean {
  if (type.startsWith('e:'))
    return literal instanceof EnumLiteral && `e:${literal.type}` === type && isMember(literal.type, literal.member);
  if (type === 't') return literal instanceof Date && !Number.isNaN(literal.getTime());
  if (type === 'l') return typeof literal === 'bigint' || Number.isInteger(literal);
  if (type === 'd' || type === 'i') return typeof literal === 'bigint' || typeof literal === 'number';
  return typeof literal === 'string';
}
