import type { Tone, Word } from '../../lib/words/tone.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { Column } from '../../ui/table/columns.ts';
import type { PreviewCell, PreviewRow } from './importRows.ts';
import styles from './Mappings.module.css';

const tones: Readonly<Record<PreviewRow['word'], Tone>> = {
  Added: 'good',
  Changed: 'info',
  Removed: 'warn',
  Error: 'bad',
  'To correct': 'warn',
  Note: 'quiet',
};

/**
 * The grid of a preview: the row of the file, what becomes of it, what is said about it, and its cells; fields of which no
 * row says anything wait under "Columns".
 */
export function importColumns(
  fields: readonly { readonly id: string; readonly label: string }[],
  rows: readonly PreviewRow[],
): readonly Column<PreviewRow>[] {
  return [
    { id: 'row', header: 'Row', width: 60, align: 'end', names: true, text: ({ row }) => String(row) },
    {
      id: 'word',
      header: 'What',
      width: 110,
      text: ({ word }) => word,
      cell: ({ word }) => <StatusBadge state={wordOf(word)} plain />,
    },
    { id: 'says', header: 'In words', width: 380, grow: 2, text: (row) => row.says.join(' ') },
    ...fields.map(({ id, label }): Column<PreviewRow> => ({
      id,
      header: label,
      width: 138,
      ...(rows.some(({ cells }) => says(cells[id])) ? {} : { extra: true as const }),
      text: ({ cells }) => cells[id]?.text ?? '',
      cell: ({ cells }) => <Cell cell={cells[id]} />,
    })),
  ];
}

function says(cell: PreviewCell | undefined): boolean {
  return cell !== undefined && (cell.text !== '' || cell.tone !== 'same');
}

export function wordOf(word: PreviewRow['word']): Word {
  return { word, tone: tones[word], meaning: '' };
}

function Cell({ cell }: { readonly cell: PreviewCell | undefined }) {
  if (!cell) return '';
  if (cell.tone === 'same' || cell.tone === 'added') return <span title={cell.text}>{cell.text}</span>;
  return (
    <span
      className={`${styles['cell']} ${styles[cell.tone]}`}
      title={cell.before === undefined ? cell.text : `was ${cell.before || 'empty'}`}
    >
      {cell.before ? <del>{cell.before}</del> : null} {cell.text === '' ? 'empty' : cell.text}
    </span>
  );
}
