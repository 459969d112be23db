import { useEffect, useId, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { DocumentContent } from '#core/contract/views/documents.ts';
import { movedIndex, pageOf } from '../../lib/listKeys.ts';
import { useVirtualRows } from '../../ui/useVirtualRows.ts';
import { TreeRow } from './TreeRow.tsx';
import { visibleRows, type DocumentTree, type PlacedRow } from './tree.ts';
import styles from './DocumentView.module.css';

export interface ReadableViewProps {
  readonly tree: DocumentTree;
  readonly folded: ReadonlySet<string>;
  readonly onFold: (path: string, fold: boolean) => void;
  readonly findings: DocumentContent['findings'];
  /** More about a value, by its path. */
  readonly hints?: ReadonlyMap<string, string> | undefined;
  readonly selected: PlacedRow | undefined;
  /** Changes when the selected row is to be brought into sight. */
  readonly reveal: number;
  readonly onSelect: (row: PlacedRow) => void;
}

const rowHeight = 24;

/** Everything that is said about one place, each sentence once. */
function troublesByPath(findings: DocumentContent['findings']): ReadonlyMap<string, string> {
  const places = Map.groupBy(findings, (finding) => finding.path);
  return new Map([...places].map(([path, found]) => [path, [...new Set(found.map(({ message }) => message))].join(' ')]));
}

/** The document in words: groups that fold, fields with what their codes mean. */
export function ReadableView(props: ReadableViewProps): ReactNode {
  const { tree, folded, selected, reveal, onSelect, onFold } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const rows = useMemo(() => visibleRows(tree, folded), [tree, folded]);
  const troubles = useMemo(() => troublesByPath(props.findings), [props.findings]);
  const index = selected ? rows.indexOf(selected) : -1;
  const { virtual, items, active } = useVirtualRows({ count: rows.length, scroller, rowHeight, overscan: 16, active: index });
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
    const step = movedIndex(event.key, index, rows.length, pageOf(scroller.current, rowHeight));
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
      {...(active === undefined ? {} : { 'aria-activedescendant': `${id}-${active}` })}
      className={styles['readable']}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles['readableRows']} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <TreeRow
              key={row.node.path}
              id={`${id}-${item.index}`}
              row={row}
              start={item.start}
              selected={row === selected}
              open={!folded.has(row.node.path)}
              trouble={troubles.get(row.node.path)}
              hint={props.hints?.get(row.node.path)}
              onSelect={onSelect}
              onFold={onFold}
            />
          );
        })}
      </div>
    </div>
  );
}
