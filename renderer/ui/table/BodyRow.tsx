import { FlexRender, type Row as TableRow } from '@tanstack/react-table';
import { memo, type ReactNode } from 'react';
import type { features } from './columns.ts';
import styles from './DataTable.module.css';

export interface BodyRowProps<Row extends object> {
  readonly id: string;
  readonly row: TableRow<typeof features, Row>;
  readonly index: number;
  readonly start: number;
  readonly tracks: string;
  readonly active: boolean;
  readonly selected: boolean;
}

/** One row; clicks are the body's business, so that scrolling renders only rows that are new. */
export const BodyRow = memo(PlainRow) as typeof PlainRow;

function PlainRow<Row extends object>(props: BodyRowProps<Row>): ReactNode {
  return (
    <div
      id={props.id}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.selected}
      data-index={props.index}
      data-active={props.active}
      className={styles['row']}
      style={{ gridTemplateColumns: props.tracks, transform: `translateY(${props.start}px)` }}
    >
      {props.row.getVisibleCells().map((cell) => (
        <div
          key={cell.id}
          role="gridcell"
          {...(cell.column.columnDef.meta?.plain ? { title: String(cell.getValue()) } : {})}
          className={`${styles['cell']} ${cell.column.columnDef.meta?.align === 'end' ? styles['end'] : ''}`}
        >
          <FlexRender cell={cell} />
        </div>
      ))}
    </div>
  );
}
