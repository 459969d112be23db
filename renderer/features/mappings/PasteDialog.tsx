import { Field, Textarea } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { ImportPreview } from '#core/contract/views/mappingImports.ts';
import type { MappingKind } from '#core/domain/mapping.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { kindWords } from '../../lib/mappingWords.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { pastedCells, type PastedCells } from './pasted.ts';
import { columnsOf } from './rowTexts.ts';
import styles from './Mappings.module.css';

export interface PasteDialogProps {
  readonly kind: MappingKind;
  readonly onPreview: (preview: ImportPreview, pasted: PastedCells) => void;
  readonly onClose: () => void;
}

/** Cells copied from a spreadsheet; what they would change is shown next. */
export function PasteDialog({ kind, onPreview, onClose }: PasteDialogProps): ReactNode {
  const [text, setText] = useState('');
  const preview = useCommand('mappings.previewImport');
  const header = columnsOf(kind).map(({ id }) => id);
  return (
    <FormDialog
      title={`Paste ${kindWords[kind].many.toLowerCase()} from Excel`}
      surface={styles['wide']}
      content={styles['form']}
      confirmLabel="Show the changes"
      busyLabel="Comparing…"
      busy={preview.isPending}
      ready={text.trim() !== ''}
      error={preview.error}
      doing="read the pasted cells"
      onSubmit={() =>
        preview.mutate(
          { kind, source: { from: 'paste', text } },
          { onSuccess: (made) => onPreview(made, pastedCells(text, columnsOf(kind))) },
        )
      }
      onClose={onClose}
    >
      <div className={styles['inline']}>
        <span className={styles['quiet']}>
          The first line names the columns: {header.slice(0, 9).join(', ')}
          {header.length > 9 ? ', …' : ''}
        </span>
        <CopyButton labelled label="Copy the headings" text={header.join('\t')} />
      </div>
      <Field label="Cells">
        <Textarea
          autoFocus
          className={styles['paste'] ?? ''}
          rows={12}
          value={text}
          placeholder="Copy the cells in Excel, headings included, and paste them here"
          onChange={(_, { value }) => setText(value)}
        />
      </Field>
    </FormDialog>
  );
}
