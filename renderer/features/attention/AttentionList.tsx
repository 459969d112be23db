import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { AttentionRow } from '#core/contract/views.ts';
import { movedIndex, pageOf } from '../../lib/listKeys.ts';
import { GroupHeading, RowText } from './AttentionItem.tsx';
import { itemsOf } from './items.ts';
import styles from './Attention.module.css';

export interface AttentionListProps {
  readonly rows: readonly AttentionRow[];
  /** True while rows are left that are not loaded yet. */
  readonly more: boolean;
  readonly index: number;
  /** True when a person comes back from an order. */
  readonly focusFirst: boolean;
  readonly onIndex: (index: number) => void;
  readonly onOpen: (row: AttentionRow) => void;
  readonly onEnd: () => void;
}

const groupHeight = 32;
const rowHeight = 46;

/** What waits, of any length; the arrow keys move and what is chosen stands beside at once. */
export function AttentionList({ rows, more, index, focusFirst, onIndex, onOpen, onEnd }: AttentionListProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const items = useMemo(() => itemsOf(rows, more), [rows, more]);
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (items[at]?.kind === 'group' ? groupHeight : rowHeight),
    overscan: 10,
  });
  const itemIndex = items.findIndex((item) => item.kind === 'row' && item.index === index);
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (itemIndex >= 0) virtual.scrollToIndex(Math.max(0, items[itemIndex - 1]?.kind === 'group' ? itemIndex - 1 : itemIndex));
    // Only a move scrolls, not a change of what is listed.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [index]);
  useEffect(() => {
    if (last >= items.length - 20) onEnd();
  }, [last, items.length, onEnd]);
  useLayoutEffect(() => {
    if (focusFirst) scroller.current?.focus({ preventScroll: true });
  }, [focusFirst]);

  function onKeyDown(event: KeyboardEvent): void {
    const step = movedIndex(event.key, index, rows.length, pageOf(scroller.current, rowHeight));
    const row = rows[index];
    if (step !== undefined) onIndex(step);
    else if (event.key === 'Enter' && row) onOpen(row);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label="What needs a hand"
      {...(itemIndex >= 0 ? { 'aria-activedescendant': `${id}-${index}` } : {})}
      className={styles['list']}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className={styles['items']} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index: at, start, size }) => {
          const item = items[at];
          if (!item) return null;
          const style = { height: size, transform: `translateY(${start}px)` };
          return item.kind === 'group' ? (
            <GroupHeading key={`group ${item.row.key}`} item={item} style={style} />
          ) : (
            <div
              key={item.row.key}
              id={`${id}-${item.index}`}
              role="option"
              aria-selected={item.index === index}
              aria-posinset={item.index + 1}
              aria-setsize={rows.length}
              className={styles['item']}
              style={style}
              onClick={() => onIndex(item.index)}
              onDoubleClick={() => onOpen(item.row)}
            >
              <RowText row={item.row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
