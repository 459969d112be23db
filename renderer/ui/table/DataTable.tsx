import { FlexRender, useTable, type Row as TableRow } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  memo,
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
import { useReturnPoints } from '../../lib/ReturnPoints.tsx';
import { columnDefs, features, gridOf, type Column } from './columns.ts';
import { HeaderRow, type Sorting } from './HeaderRow.tsx';
import { useRowCursor } from './useRowCursor.ts';
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
  useSteadyScroll(scroller, keys);

  function open(index: number): void {
    const row = rows[index];
    if (!row) return;
    points.set(props.place, { key: rowKey(row), offset: scroller.current?.scrollTop ?? 0 });
    props.onOpen(row);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    if (event.key === 'Enter') open(cursor.active);
    else if (!cursor.onKey(event, pageRows)) return;
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
  const tracks = visible
    .map(({ columnDef: { meta } }) => (meta?.grow ? `minmax(${meta.width}px, ${meta.grow}fr)` : `${meta?.width ?? 100}px`))
    .join(' ');
  const narrowest = visible.reduce((sum, { columnDef: { meta } }) => sum + (meta?.width ?? 100), 24);
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

interface BodyRowProps<Row extends object> {
  readonly id: string;
  readonly row: TableRow<typeof features, Row>;
  readonly index: number;
  readonly start: number;
  readonly tracks: string;
  readonly active: boolean;
  readonly selected: boolean;
}

/** One row; clicks are the body's business, so that scrolling renders only rows that are new. */
const BodyRow = memo(PlainRow) as typeof PlainRow;

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
          className={`${styles['cell']} ${cell.column.columnDef.meta?.align === 'end' ? styles['end'] : ''}`}
        >
          <FlexRender cell={cell} />
        </div>
      ))}
    </div>
  );
}

/** The index of the row that an event happened in. */
function rowOf(event: MouseEvent): number | undefined {
  const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null;
  return row ? Number(row.dataset['index']) : undefined;
}

/** Rows that arrive above the ones in sight push the list up by themselves: what a person reads stays in place. */
function useSteadyScroll(scroller: { readonly current: HTMLDivElement | null }, keys: readonly string[]): void {
  const before = useRef(keys);
  useLayoutEffect(() => {
    const element = scroller.current;
    const previous = before.current;
    before.current = keys;
    if (!element || previous === keys || element.scrollTop === 0) return;
    const firstKey = previous[Math.floor(element.scrollTop / rowHeight)];
    const oldIndex = Math.floor(element.scrollTop / rowHeight);
    const newIndex = firstKey === undefined ? -1 : keys.indexOf(firstKey);
    if (newIndex > oldIndex) element.scrollTop += (newIndex - oldIndex) * rowHeight;
  }, [scroller, keys]);
}
