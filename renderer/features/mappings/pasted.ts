/** The cells that a person pasted, by their line (the header being 1) and the name of their column in the files. */
export type PastedCells = ReadonlyMap<number, Readonly<Record<string, string>>>;

/** Splits cells copied from a spreadsheet: tabs between them, quotes around those that hold tabs, lines or quotes. */
export function splitCells(text: string): readonly (readonly string[])[] {
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
  return rows.filter((row) => row.some((value) => value.trim() !== ''));
}

const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The pasted cells under the names of the columns, so that an error can be shown where it stands. */
export function pastedCells(text: string, columns: readonly { readonly id: string; readonly label: string }[]): PastedCells {
  const [header = [], ...rows] = splitCells(text);
  const ids = header.map((name) => columns.find(({ id, label }) => [id, label].some((known) => bare(known) === bare(name)))?.id);
  return new Map(
    rows.map((row, index) => [
      index + 2,
      Object.fromEntries(row.flatMap((value, at) => (ids[at] === undefined ? [] : [[ids[at], value]]))),
    ]),
  );
}
