import { useTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { toTsv } from '../../lib/csv.ts';
import { pageOf } from '../../lib/listKeys.ts';
import { useReturnPoints } from '../../lib/ReturnPoints.tsx';
import { BodyRow } from './BodyRow.tsx';
import { columnDefs, features, gridOf, tracksOf, type Column } from './columns.ts';
import { HeaderRow, type Sorting } from './HeaderRow.tsx';
import { useRowCursor } from './useRowCursor.ts';
import { useSteadyScroll } from './useSteadyScroll.ts';
import styles from './DataTable.module.css';

export interface DataTableProps<Row extends object> {
  readonly label: string;
  /** Under this name the row is remembered that a person leaves from. */
  readonly place: string;
  readonly columns: readonly Column<Row>[];
  readonly hidden?: readonly string[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly onOpen: (row: Row) => void;
  readonly sorting?: Sorting;
  readonly hasMore?: boolean;
  readonly onEnd?: () => void;
  /** True while what is shown belongs to the filter before. */
  readonly old?: boolean;
}

const rowHeight = 34;
/** More rows are asked for when this many are left below. */
const ahead = 40;
const none: readonly string[] = [];

/**
 * A table of any length: only rows in sight exist in the page. One tab stop; the arrow keys move, Enter opens, Shift
 * selects, Ctrl+C copies with headings.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>): ReactNode {
  const { columns, rows, rowKey, hidden = none, onEnd, hasMore = false } = props;
  const points = useReturnPoints();
  const [point] = useState(() => points.get(props.place));
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const table = useTable({
    features,
    columns: useMemo(() => columnDefs(columns), [columns]),
    data: rows,
    getRowId: rowKey,
    state: { columnVisibility: useMemo(() => Object.fromEntries(hidden.map((name) => [name, false])), [hidden]) },
  });
  const shown = table.getRowModel().rows;
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    initialOffset: point?.offset ?? 0,
    scrollPaddingStart: rowHeight,
  });
  const cursor = useRowCursor(keys, point?.key, (index) => virtual.scrollToIndex(index, { align: 'auto' }));
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (hasMore && last >= shown.length - ahead) onEnd?.();
  }, [hasMore, last, shown.length, onEnd]);
  useLayoutEffect(() => {
    if (point) scroller.current?.focus({ preventScroll: true });
  }, [point]);
  useSteadyScroll(scroller, keys, rowHeight);

  function open(index: number): void {
    const row = rows[index];
    if (!row) return;
    points.set(props.place, { key: rowKey(row), offset: scroller.current?.scrollTop ?? 0 });
    props.onOpen(row);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') open(cursor.active);
    else if (!cursor.onKey(event, pageOf(scroller.current, rowHeight))) return;
    event.preventDefault();
  }

  function onClick(event: MouseEvent): void {
    const index = rowOf(event);
    // Marking text in a row is no click on it.
    if (index === undefined || (!event.shiftKey && window.getSelection()?.isCollapsed === false)) return;
    cursor.move(index, event.shiftKey);
    if (!event.shiftKey) open(index);
  }

  function onCopy(event: ClipboardEvent): void {
    if (window.getSelection()?.isCollapsed === false) return;
    const chosen = rows.slice(cursor.selection.from, cursor.selection.to + 1);
    event.clipboardData.setData('text/plain', toTsv(gridOf(columns, hidden, chosen)));
    event.preventDefault();
  }

  const visible = table.getVisibleLeafColumns();
  const { tracks, narrowest } = tracksOf(visible.map((column) => column.columnDef.meta));
  const activeRow = shown[cursor.active];
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={hasMore ? -1 : shown.length + 1}
      aria-colcount={visible.length}
      aria-multiselectable
      {...(activeRow ? { 'aria-activedescendant': `${id}-${activeRow.id}` } : {})}
      className={`${styles['table']} ${props.old ? styles['old'] : ''}`}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
    >
      <HeaderRow table={table} tracks={tracks} narrowest={narrowest} {...(props.sorting ? { sorting: props.sorting } : {})} />
      <div
        role="rowgroup"
        className={styles['body']}
        style={{ height: virtual.getTotalSize(), minWidth: narrowest }}
        onMouseDown={(event) => (event.shiftKey ? event.preventDefault() : undefined)}
        onClick={onClick}
      >
        {items.map((item) => {
          const row = shown[item.index];
          if (!row) return null;
          return (
            <BodyRow
              key={row.id}
              id={`${id}-${row.id}`}
              row={row}
              index={item.index}
              start={item.start}
              tracks={tracks}
              active={item.index === cursor.active}
              selected={cursor.isSelected(item.index)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The index of the row that an event happened in. */
function rowOf(event: MouseEvent): number | undefined {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
  return row ? Number(row.dataset['index']) : undefined;
}
