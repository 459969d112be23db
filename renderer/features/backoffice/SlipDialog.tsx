import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { sameDecimal } from '#core/domain/decimal.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { plural } from '../../lib/format.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { useToast } from '../../ui/useToast.tsx';
import styles from './BackOffice.module.css';

/** A posted packing slip that was wrong: its quantities are put right, or it is cancelled, as Dynamics does either. */
export function SlipDialog({ slip, onClose }: { readonly slip: string; readonly onClose: () => void }): ReactNode {
  const answer = useAnswer('backoffice.slip', { slip });
  const correct = useCommand('backoffice.correctSlip');
  const cancel = useCommand('backoffice.cancelSlip');
  const say = useToast();
  const [typed, setTyped] = useState<Readonly<Record<number, string>>>({});
  const [as, setAs] = useState<'in-place' | 'reversal'>('reversal');
  const changed = (answer.data?.lines ?? []).flatMap(({ line, quantity }) => {
    const value = typed[line];
    return value === undefined || !/^\d{1,6}(\.\d+)?$/.test(value) || sameDecimal(value, quantity)
      ? []
      : [{ line, quantity: Number(value) }];
  });
  const busy = correct.isPending || cancel.isPending;
  const done = (title: string) => ({
    onSuccess: () => {
      say(title, 'A run has started; what it changes in the ship notice is shown there.');
      onClose();
    },
  });
  return (
    <FormDialog
      title={`Packing slip ${slip}`}
      confirmLabel={`Correct ${changed.length} ${plural(changed.length, 'line')}`}
      busy={busy}
      ready={changed.length > 0}
      others={
        <Button disabledFocusable={busy} onClick={() => cancel.mutate({ slip }, done(`Cancelled ${slip}`))}>
          Cancel the slip
        </Button>
      }
      error={correct.error ?? cancel.error}
      doing="correct the packing slip"
      onSubmit={() => correct.mutate({ slip, lines: changed, as }, done(`Corrected ${slip}`))}
      onClose={onClose}
    >
      <p>Its ship notice never changes by itself: what left stays, and Quayside asks what is to be done.</p>
      <Shown answer={answer}>
        {({ lines }) => (
          <div className={styles['lines']}>
            {lines.map(({ line, item, name, quantity }) => (
              <Field key={line} label={`${line}: ${item} ${name}`} size="small" orientation="horizontal">
                <Input
                  size="small"
                  inputMode="decimal"
                  value={typed[line] ?? quantity}
                  onChange={(_, { value }) => setTyped((before) => ({ ...before, [line]: value }))}
                />
              </Field>
            ))}
          </div>
        )}
      </Shown>
      <Field
        label="How Dynamics shows it"
        hint={as === 'reversal' ? 'The next run sees it.' : 'It is seen once a day, and before anything of it leaves.'}
      >
        <Select value={as} onChange={(_, { value }) => setAs(value === 'in-place' ? 'in-place' : 'reversal')}>
          <option value="reversal">Lines with the difference are added</option>
          <option value="in-place">The lines change, without a new stamp</option>
        </Select>
      </Field>
    </FormDialog>
  );
}
