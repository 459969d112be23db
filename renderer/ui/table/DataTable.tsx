import { useTable } from '@tanstack/react-table';
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
  type Ref,
} from 'react';
import { toTsv } from '../../lib/csv.ts';
import { pageOf } from '../../lib/listKeys.ts';
import { useReturnPoints } from '../../lib/ReturnPoints.tsx';
import { useVirtualRows } from '../useVirtualRows.ts';
import { BodyRow } from './BodyRow.tsx';
import { columnDefs, features, gridOf, tracksOf, type Column } from './columns.ts';
import { HeaderRow, type Sorting } from './HeaderRow.tsx';
import { useRowCursor } from './useRowCursor.ts';
import { useSelection, type Selection } from './useSelection.ts';
import { useSteadyScroll } from './useSteadyScroll.ts';
import styles from './DataTable.module.css';

export interface DataTableProps<Row extends object> {
  readonly label: string;
  /** Under this name the row is remembered that a person leaves from. */
  readonly place: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Enter (`key`) or a click. */
  readonly onOpen: (row: Row, by: 'key' | 'click') => void;
  readonly sorting?: Sorting | undefined;
  readonly hasMore?: boolean;
  readonly onEnd?: (() => void) | undefined;
  /** True while what is shown belongs to the filter before. */
  readonly old?: boolean;
  /** Given where selected rows can be acted upon; the table then shows a column of check marks. */
  readonly selection?: Selection | undefined;
  readonly onWidth?: ((column: string, width: number) => void) | undefined;
  /** The row that a person is on, now and after every move. */
  readonly onActive?: ((row: Row | undefined) => void) | undefined;
  /** The row to begin at, where nothing is remembered. */
  readonly start?: string | undefined;
  /** F2. */
  readonly onEdit?: ((row: Row) => void) | undefined;
  readonly editing?: { readonly key: string; readonly cell: (column: string) => ReactNode } | undefined;
  readonly ref?: Ref<HTMLDivElement>;
}

const rowHeight = 34;
const checkWidth = 34;
/** More rows are asked for when this many are left below. */
const ahead = 40;

/**
 * A table of any length: only rows in sight exist in the page. One tab stop; the arrow keys move, Enter opens, Space and
 * Shift select, Ctrl+C copies with headings.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>): ReactNode {
  const { columns, rows, rowKey, onEnd, hasMore = false, onActive, editing } = props;
  const points = useReturnPoints();
  const [point] = useState(() => points.get(props.place));
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const table = useTable({
    features,
    columns: useMemo(() => columnDefs(columns), [columns]),
    data: rows,
    getRowId: rowKey,
  });
  const shown = table.getRowModel().rows;
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey]);
  const own = useSelection(keys);
  const selection = props.selection ?? own;
  const cursor = useRowCursor(keys, point?.key ?? props.start, selection, (index) =>
    virtual.scrollToIndex(index, { align: 'auto' }),
  );
  const { virtual, items, last, active } = useVirtualRows({
    count: shown.length,
    scroller,
    rowHeight,
    overscan: 12,
    active: cursor.active,
    initialOffset: point?.offset ?? 0,
    covered: rowHeight,
  });
  const activeRow = rows[cursor.active];

  useEffect(() => {
    if (hasMore && last >= shown.length - ahead) onEnd?.();
  }, [hasMore, last, shown.length, onEnd]);
  useEffect(() => onActive?.(activeRow), [onActive, activeRow]);
  useLayoutEffect(() => {
    if (point) scroller.current?.focus({ preventScroll: true });
  }, [point]);
  useSteadyScroll(scroller, keys, rowHeight);

  function open(index: number, by: 'key' | 'click'): void {
    const row = rows[index];
    if (!row) return;
    points.set(props.place, { key: rowKey(row), offset: scroller.current?.scrollTop ?? 0 });
    props.onOpen(row, by);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget) return;
    const row = rows[cursor.active];
    if (event.key === 'Enter') open(cursor.active, 'key');
    else if (event.key === 'F2' && row && props.onEdit) props.onEdit(row);
    else if (!cursor.onKey(event, pageOf(scroller.current, rowHeight))) return;
    event.preventDefault();
  }

  function onClick(event: MouseEvent): void {
    const index = rowOf(event);
    // Marking text in a row is no click on it, nor is a click on something in it that has a meaning of its own.
    if (index === undefined || isOwn(event) || (!event.shiftKey && window.getSelection()?.isCollapsed === false)) return;
    const key = keys[index];
    const checks = event.ctrlKey || event.metaKey || (event.target instanceof Element && event.target.closest('[data-check]'));
    cursor.move(index, event.shiftKey);
    if (checks && key !== undefined && !event.shiftKey) selection.toggle(key);
    else if (!event.shiftKey) open(index, 'click');
  }

  function onCopy(event: ClipboardEvent): void {
    if (window.getSelection()?.isCollapsed === false || isOwn(event)) return;
    const chosen = rows.filter((row, index) =>
      selection.keys.size > 0 ? selection.keys.has(rowKey(row)) : index === cursor.active,
    );
    event.clipboardData.setData('text/plain', toTsv(gridOf(columns, chosen)));
    event.preventDefault();
  }

  const checks = props.selection !== undefined;
  const visible = table.getAllLeafColumns();
  const { tracks, narrowest } = tracksOf(
    visible.map((column) => column.columnDef.meta),
    checks ? checkWidth : 0,
  );
  const activeId = active === undefined ? undefined : shown[active]?.id;
  return (
    <div
      ref={(element) => {
        scroller.current = element;
        if (typeof props.ref === 'function') props.ref(element);
        else if (props.ref) props.ref.current = element;
      }}
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={hasMore ? -1 : shown.length + 1}
      aria-colcount={visible.length + (checks ? 1 : 0)}
      aria-multiselectable
      {...(activeId === undefined ? {} : { 'aria-activedescendant': `${id}-${activeId}` })}
      className={`${styles['table']} ${props.old ? styles['old'] : ''}`}
      onKeyDown={onKeyDown}
      onCopy={onCopy}
    >
      <HeaderRow
        table={table}
        tracks={tracks}
        narrowest={narrowest}
        sorting={props.sorting}
        onWidth={props.onWidth}
        checks={
          checks
            ? { selected: selection.keys.size, loaded: keys.length, onAll: (all) => selection.replace(all ? keys : []) }
            : undefined
        }
      />
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
              columns={columns}
              index={item.index}
              start={item.start}
              tracks={tracks}
              active={item.index === cursor.active}
              selected={selection.keys.has(row.id)}
              checks={checks}
              editor={editing?.key === row.id ? editing.cell : undefined}
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

function isOwn({ target }: { readonly target: EventTarget }): boolean {
  return target instanceof Element && target.closest('a, button, input, select, textarea') !== null;
}
