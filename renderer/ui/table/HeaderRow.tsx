import type { ReactTable } from '@tanstack/react-table';
import { ArrowDownFilled } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUpFilled } from '@fluentui/react-icons/svg/arrow-up';
import type { PointerEvent, ReactNode } from 'react';
import { narrowestColumn, widestColumn, type features } from './columns.ts';
import styles from './DataTable.module.css';

export interface Sorting {
  readonly by: string;
  readonly descending: boolean;
  readonly onSort: (by: string, descending: boolean) => void;
}

export interface HeaderRowProps<Row extends object> {
  readonly table: ReactTable<typeof features, Row>;
  readonly tracks: string;
  readonly narrowest: number;
  readonly sorting?: Sorting | undefined;
  /** Where rows can be selected: how many are, of those that are loaded. */
  readonly checks?: { readonly selected: number; readonly loaded: number; readonly onAll: (all: boolean) => void } | undefined;
  readonly onWidth?: ((column: string, width: number) => void) | undefined;
}

/** The headings; where the engine can sort by one, it is a button. Their right edge is dragged to another width. */
export function HeaderRow<Row extends object>(props: HeaderRowProps<Row>): ReactNode {
  const { table, tracks, narrowest, sorting, checks, onWidth } = props;
  return (
    <div role="rowgroup" className={styles['head']} style={{ minWidth: narrowest }}>
      <div role="row" aria-rowindex={1} className={styles['headRow']} style={{ gridTemplateColumns: tracks }}>
        {checks ? <CheckAll {...checks} /> : null}
        {table.getAllLeafColumns().map((column) => {
          const { meta, header } = column.columnDef;
          const by = sorting && meta?.sort;
          const sorted = by !== undefined && by === sorting?.by;
          const direction = sorting?.descending ? 'descending' : 'ascending';
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-sort={sorted ? direction : by === undefined ? undefined : 'none'}
              className={`${styles['heading']} ${meta?.align === 'end' ? styles['end'] : ''}`}
            >
              {by === undefined ? (
                <span className={styles['headingText']}>{String(header)}</span>
              ) : (
                <button
                  type="button"
                  className={styles['sort']}
                  onClick={() => sorting?.onSort(by, sorted ? !sorting.descending : (meta?.descendingFirst ?? false))}
                >
                  {String(header)}
                  {sorted ? sorting?.descending ? <ArrowDownFilled /> : <ArrowUpFilled /> : null}
                </button>
              )}
              {onWidth ? <Edge onWidth={(width) => onWidth(column.id, width)} /> : null}
            </div>
          );
        })}
      </div>
    </div>
  );
}

type Checks = NonNullable<HeaderRowProps<object>['checks']>;

function CheckAll({ selected, loaded, onAll }: Checks): ReactNode {
  const all = loaded > 0 && selected === loaded;
  return (
    <div role="columnheader" className={styles['check']}>
      <input
        type="checkbox"
        aria-label={`Select all ${loaded} loaded rows`}
        title={`Select all ${loaded} loaded rows (Ctrl+A)`}
        checked={all}
        ref={(box) => {
          if (box) box.indeterminate = selected > 0 && !all;
        }}
        onChange={() => onAll(!all)}
      />
    </div>
  );
}

/** For the mouse; the keyboard changes widths under "Columns". */
function Edge({ onWidth }: { readonly onWidth: (width: number) => void }): ReactNode {
  function onPointerDown(event: PointerEvent<HTMLSpanElement>): void {
    const edge = event.currentTarget;
    const from = event.clientX;
    const before = edge.parentElement?.getBoundingClientRect().width ?? 0;
    const move = ({ clientX }: globalThis.PointerEvent): void => {
      onWidth(Math.round(Math.max(narrowestColumn, Math.min(widestColumn, before + clientX - from))));
    };
    edge.setPointerCapture(event.pointerId);
    edge.addEventListener('pointermove', move);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true });
    event.preventDefault();
  }
  return <span aria-hidden className={styles['edge']} onPointerDown={onPointerDown} />;
}
