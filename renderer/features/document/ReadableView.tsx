import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { useEffect, useId, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { DocumentContent } from '#core/contract/views.ts';
import { visibleRows, type DocumentTree, type PlacedRow } from './tree.ts';
import styles from './DocumentView.module.css';

export interface ReadableViewProps {
  readonly tree: DocumentTree;
  readonly folded: ReadonlySet<string>;
  readonly onFold: (path: string, fold: boolean) => void;
  readonly findings: DocumentContent['findings'];
  readonly selected: PlacedRow | undefined;
  /** Changes when the selected row is to be brought into sight. */
  readonly reveal: number;
  readonly onSelect: (row: PlacedRow) => void;
}

const rowHeight = 24;

/** The document in words: groups that fold, fields with what their codes mean. */
export function ReadableView(props: ReadableViewProps): ReactNode {
  const { tree, folded, selected, reveal, onSelect, onFold } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const rows = useMemo(() => visibleRows(tree, folded), [tree, folded]);
  const troubles = useMemo(() => new Map(props.findings.map((finding) => [finding.path, finding.message])), [props.findings]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 16,
  });
  const index = selected ? rows.indexOf(selected) : -1;
  useEffect(() => {
    if (reveal > 0 && index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [reveal, index, virtual]);

  function go(target: number): void {
    const row = rows[Math.max(0, Math.min(rows.length - 1, target))];
    if (!row) return;
    onSelect(row);
    virtual.scrollToIndex(rows.indexOf(row), { align: 'auto' });
  }

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: rows.length - 1,
    };
    const step = steps[event.key];
    const group = selected !== undefined && selected.node.children.length > 0;
    const open = selected !== undefined && !folded.has(selected.node.path);
    if (step !== undefined) go(step);
    else if (event.key === 'ArrowRight' && group && !open) onFold(selected.node.path, false);
    else if (event.key === 'ArrowRight' && group) go(index + 1);
    else if (event.key === 'ArrowLeft' && group && open) onFold(selected.node.path, true);
    else if (event.key === 'ArrowLeft' && selected?.parent) go(rows.indexOf(selected.parent));
    else if (event.key === 'Enter' && selected) onSelect(selected);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={scroller}
      role="tree"
      tabIndex={0}
      aria-label="The document in words"
      {...(index >= 0 ? { 'aria-activedescendant': `${id}-${index}` } : {})}
      className={styles['readable']}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles['readableRows']} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const group = row.node.children.length > 0;
          const open = !folded.has(row.node.path);
          return (
            <div
              key={row.node.path}
              id={`${id}-${item.index}`}
              role="treeitem"
              tabIndex={-1}
              aria-level={row.level}
              aria-posinset={row.position}
              aria-setsize={row.siblings}
              aria-selected={row === selected}
              {...(group ? { 'aria-expanded': open } : {})}
              className={`${styles['readableRow']} ${group ? styles['group'] : ''}`}
              style={{ transform: `translateY(${item.start}px)`, paddingLeft: (row.level - 1) * 14 + 4 }}
              onClick={(event) => {
                onSelect(row);
                if (group && event.target instanceof Element && event.target.closest('[data-fold]')) onFold(row.node.path, open);
              }}
              onDoubleClick={() => (group ? onFold(row.node.path, open) : undefined)}
              onKeyDown={() => undefined}
            >
              <span className={styles['fold']} data-fold aria-hidden>
                {group ? open ? <ChevronDownRegular /> : <ChevronRightRegular /> : null}
              </span>
              <RowText row={row} open={open} trouble={troubles.get(row.node.path)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface RowTextProps {
  readonly row: PlacedRow;
  readonly open: boolean;
  readonly trouble: string | undefined;
}

function RowText({ row, open, trouble }: RowTextProps): ReactNode {
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
      <span className={styles['value']} title={row.value}>
        {row.value}
        {row.meaning === '' ? null : <span className={styles['meaning']}>{row.meaning}</span>}
      </span>
      {mark}
    </>
  );
}
