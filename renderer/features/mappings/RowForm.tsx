import { Field, Input } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { MappingChangeInput } from '#core/contract/views/mappingRows.ts';
import type { DatedKind } from '#core/domain/mapping.ts';
import { kindWords } from '../../lib/mappingWords.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { addOf, blankValues, rowFields, type RowValues } from './fields.ts';
import styles from './Mappings.module.css';

export interface RowFormProps {
  readonly kind: DatedKind;
  readonly partnerId: string | undefined;
  readonly onWanted: (change: MappingChangeInput) => void;
  readonly onClose: () => void;
}

/** The fields of a new row; what it releases is shown next. */
export function RowForm({ kind, partnerId, onWanted, onClose }: RowFormProps): ReactNode {
  const [values, setValues] = useState<RowValues>(() => ({ ...blankValues(kind), partnerId: partnerId ?? '' }));
  const [problem, setProblem] = useState<string>();
  function submit(): void {
    const wanted = addOf(kind, values);
    if ('problem' in wanted) setProblem(wanted.problem);
    else onWanted(wanted.change);
  }
  const first = rowFields[kind].find(({ id }) => id !== 'partnerId' || partnerId === undefined)?.id;
  return (
    <FormDialog
      title={`Add ${kindWords[kind].one}`}
      confirmLabel="See what it releases…"
      content={styles['form']}
      onSubmit={submit}
      onClose={onClose}
    >
      {rowFields[kind].map((field) => (
        <Field key={field.id} label={field.label} hint={field.hint} required={field.required === true}>
          <Input
            size="small"
            autoFocus={field.id === first}
            type={field.type ?? 'text'}
            value={values[field.id] ?? ''}
            maxLength={100}
            onChange={(_, { value }) => setValues((before) => ({ ...before, [field.id]: value }))}
          />
        </Field>
      ))}
      {problem === undefined ? null : (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
    </FormDialog>
  );
}
