import { useLayoutEffect, useRef } from 'react';

/** Rows that arrive above the ones in sight push the list up by themselves: what a person reads stays in place. */
export function useSteadyScroll(
  scroller: { readonly current: HTMLDivElement | null },
  keys: readonly string[],
  rowHeight: number,
): void {
  const before = useRef(keys);
  useLayoutEffect(() => {
    const element = scroller.current;
    const previous = before.current;
    before.current = keys;
    if (!element || previous === keys || element.scrollTop === 0) return;
    const firstKey = previous[Math.floor(element.scrollTop / rowHeight)];
    const oldIndex = Math.floor(element.scrollTop / rowHeight);
    const newIndex = firstKey === undefined ? -1 : keys.indexOf(firstKey);
    if (newIndex > oldIndex) element.scrollTop += (newIndex - oldIndex) * rowHeight;
  }, [scroller, keys, rowHeight]);
}
