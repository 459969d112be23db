/** A table as text: the first row holds the headings. */
export type Grid = readonly (readonly string[])[];

/** A cell that a spreadsheet would run as a formula is prefixed; the text comes from third parties. */
function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}

/** CSV as RFC 4180 has it, with a byte order mark so that Excel reads UTF-8. */
export function toCsv(grid: Grid): string {
  const lines = grid.map((row) => row.map((cell) => quoted(harmless(cell))).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Tab-separated, for pasting into a sheet. */
export function toTsv(grid: Grid): string {
  return grid.map((row) => row.map((cell) => harmless(cell).replaceAll(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}

/** Offers text as a file of that name. */
export function saveText(name: string, text: string, type: string): void {
  save(name, new Blob([text], { type }));
}

/** The same in pieces, which are never put together in memory. */
export function saveParts(name: string, parts: readonly string[], type: string): void {
  save(name, new Blob([...parts], { type }));
}

/** Offers bytes as a file of that name. */
export function saveBytes(name: string, bytes: Uint8Array<ArrayBuffer>, type: string): void {
  save(name, new Blob([bytes], { type }));
}

function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the content when the click returns to the event loop.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
