import type { ImportLine } from '#core/contract/views/mappingImports.ts';
import { flat } from './MappingHistory.tsx';
import type { PastedCells } from './pasted.ts';

/** How a cell of the preview stands; every one but `same` is said in words as well. */
export type CellTone = 'same' | 'added' | 'changed' | 'error' | 'correction' | 'note';

export interface PreviewCell {
  readonly text: string;
  readonly tone: CellTone;
  /** What it was before, where it changes. */
  readonly before?: string;
}

/** One row of the file with everything that is said about it. */
export interface PreviewRow {
  readonly key: string;
  readonly row: number;
  readonly word: 'Added' | 'Changed' | 'Removed' | 'Error' | 'To correct' | 'Note';
  readonly cells: Readonly<Record<string, PreviewCell>>;
  /** In words, one sentence each. */
  readonly says: readonly string[];
}

const findingWords = { error: 'Error', correction: 'To correct', note: 'Note' } as const;

/** The lines of a preview as rows of a grid: several findings of one row stand together. */
export function previewRows(
  lines: readonly ImportLine[],
  pasted: PastedCells,
  nameOf: (field: string) => string,
): readonly PreviewRow[] {
  const rows = new Map<string, PreviewRow>();
  for (const line of lines) {
    const key = `${line.line === 'error' || line.line === 'correction' ? 'finding' : line.line} ${line.row}`;
    rows.set(key, merged(rows.get(key), rowOf(line, key, pasted, nameOf)));
  }
  return [...rows.values()];
}

function rowOf(line: ImportLine, key: string, pasted: PastedCells, nameOf: (field: string) => string): PreviewRow {
  switch (line.line) {
    case 'add':
      return { key, row: line.row, word: 'Added', cells: cellsOf(flat(line.after), 'added'), says: [] };
    case 'remove':
      return { key, row: line.row, word: 'Removed', cells: cellsOf(flat(line.before), 'same'), says: [] };
    case 'update':
      return { key, row: line.row, word: 'Changed', cells: changedCells(flat(line.before), flat(line.after)), says: [] };
    case 'error':
    case 'correction':
    case 'note': {
      const sent = cellsOf(pasted.get(line.row), 'same');
      const cell: PreviewCell = { text: line.value, tone: line.line };
      const suggestion = line.line === 'correction' ? ` Suggested: ${line.suggestion}.` : '';
      const where = line.column === '' ? '' : `${nameOf(line.column)}: `;
      return {
        key,
        row: line.row,
        word: findingWords[line.line],
        cells: line.column === '' ? sent : { ...sent, [line.column]: cell },
        says: [`${where}${line.sentence}${suggestion}`],
      };
    }
  }
}

/** An error outweighs what can be corrected; cells that are marked stay marked. */
function merged(one: PreviewRow | undefined, other: PreviewRow): PreviewRow {
  if (!one) return other;
  const marked = Object.fromEntries(Object.entries(one.cells).filter(([, cell]) => cell.tone !== 'same'));
  return {
    ...other,
    word: one.word === 'Error' || other.word === 'Error' ? 'Error' : other.word,
    cells: { ...other.cells, ...marked },
    says: [...one.says, ...other.says],
  };
}

type Texts = Readonly<Record<string, string>>;

function cellsOf(texts: Texts | undefined, tone: CellTone): Readonly<Record<string, PreviewCell>> {
  return Object.fromEntries(Object.entries(texts ?? {}).map(([field, text]) => [field, { text, tone }]));
}

function changedCells(before: Texts = {}, after: Texts = {}): Readonly<Record<string, PreviewCell>> {
  return Object.fromEntries(
    Object.entries(after).map(([field, text]) => {
      const was = before[field] ?? '';
      return [field, was === text ? { text, tone: 'same' } : { text, tone: 'changed', before: was }];
    }),
  );
}
