import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { useReturnPoints } from '../../lib/ReturnPoints.tsx';
import { ErrorState } from '../ErrorState.tsx';
import { Loading } from '../Loading.tsx';
import { ActionBar } from './ActionBar.tsx';
import { ColumnChooser } from './ColumnChooser.tsx';
import { arranged, type Column } from './columns.ts';
import { DataTable, type DataTableProps } from './DataTable.tsx';
import { SavedFilters, type FilterValues } from './SavedFilters.tsx';
import { TableTools } from './TableTools.tsx';
import type { ListRows } from './useRows.ts';
import { useSelection } from './useSelection.ts';
import { useTableChoice } from './useTableChoice.ts';
import styles from './ListView.module.css';

export interface PanelProps<Row> {
  readonly row: Row;
  readonly focused: boolean;
  /** Closes the panel and leads back to the row. */
  readonly onClose: () => void;
  /** After what the panel was for is done: back to the list, where the next row stands open. */
  readonly onDone: () => void;
}

export interface ListViewProps<Row extends object> extends Pick<
  DataTableProps<Row>,
  'label' | 'rowKey' | 'sorting' | 'start' | 'onEdit' | 'editing'
> {
  /** Columns, filters and files go by this name; it never changes. */
  readonly name: string;
  readonly columns: readonly Column<Row>[];
  readonly list: ListRows<Row>;
  readonly empty: ReactNode;
  /** What narrows the list, as fields and as its address says it. */
  readonly filters?: ReactNode;
  readonly filter?: FilterValues;
  readonly onFilter?: (filter: FilterValues) => void;
  /** More tools, before those that every list has. */
  readonly tools?: ReactNode;
  /** What else can be done with selected rows; copying and saving them every list can. */
  readonly actions?: (rows: readonly Row[], clear: () => void) => ReactNode;
  /** One row in full. Without it `onOpen` leads elsewhere. */
  readonly panel?: (props: PanelProps<Row>) => ReactNode;
  readonly onOpen?: (row: Row) => void;
  /** True where the first row stands open at once: a list of work. */
  readonly opened?: boolean;
  /** True where the panel shows more than the list: a document on two sides. */
  readonly wide?: boolean;
}

/**
 * Brings the focus from the panel to the list: on a narrow window it stands in the panel's place again only after the next
 * paint. Whoever writes in a row by then goes on writing.
 */
function focusSoon(grid: RefObject<HTMLElement | null>): void {
  requestAnimationFrame(() => {
    if (!grid.current?.contains(document.activeElement)) grid.current?.focus();
  });
}

/** The one list of the product: filters and tools, the table, what is selected, and the panel of one row beside it. */
export function ListView<Row extends object>(props: ListViewProps<Row>): ReactNode {
  const { name, list, rowKey, panel, filter } = props;
  const { choice, setChoice, filters, setFilters } = useTableChoice(name);
  const columns = useMemo(() => arranged(props.columns, choice), [props.columns, choice]);
  const keys = useMemo(() => list.rows.map(rowKey), [list.rows, rowKey]);
  const selection = useSelection(keys);
  const grid = useRef<HTMLDivElement>(null);
  const points = useReturnPoints();
  const place = `${name} ${JSON.stringify(filter ?? {})}`;
  const [panelState, setPanelState] = useState<'closed' | 'beside' | 'entered'>(() =>
    panel && (props.opened || points.has(`${place} panel`)) ? 'beside' : 'closed',
  );
  const [active, setActive] = useState<Row>();
  const open = panel !== undefined && panelState !== 'closed' && active !== undefined && list.rows.length > 0;

  // Whoever leaves from the panel comes back to it.
  const here = useRef<string>(undefined);
  useEffect(() => {
    here.current = open && active ? rowKey(active) : undefined;
  });
  useEffect(
    () => () => {
      const key = here.current;
      if (key === undefined) points.delete(`${place} panel`);
      else points.set(`${place} panel`, { key, offset: 0 });
    },
    [points, place],
  );

  const onClose = useCallback(() => {
    setPanelState('closed');
    focusSoon(grid);
  }, []);
  const onDone = useCallback(() => {
    // On a narrow window the panel has the list's place.
    const beside = grid.current?.checkVisibility() === true;
    setPanelState(beside ? 'beside' : 'closed');
    focusSoon(grid);
  }, []);
  const selected = list.rows.filter((row) => selection.keys.has(rowKey(row)));

  return (
    <div className={styles['list']}>
      <div className={styles['bar']}>
        <div className={styles['filters']}>{props.filters}</div>
        {props.tools}
        {filter && props.onFilter ? (
          <SavedFilters saved={filters} current={filter} onApply={props.onFilter} onSave={setFilters} />
        ) : null}
        <ColumnChooser columns={props.columns} choice={choice} onChoice={setChoice} />
        <TableTools name={name} columns={columns} rows={list.rows} more={list.hasMore} />
      </div>
      {selected.length > 0 ? (
        <ActionBar selected={selected.length} more={list.hasMore} onClear={selection.clear}>
          {props.actions?.(selected, selection.clear)}
          <TableTools name={name} columns={columns} rows={selected} selected />
        </ActionBar>
      ) : null}
      {list.state === 'error' ? (
        <div className={styles['state']}>
          <ErrorState error={list.error} onRetry={list.retry} doing={`show ${props.label}`} />
        </div>
      ) : list.state === 'loading' ? (
        <div className={styles['state']}>
          <Loading rows={12} label={props.label} />
        </div>
      ) : list.rows.length === 0 ? (
        <div className={styles['state']}>{props.empty}</div>
      ) : (
        <div className={styles['split']} data-panel={open} data-wide={props.wide ?? false}>
          <div className={styles['main']}>
            <DataTable
              key={place}
              ref={grid}
              label={props.label}
              place={place}
              columns={columns}
              rows={list.rows}
              rowKey={rowKey}
              hasMore={list.hasMore}
              onEnd={list.onEnd}
              old={list.old}
              sorting={props.sorting}
              start={props.start}
              selection={selection}
              onWidth={(id, width) => setChoice({ ...choice, widths: { ...choice.widths, [id]: width } })}
              onActive={setActive}
              onEdit={props.onEdit}
              editing={props.editing}
              onOpen={(row, by) => {
                if (panel) setPanelState(by === 'key' ? 'entered' : 'beside');
                else props.onOpen?.(row);
              }}
            />
          </div>
          {open && active ? panel({ row: active, focused: panelState === 'entered', onClose, onDone }) : null}
        </div>
      )}
    </div>
  );
}
