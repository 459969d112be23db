import { FlexRender, type Row as TableRow } from '@tanstack/react-table';
import { CheckmarkFilled } from '@fluentui/react-icons/svg/checkmark';
import { memo, type ReactNode } from 'react';
import type { Column, features } from './columns.ts';
import styles from './DataTable.module.css';

export interface BodyRowProps<Row extends object> {
  readonly id: string;
  readonly row: TableRow<typeof features, Row>;
  /** What the cells show may change while the row does not. */
  readonly columns: readonly Column<Row>[];
  readonly index: number;
  readonly start: number;
  readonly tracks: string;
  readonly active: boolean;
  readonly selected: boolean;
  /** True where the table has a column of check marks. */
  readonly checks: boolean;
  /** What stands in place of a cell while the row is edited. */
  readonly editor?: ((column: string) => ReactNode) | undefined;
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
      data-edited={props.editor !== undefined}
      className={styles['row']}
      style={{ gridTemplateColumns: props.tracks, transform: `translateY(${props.start}px)` }}
    >
      {props.checks ? (
        // The row itself says whether it is selected; the mark is for the eye and the mouse.
        <div role="gridcell" data-check className={styles['check']}>
          <span className={styles['box']}>{props.selected ? <CheckmarkFilled /> : null}</span>
        </div>
      ) : null}
      {props.row.getAllCells().map((cell) => (
        <div
          key={cell.id}
          role="gridcell"
          {...(cell.column.columnDef.meta?.plain ? { title: String(cell.getValue()) } : {})}
          className={`${styles['cell']} ${cell.column.columnDef.meta?.align === 'end' ? styles['end'] : ''}`}
        >
          {props.editor?.(cell.column.id) ?? <FlexRender cell={cell} />}
        </div>
      ))}
    </div>
  );
}
