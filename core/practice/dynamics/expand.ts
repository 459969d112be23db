import { entitySets, typeOf, type EntitySet } from './entities.ts';
import type { Row } from './filter.ts';
import { BadQuery } from './refusals.ts';
import type { SalesOrders, StoredRow } from './rows.ts';
import { shown } from './shown.ts';

/** The set that the lines of a header lead to, whatever the version of the header (dynamics.md 1.4). */
const lineSet = 'SalesOrderLines';

/** What `$expand` adds to a row: one level, from order headers to their lines. Anything else is refused (dynamics.md 2.1). */
export function readExpand(text: string | null, set: EntitySet, orders: SalesOrders): (row: StoredRow) => Row {
  if (text === null) return () => ({});
  const [, name = text, options = ''] = /^(\w+)(?:\((.*)\))?$/.exec(text.trim()) ?? [];
  const lines = entitySets.find((candidate) => candidate.name === lineSet);
  if (name !== lineSet || !lines || !set.name.startsWith('SalesOrderHeaders'))
    throw new BadQuery(`Could not find a navigation property named '${name}' on type '${set.name}'.`);
  const select = selected(options);
  const unknown = select?.find((property) => typeOf(lines, property) === undefined);
  if (unknown !== undefined) throw new BadQuery(`Could not find a property named '${unknown}'.`);
  return (row) => ({
    [lineSet]: orders
      .linesOf(String(row['dataAreaId']), String(row['SalesOrderNumber']))
      .map((line) => shown(lines, line, select)),
  });
}

function selected(options: string): readonly string[] | undefined {
  if (options === '') return undefined;
  const list = /^\$select=([\w,\s]+)$/.exec(options)?.[1];
  if (list === undefined) throw new BadQuery('Only $select is possible in $expand; further levels are not.');
  return list.split(',').map((property) => property.trim());
}
