import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { MouseEvent, ReactNode } from 'react';
import type { PlacedRow } from './tree.ts';
import styles from './DocumentView.module.css';

export interface TreeRowProps extends RowTextProps {
  readonly id: string;
  /** Where it stands, in pixels from the top. */
  readonly start: number;
  readonly selected: boolean;
  readonly onSelect: (row: PlacedRow) => void;
  readonly onFold: (path: string, fold: boolean) => void;
}

const indent = 14;

/** A group or field; the arrow folds, a double click too. */
export function TreeRow({ id, row, start, selected, open, trouble, hint, onSelect, onFold }: TreeRowProps): ReactNode {
  const group = row.node.children.length > 0;
  function onClick(event: MouseEvent): void {
    onSelect(row);
    if (group && event.target instanceof Element && event.target.closest('[data-fold]')) onFold(row.node.path, open);
  }
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={selected}
      {...(group ? { 'aria-expanded': open } : {})}
      className={`${styles['readableRow']} ${group ? styles['group'] : ''}`}
      style={{ transform: `translateY(${start}px)`, paddingLeft: (row.level - 1) * indent + 4 }}
      onClick={onClick}
      onDoubleClick={() => (group ? onFold(row.node.path, open) : undefined)}
    >
      <span className={styles['fold']} data-fold aria-hidden>
        {group ? open ? <ChevronDownRegular /> : <ChevronRightRegular /> : null}
      </span>
      <RowText row={row} open={open} trouble={trouble} hint={hint} />
    </div>
  );
}

interface RowTextProps {
  readonly row: PlacedRow;
  readonly open: boolean;
  readonly trouble: string | undefined;
  /** Where its value came from, in words. */
  readonly hint: string | undefined;
}

function RowText({ row, open, trouble, hint }: RowTextProps): ReactNode {
  const mark =
    trouble === undefined ? null : (
      <span className={styles['trouble']} title={trouble}>
        <WarningRegular aria-hidden />
        <span className="visually-hidden">{trouble}</span>
      </span>
    );
  if (row.node.children.length > 0) {
    return (
      <>
        <span className={styles['groupLabel']}>{row.label}</span>
        <span className={styles['summary']}>{open ? '' : row.summary}</span>
        {mark}
      </>
    );
  }
  return (
    <>
      <span className={styles['label']} title={row.node.name}>
        {row.label}
      </span>
      <span className={styles['value']} title={hint === undefined ? row.value : `${row.value}\n${hint}`}>
        {row.value}
        {row.meaning === '' ? null : <span className={styles['meaning']}>{row.meaning}</span>}
      </span>
      {mark}
    </>
  );
}
