import { tableFeatures, type ColumnDef } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { Grid } from '../../lib/csv.ts';
import type { TableChoice } from '../../lib/preferences.ts';

/** A column of a table: how wide, what it says as text (for copying) and, where that is more, what it shows. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly text: (row: Row) => string;
  readonly cell?: (row: Row) => ReactNode;
  /** Narrowest width in pixels, and its share of what is left over. */
  readonly width: number;
  readonly grow?: number;
  readonly align?: 'end';
  /** Present where the list can be sorted by it. */
  readonly sort?: string;
  /** The first sort by it is descending: of times, the newest is looked for. */
  readonly descendingFirst?: true;
  /** Names the row: it is always shown. */
  readonly names?: true;
  /** Not shown until a person asks for it. */
  readonly extra?: true;
}

interface Meta {
  readonly width: number;
  readonly grow: number;
  readonly align: 'start' | 'end';
  readonly sort: string | undefined;
  readonly descendingFirst: boolean;
  /** True where a cell shows its text as it is, so that the text serves as tooltip when it is cut off. */
  readonly plain: boolean;
}

export const features = tableFeatures({ columnMeta: {} as Meta });
export const narrowestColumn = 48;
export const widestColumn = 800;

export function columnDefs<Row extends object>(columns: readonly Column<Row>[]): ColumnDef<typeof features, Row>[] {
  return columns.map((column) => ({
    id: column.id,
    header: column.header,
    accessorFn: column.text,
    cell: ({ row }) => (column.cell ?? column.text)(row.original),
    meta: {
      width: column.width,
      grow: column.grow ?? 0,
      align: column.align ?? 'start',
      sort: column.sort,
      descendingFirst: column.descendingFirst ?? false,
      plain: column.cell === undefined,
    },
  }));
}

/** All columns in the order that a person chose; one that the choice does not know yet keeps its place at the end. */
export function ordered<Row>(columns: readonly Column<Row>[], { order = [] }: TableChoice): readonly Column<Row>[] {
  const place = new Map(order.map((id, index) => [id, index]));
  return columns.toSorted((a, b) => (place.get(a.id) ?? order.length) - (place.get(b.id) ?? order.length));
}

export function isShown<Row>(column: Column<Row>, { hidden }: TableChoice): boolean {
  if (column.names) return true;
  return hidden === undefined ? !column.extra : !hidden.includes(column.id);
}

/** The columns that are shown, as a person ordered and sized them. */
export function arranged<Row>(columns: readonly Column<Row>[], choice: TableChoice): readonly Column<Row>[] {
  return ordered(columns, choice)
    .filter((column) => isShown(column, choice))
    .map(({ grow, ...column }) => {
      const width = choice.widths?.[column.id];
      return width === undefined ? { ...column, ...(grow === undefined ? {} : { grow }) } : { ...column, width };
    });
}

/** The rows as text under their headings, for the clipboard and for files. */
export function gridOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Grid {
  return [columns.map((column) => column.header), ...rows.map((row) => columns.map((column) => column.text(row)))];
}

const defaultWidth = 100;
const sides = 24;

/** The columns as grid tracks, and the width below which the table scrolls sideways. `lead`: width of a column before them. */
export function tracksOf(
  metas: readonly (Pick<Meta, 'width' | 'grow'> | undefined)[],
  lead = 0,
): {
  readonly tracks: string;
  readonly narrowest: number;
} {
  const widths = metas.map((meta) => meta?.width ?? defaultWidth);
  const tracks = metas.map((meta, index) => (meta?.grow ? `minmax(${widths[index]}px, ${meta.grow}fr)` : `${widths[index]}px`));
  return {
    tracks: [...(lead > 0 ? [`${lead}px`] : []), ...tracks].join(' '),
    narrowest: widths.reduce((sum, width) => sum + width, sides + lead),
  };
}
