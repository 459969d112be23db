import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
} from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { MappingChangeInput } from '#core/contract/views/mappings.ts';
import type { DatedKind } from '#core/domain/mapping.ts';
import { kindWords } from '../../lib/mappingWords.ts';
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
  function submit(event: FormEvent): void {
    event.preventDefault();
    const wanted = addOf(kind, values);
    if ('problem' in wanted) setProblem(wanted.problem);
    else onWanted(wanted.change);
  }
  const first = rowFields[kind].find(({ id }) => id !== 'partnerId' || partnerId === undefined)?.id;
  return (
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : onClose())}>
      <DialogSurface>
        <form noValidate onSubmit={submit}>
          <DialogBody>
            <DialogTitle>Add {kindWords[kind].one}</DialogTitle>
            <DialogContent className={styles['form'] ?? ''}>
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
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>Not now</Button>
              <Button appearance="primary" type="submit">
                See what it releases…
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
