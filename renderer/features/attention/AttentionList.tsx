import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { AttentionRow } from '#core/contract/views.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { daysInWords } from '../../lib/format.ts';
import { attentionWords } from '../../lib/words.ts';
import { ToneIcon } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Attention.module.css';

export interface AttentionListProps {
  readonly rows: readonly AttentionRow[];
  readonly index: number;
  /** True when a person comes back from an order. */
  readonly focusFirst: boolean;
  readonly onIndex: (index: number) => void;
  readonly onOpen: (row: AttentionRow) => void;
  readonly onEnd: () => void;
}

type Item =
  | { readonly kind: 'group'; readonly row: AttentionRow; readonly loaded: number; readonly partner: string }
  | { readonly kind: 'row'; readonly row: AttentionRow; readonly index: number };

const groupHeight = 32;
const rowHeight = 46;

/** Group headings and their rows, one after the other. */
function itemsOf(rows: readonly AttentionRow[]): readonly Item[] {
  const items: Item[] = [];
  const sizes = new Map<string, number>();
  for (const row of rows) sizes.set(row.group, (sizes.get(row.group) ?? 0) + 1);
  const partners = new Map<string, string>();
  for (const row of rows) {
    const known = partners.get(row.group);
    partners.set(row.group, known === undefined || known === row.partner ? row.partner : '');
  }
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    if (before?.group !== row.group || before.kind !== row.kind)
      items.push({ kind: 'group', row, loaded: sizes.get(row.group) ?? 1, partner: partners.get(row.group) ?? '' });
    items.push({ kind: 'row', row, index });
  });
  return items;
}

/** What waits, of any length; the arrow keys move and what is chosen stands beside at once. */
export function AttentionList({ rows, index, focusFirst, onIndex, onOpen, onEnd }: AttentionListProps): ReactNode {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const items = useMemo(() => itemsOf(rows), [rows]);
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
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + page,
      PageUp: index - page,
      Home: 0,
      End: rows.length - 1,
    };
    const step = steps[event.key];
    const row = rows[index];
    if (step !== undefined) onIndex(Math.max(0, Math.min(rows.length - 1, step)));
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
            <div key={`group ${item.row.key}`} role="presentation" className={styles['group']} style={style}>
              <ToneIcon tone={attentionWords[item.row.kind].tone} />
              <span className={styles['groupTitle']} title={item.row.groupTitle}>
                {item.row.groupTitle}
                {item.partner === '' || item.row.groupTitle.includes(item.partner) ? '' : ` · ${item.partner}`}
              </span>
              <span className={styles['groupCount']}>{item.loaded}</span>
            </div>
          ) : (
            <div
              key={item.row.key}
              id={`${id}-${item.index}`}
              role="option"
              tabIndex={-1}
              aria-selected={item.index === index}
              aria-posinset={item.index + 1}
              aria-setsize={rows.length}
              className={styles['item']}
              style={style}
              onClick={() => onIndex(item.index)}
              onDoubleClick={() => onOpen(item.row)}
              onKeyDown={() => undefined}
            >
              <RowText row={item.row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function RowText({ row }: { readonly row: AttentionRow }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const days = row.shipBy === undefined ? undefined : format.daysTo(row.shipBy, now);
  return (
    <>
      <span className={styles['itemTop']}>
        <b>{row.title}</b>
        <span className={days !== undefined && days < 1 ? styles['late'] : styles['quiet']}>
          {row.shipBy === undefined || days === undefined
            ? format.age(row.since, now)
            : `ships ${format.day(row.shipBy, now)}, ${daysInWords(days)}`}
        </span>
      </span>
      <span className={styles['itemBottom']}>
        {row.partner === '' ? '' : `${row.partner}: `}
        {row.cause}
      </span>
    </>
  );
}
