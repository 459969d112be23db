import { Decimal } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import { shown } from '../shown.ts';
import { down, each, valueOf, type Cursor } from './cursor.ts';
import { readDecimal } from './shape.ts';

/** The packs that are read of a line, by their qualifier. */
const packs = { OU: 'outer packs', IN: 'inner packs' } as const;

/** A number under one qualifier that stands there again as another one: only the first would be counted with. */
export function quantityFindings(root: Cursor): readonly Finding[] {
  return [...twoTotals(root), ...each(root, 'LineItem').flatMap(twoPacks)];
}

function twoPacks(line: Cursor): readonly Finding[] {
  const details = each(line, 'PhysicalDetails');
  return (['OU', 'IN'] as const).flatMap((qualifier): readonly Finding[] => {
    const two = twoNumbers(details, ['PackQualifier', qualifier], 'PackValue');
    if (!two) return [];
    const cost = 'Units, prices and cartons would be counted with the first.';
    return [{ ...twice(two), message: `Line ${line.position} has two ${packs[qualifier]}: ${said(two)}.`, cost }];
  });
}

/** Pieces and cases of one order are two numbers that agree: only totals of one unit, or of none, are held against each other. */
function twoTotals(root: Cursor): readonly Finding[] {
  const by = ['QuantityTotalsQualifier', 'SQT'] as const;
  const totals = each(down(root, 'Header'), 'QuantityTotals').filter((total) => valueOf(total, by[0]) === by[1]);
  const unitOf = (total: Cursor): string => valueOf(total, 'QuantityUOM');
  const unit = totals[0] ? unitOf(totals[0]) : '';
  const inOneUnit = totals.filter((total) => unitOf(total) === unit);
  const two = twoNumbers(inOneUnit, by, 'Quantity');
  return two ? [{ ...twice(two), message: `The order gives two quantities as its total: ${said(two)}.` }] : [];
}

interface Two {
  readonly first: string;
  readonly second: string;
  readonly path: string;
}

const twice = ({ second, path }: Two) => ({ severity: 'HOLD', rule: 'RSX-TWICE', path, value: shown(second) }) as const;
const said = ({ first, second }: Two): string => `'${shown(first)}' and '${shown(second)}'`;

/** The first number of a qualifier, and the first that is another: 6 and 6.0 are one. What is no number the reader tells. */
function twoNumbers(groups: readonly Cursor[], [name, qualifier]: readonly [string, string], field: string): Two | undefined {
  if (groups.length < 2) return undefined;
  const numbers = groups
    .filter((group) => valueOf(group, name) === qualifier)
    .flatMap((group) => {
      const number = readDecimal(valueOf(group, field));
      return number === undefined ? [] : [{ group, number }];
    });
  const [first, ...others] = numbers;
  const other = first && others.find(({ number }) => !new Decimal(number).equals(first.number));
  return other && { first: first.number, second: other.number, path: `${other.group.path}/${field}` };
}
