import { describe, expect, it } from 'vitest';
import { previewRows } from '../../../renderer/features/mappings/importRows.ts';
import { pastedCells, splitCells } from '../../../renderer/features/mappings/pasted.ts';
import { createPreferences } from '../../../renderer/lib/preferences.ts';
import { inCookies } from '../../../renderer/lib/textKeeper.ts';
import { arranged, gridOf, isShown, type Column } from '../../../renderer/ui/table/columns.ts';

interface Row {
  readonly name: string;
  readonly size: string;
}
const columns: readonly Column<Row>[] = [
  { id: 'name', header: 'Name', width: 100, grow: 1, names: true, text: (row) => row.name },
  { id: 'size', header: 'Size', width: 60, text: (row) => row.size },
  { id: 'note', header: 'Note', width: 60, extra: true, text: () => 'n' },
];
const ids = (of: readonly Column<Row>[]): readonly string[] => of.map(({ id }) => id);

describe('the columns of a list', () => {
  it('stand as the screen has them until a person chooses', () => {
    expect(ids(arranged(columns, {}))).toEqual(['name', 'size']);
  });
  it('keep a chosen order, width and what is hidden; what names the row stays', () => {
    const choice = { order: ['size', 'name'], hidden: ['name'], widths: { size: 200 } };
    expect(ids(arranged(columns, choice))).toEqual(['size', 'name', 'note']);
    expect(arranged(columns, choice)[0]?.width).toBe(200);
    expect(arranged(columns, { widths: { name: 90 } })[0]?.grow).toBeUndefined();
  });
  it('show a column that the choice does not know at the end', () => {
    expect(ids(arranged(columns, { order: ['note'], hidden: [] }))).toEqual(['note', 'name', 'size']);
    expect(columns.every((column) => isShown(column, { hidden: [] }))).toBe(true);
  });
  it('are copied with their headings, as they are shown', () => {
    expect(gridOf(arranged(columns, {}), [{ name: 'a', size: '1' }])).toEqual([
      ['Name', 'Size'],
      ['a', '1'],
    ]);
  });
});

/** A jar as a browser has it: one assignment sets one cookie, too long ones are dropped without a word. */
function jar(): { cookie: string } {
  const kept = new Map<string, string>();
  return {
    get cookie() {
      return [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(text: string) {
      const [pair = ''] = text.split('; ');
      const name = pair.slice(0, pair.indexOf('='));
      if (text.includes('Max-Age=0')) kept.delete(name);
      else if (pair.length <= 4_096) kept.set(name, pair.slice(name.length + 1));
    },
  };
}

describe('what a person chose', () => {
  const filters = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `Filter “${index}”`, filter: { text: 'x'.repeat(40) } }));

  it('survives a restart, also where one cookie is too short', () => {
    const page = jar();
    const preferences = createPreferences(inCookies(page));
    expect(preferences.set({ filters: { items: filters(40) } })).toBe(true);
    expect(createPreferences(inCookies(page)).get().filters['items']).toHaveLength(40);
    preferences.set({ filters: {} });
    expect(page.cookie.split('; ')).toHaveLength(1);
  });
  it('is refused where there is no room, and what was there stays', () => {
    const page = jar();
    const preferences = createPreferences(inCookies(page));
    preferences.set({ filters: { items: filters(3) } });
    expect(preferences.set({ filters: { items: filters(400) } })).toBe(false);
    expect(preferences.get().filters['items']).toHaveLength(3);
    expect(createPreferences(inCookies(page)).get().filters['items']).toHaveLength(3);
  });
  it('falls back to the defaults where it cannot be read', () => {
    expect(createPreferences({ read: () => '{"tables":7,"theme":"pink"', write: () => true }).get().theme).toBe('system');
  });
});

describe('pasted cells', () => {
  const fields = [
    { id: 'buyerPart', label: 'Buyer part' },
    { id: 'upc', label: 'UPC' },
  ];
  it('are split at tabs and lines, with quotes around those that hold them', () => {
    expect(splitCells('a\t"b\tb"\r\n"c ""c"""\t"d\ne"\r\n\r\n')).toEqual([
      ['a', 'b\tb'],
      ['c "c"', 'd\ne'],
    ]);
    expect(splitCells('a,b\n1,"2,3"')).toEqual([
      ['a', 'b'],
      ['1', '2,3'],
    ]);
  });
  it('stand under the columns by name or words, numbered as in the sheet', () => {
    const cells = pastedCells('Buyer Part\tupc\tother\nB1\t012\tx', fields);
    expect([...cells]).toEqual([[2, { buyerPart: 'B1', upc: '012' }]]);
  });
  it('keep the numbers of their rows where some between them are empty, as the reader of the file counts them', () => {
    expect([...pastedCells('upc\n1\n\n2', fields).keys()]).toEqual([2, 4]);
  });
  it('show an error where it stands and in words; findings of one row stand together', () => {
    const cells = pastedCells('buyerPart\tupc\nB1\t012', fields);
    const rows = previewRows(
      [
        { line: 'error', row: 2, column: 'upc', value: '012', sentence: 'the check digit is wrong' },
        { line: 'correction', row: 2, column: 'buyerPart', value: 'B1', sentence: 'lost its zeros', suggestion: '0B1' },
      ],
      cells,
      (field) => field.toUpperCase(),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.word).toBe('Error');
    expect(rows[0]?.cells['upc']).toEqual({ text: '012', tone: 'error' });
    expect(rows[0]?.cells['buyerPart']?.tone).toBe('correction');
    expect(rows[0]?.says).toEqual(['UPC: the check digit is wrong', 'BUYERPART: lost its zeros Suggested: 0B1.']);
  });
});
