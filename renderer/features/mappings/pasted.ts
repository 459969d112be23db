/** The cells that a person pasted, by their line (the header being 1) and the name of their column in the files. */
export type PastedCells = ReadonlyMap<number, Readonly<Record<string, string>>>;

interface PastedRow {
  readonly cells: readonly string[];
  /** The first row being 1, empty ones counted. */
  readonly line: number;
}

/** Splits cells copied from a spreadsheet: tabs between them, quotes around those that hold tabs, lines or quotes. */
export const splitCells = (text: string): readonly (readonly string[])[] => pastedRows(text).map(({ cells }) => cells);

function pastedRows(text: string): readonly PastedRow[] {
  const separator = text.slice(0, text.indexOf('\n') + 1 || undefined).includes('\t') ? '\t' : ',';
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quoted && character === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (character === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (!quoted && character === separator) endCell();
    else if (!quoted && character === '\n') {
      endCell();
      rows.push([]);
    } else if (quoted || character !== '\r') cell += character;
  }
  endCell();
  return rows.flatMap((cells, index) => (cells.some((value) => value.trim() !== '') ? [{ cells, line: index + 1 }] : []));
}

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The pasted cells under the names of the columns, so that an error can be shown where it stands. */
export function pastedCells(text: string, columns: readonly { readonly id: string; readonly label: string }[]): PastedCells {
  const [header, ...rows] = pastedRows(text);
  const ids = (header?.cells ?? []).map(
    (name) => columns.find(({ id, label }) => [id, label].some((known) => bare(known) === bare(name)))?.id,
  );
  return new Map(
    rows.map(({ cells, line }) => [
      line,
      Object.fromEntries(cells.flatMap((value, at) => (ids[at] === undefined ? [] : [[ids[at], value]]))),
    ]),
  );
}
