import type { ReactTable } from '@tanstack/react-table';
import { ArrowDownFilled } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowUpFilled } from '@fluentui/react-icons/svg/arrow-up';
import type { ReactNode } from 'react';
import type { features } from './columns.ts';
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
  readonly sorting?: Sorting;
}

/** The headings; where the engine can sort by one, it is a button. */
export function HeaderRow<Row extends object>({ table, tracks, narrowest, sorting }: HeaderRowProps<Row>): ReactNode {
  return (
    <div role="rowgroup" className={styles['head']} style={{ minWidth: narrowest }}>
      <div role="row" aria-rowindex={1} className={styles['headRow']} style={{ gridTemplateColumns: tracks }}>
        {table.getVisibleLeafColumns().map((column) => {
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
                String(header)
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
            </div>
          );
        })}
      </div>
    </div>
  );
}
