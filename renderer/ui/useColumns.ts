import { useLayoutEffect, useState } from 'react';

/** Width of a character of the raw view in pixels, a little generous. */
const characterWidth = 7.3;
const gutter = 64;
const narrowest = 40;
const widest = 160;
/** The number changes in steps, so that dragging a window does not cut the text anew at every pixel. */
const step = 8;

/** How many characters fit into an element beside its line numbers. */
export function useColumns(element: { readonly current: HTMLElement | null }): number {
  const [columns, setColumns] = useState(80);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return undefined;
    const measure = (): void => {
      const fitting = Math.floor((target.clientWidth - gutter) / characterWidth / step) * step;
      setColumns(Math.max(narrowest, Math.min(widest, fitting)));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return columns;
}
