import { defaultRangeExtractor, useVirtualizer, type Range, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import { useCallback, type RefObject } from 'react';

export interface VirtualRows {
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  readonly items: readonly VirtualItem[];
  /** The last row in sight or just below, as an index; 0 before anything was measured. */
  readonly last: number;
  /** The row that a person is on, where it is in the page: only then may a list name it as its active descendant. */
  readonly active: number | undefined;
}

/**
 * Rows of one height (pixels) of which only those in sight are in the page, and the one that a person is on wherever it
 * is: what reads the screen aloud is told of that row by its id, and an id of nothing says nothing.
 */
export function useVirtualRows(options: {
  readonly count: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly rowHeight: number;
  readonly overscan: number;
  /** The index of the row that a person is on; -1 where there is none. */
  readonly active: number;
  readonly initialOffset?: number;
  /** Pixels at the top that something else covers, such as headings. */
  readonly covered?: number;
}): VirtualRows {
  const { count, scroller, rowHeight, active } = options;
  const kept = active >= 0 && active < count ? active : undefined;
  const virtual = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: options.overscan,
    initialOffset: options.initialOffset ?? 0,
    scrollPaddingStart: options.covered ?? 0,
    rangeExtractor: useCallback((range: Range) => withRow(defaultRangeExtractor(range), kept), [kept]),
  });
  const items = virtual.getVirtualItems();
  const end = virtual.range?.endIndex;
  return {
    virtual,
    items,
    last: end === undefined ? 0 : Math.min(end + options.overscan, count - 1),
    active: items.some((item) => item.index === kept) ? kept : undefined,
  };
}

/** The rows in sight and one more, from top to bottom. */
function withRow(inSight: number[], row: number | undefined): number[] {
  if (row === undefined || inSight.includes(row)) return inSight;
  return row < (inSight[0] ?? 0) ? [row, ...inSight] : [...inSight, row];
}
