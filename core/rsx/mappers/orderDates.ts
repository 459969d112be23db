import type { Finding } from '#core/domain/finding.ts';
import { dateNamed } from '#core/domain/orderDifferences.ts';
import { dayInWords } from '#core/domain/time.ts';
import { shown } from '../shown.ts';
import { dates } from './commonParts.ts';
import { down, each, type Cursor } from './cursor.ts';

/**
 * Two days under one qualifier, of the order or of one line: only the first would be planned with. Every qualifier counts,
 * because the partner's sheet says which of them are trusted and the reader does not know it. The same day twice is one.
 */
export function dateFindings(root: Cursor): readonly Finding[] {
  const header = twoDays(down(root, 'Header'), 'The order');
  return [...header, ...each(root, 'LineItem').flatMap((line) => twoDays(line, `Line ${line.position}`))];
}

function twoDays(group: Cursor, whose: string): readonly Finding[] {
  const groups = Map.groupBy(
    dates.read(group).filter(({ qualifier }) => qualifier !== ''),
    ({ qualifier }) => qualifier,
  );
  return [...groups].flatMap(([qualifier, [first, ...others]]): readonly Finding[] => {
    const days = [...new Set(others.map(({ date }) => date))].filter((day) => day !== first?.date);
    const second = others.find(({ date }) => date === days[0]);
    if (!first || !second) return [];
    const all = [first.date, ...days].map(dayInWords).join(' and ');
    return [
      {
        severity: 'HOLD',
        rule: 'RSX-TWICE',
        path: second.path,
        message: `${whose} says ${shown(dateNamed(qualifier))} more than once: ${all}.`,
        value: second.date,
      },
    ];
  });
}
