import { describe, expect, it } from 'vitest';
import { entitySets } from '#core/practice/dynamics/entities.ts';
import { shown, shownText } from '#core/practice/dynamics/shown.ts';

const set = (name: string) => {
  const found = entitySets.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
};

describe('a row of the practice company in an answer', () => {
  it('is written at once as it is shown, whatever is set in it and whatever else is kept with it', () => {
    const row = {
      etag: 3,
      dataAreaId: 'usmf',
      SalesOrderNumber: 'SO-000001',
      ItemNumber: 'A "quoted" \\ item\u2028',
      OrderedSalesQuantity: 12.5,
      SalesPrice: 0,
      CustomersLineNumber: undefined,
      SalesOrderLineStatus: 'Backorder',
      keptBeside: 'not a property',
    };
    for (const name of ['SalesOrderLines', 'SalesOrderHeadersV2'])
      expect(shownText(set(name), row)).toBe(JSON.stringify(shown(set(name), row, undefined)));
  });
  it('keeps an Int64 that a double cannot hold', () => {
    const journal = entitySets.find(({ properties }) => Object.values(properties).includes('l'));
    const [name = ''] = Object.entries(journal?.properties ?? {}).find(([, type]) => type === 'l') ?? [];
    const text = shownText(set(journal?.name ?? ''), { etag: 1, [name]: '9007199254740993' });
    expect(text).toContain(`"${name}":9007199254740993`);
  });
});
