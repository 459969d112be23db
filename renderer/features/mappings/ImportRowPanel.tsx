import type { ReactNode } from 'react';
import { Facts } from '../../ui/Details.tsx';
import { PanelPart, SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { PanelProps } from '../../ui/table/ListView.tsx';
import { wordOf } from './importColumns.tsx';
import type { PreviewRow } from './importRows.ts';
import { nameOfField } from './rowTexts.ts';
import styles from './Mappings.module.css';

/** One row of an import in full: everything that is said about it, and its cells. */
export function ImportRowPanel({ row, focused, onClose }: PanelProps<PreviewRow>): ReactNode {
  const cells = Object.entries(row.cells).filter(([, { text, before }]) => text !== '' || before !== undefined);
  return (
    <SidePanel title={`Row ${row.row}`} badge={<StatusBadge state={wordOf(row.word)} />} focused={focused} onClose={onClose}>
      {row.says.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <PanelPart title="Cells">
        <Facts
          entries={cells.map(([field, { text, tone, before }]) => [
            nameOfField(field),
            <span key={field} className={`${styles['cell']} ${styles[tone] ?? ''}`}>
              {before === undefined ? null : <del>{before || 'empty'}</del>} {text === '' ? 'empty' : text}
            </span>,
          ])}
        />
      </PanelPart>
    </SidePanel>
  );
}
