import { columnVisibilityFeature, tableFeatures, type ColumnDef } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { Grid } from '../../lib/csv.ts';

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

export const features = tableFeatures({ columnVisibilityFeature, columnMeta: {} as Meta });

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

/** The rows as text under their headings, for the clipboard and for files. */
export function gridOf<Row>(columns: readonly Column<Row>[], hidden: readonly string[], rows: readonly Row[]): Grid {
  const shown = columns.filter((column) => !hidden.includes(column.id));
  return [shown.map((column) => column.header), ...rows.map((row) => shown.map((column) => column.text(row)))];
}

const defaultWidth = 100;
const sides = 24;

/** The columns as grid tracks, and the width below which the table scrolls sideways. */
export function tracksOf(metas: readonly (Pick<Meta, 'width' | 'grow'> | undefined)[]): {
  readonly tracks: string;
  readonly narrowest: number;
} {
  const widths = metas.map((meta) => meta?.width ?? defaultWidth);
  const tracks = metas.map((meta, index) => (meta?.grow ? `minmax(${widths[index]}px, ${meta.grow}fr)` : `${widths[index]}px`));
  return { tracks: tracks.join(' '), narrowest: widths.reduce((sum, width) => sum + width, sides) };
}
