/** Where a moving key leads in a list of `count` rows, kept within it; undefined for every other key. */
export function movedIndex(key: string, index: number, count: number, pageRows: number): number | undefined {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + pageRows,
    PageUp: index - pageRows,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined ? undefined : Math.max(0, Math.min(count - 1, target));
}

/** How many rows of a height a page key moves: those in sight, less two that stay to hold on to. */
export function pageOf(element: HTMLElement | null, rowHeight: number): number {
  return Math.max(1, Math.floor((element?.clientHeight ?? 0) / rowHeight) - 2);
}
