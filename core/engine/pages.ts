const pageSize = 500;

/** A page of a list in the order of its numbers. */
export interface Page {
  readonly limit: number;
  readonly afterId?: number;
}

/**
 * Every row of a list, page by page. A list of open work is walked to its end: rows that stay open would stand in front of
 * the others for good where only the first page is asked for.
 */
export async function allRows<Row>(
  ask: (page: Page) => Promise<readonly Row[]>,
  idOf: (row: Row) => number,
): Promise<readonly Row[]> {
  const all: Row[] = [];
  for (;;) {
    const last = all.at(-1);
    const page = await ask({ limit: pageSize, ...(last === undefined ? {} : { afterId: idOf(last) }) });
    all.push(...page);
    if (page.length < pageSize) return all;
  }
}
