import type { AuditRow } from '#core/contract/views/records.ts';

const columns = [
  'id',
  'at',
  'who',
  'what',
  'detail',
  'tone',
  'threadId',
  'purchaseOrder',
  'documentId',
  'previousHash',
  'hash',
] as const satisfies readonly (keyof AuditRow)[];

/** How a hash is made, so that whoever holds an export can follow the chain without Quayside. */
const hashRecipe =
  'hash = SHA-256 in hex of the JSON array [previousHash, at, who, what, detail or "", tone, threadId or 0, documentId or 0]';

/** A piece of an export; `first` and `last` say what stands around it. Pieces one behind the other are the file. */
export function auditPiece(
  format: 'csv' | 'json',
  rows: readonly AuditRow[],
  { first, last }: { readonly first: boolean; readonly last: boolean },
): string {
  return format === 'csv' ? csvPiece(rows, first) : jsonPiece(rows, first, last);
}

function jsonPiece(rows: readonly AuditRow[], first: boolean, last: boolean): string {
  const head = first ? `{"recipe":${JSON.stringify(hashRecipe)},"rows":[\n` : rows.length > 0 ? ',\n' : '';
  return `${head}${rows.map((row) => JSON.stringify(row)).join(',\n')}${last ? '\n]}\n' : ''}`;
}

/** For sheets: with a byte order mark, and no cell that a sheet would run. JSON is the form that proves something. */
function csvPiece(rows: readonly AuditRow[], first: boolean): string {
  const head = first ? `\uFEFF${columns.join(',')}\r\n` : '';
  return head + rows.map((row) => `${columns.map((column) => cell(row[column])).join(',')}\r\n`).join('');
}

function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
