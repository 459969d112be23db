import { isRow, parseExact, type Row } from './json.ts';

/** Text up to which a page is read at once: parsing that much holds nothing up. */
export const atOnceLimit = 400_000;
/** Rows of one part of a larger page. */
const partRows = 500;

/** What stands around the rows of a page, and the rows in parts, parsed one part at a time. */
export interface PageParts {
  readonly envelope: Row;
  readonly parts: Iterable<readonly Row[]>;
}

/** A string, or what opens and closes an object or a list. */
const mark = /"(?:[^"\\]|\\.)*"|[{}[\]]/gs;
const start = /"value"\s*:\s*\[/;

/**
 * Cuts the answer `{"value": […]}` between its rows without parsing it, because an environment may make pages of ten
 * thousand rows whatever it is asked for. Undefined for text of another shape; a part throws SyntaxError like `parseExact`.
 */
export function pageParts(text: string): PageParts | undefined {
  const value = start.exec(text);
  if (!value) return undefined;
  const first = value.index + value[0].length;
  const { cuts, end } = cutRows(text, first);
  if (end === undefined) return undefined;
  const envelope: unknown = parseExact(text.slice(0, first) + text.slice(end));
  return isRow(envelope) ? { envelope, parts: parsed(text, cuts) } : undefined;
}

/** Where each part begins and ends, and where the list ends; undefined where it never does. */
function cutRows(
  text: string,
  first: number,
): { readonly cuts: readonly (readonly [number, number])[]; readonly end: number | undefined } {
  const cuts: [number, number][] = [];
  let depth = 0;
  let rows = 0;
  let from = first;
  mark.lastIndex = first;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    const [sign] = found;
    if (sign === '{' || sign === '[') depth += 1;
    if (sign === '}' || sign === ']') depth -= 1;
    if (depth < 0) {
      if (rows > 0) cuts.push([from, found.index]);
      return { cuts, end: found.index };
    }
    if (depth > 0 || sign !== '}') continue;
    rows += 1;
    if (rows < partRows) continue;
    cuts.push([from, mark.lastIndex]);
    from = mark.lastIndex;
    rows = 0;
  }
  return { cuts, end: undefined };
}

function* parsed(text: string, cuts: readonly (readonly [number, number])[]): Generator<readonly Row[]> {
  for (const [from, to] of cuts) {
    const rows: unknown = parseExact(`[${text.slice(from, to).replace(/^\s*,/, '')}]`);
    yield Array.isArray(rows) ? rows.filter(isRow) : [];
  }
}
