import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import styles from './Outbound.module.css';
import { documentsInWords } from './acts.ts';

/** After a restore without its guard journal nothing leaves until a person has compared: says so, and ends it. */
export function ReconcileNote(): ReactNode {
  const answer = useAnswer('outbound.reconcile', {});
  const end = useCommand('outbound.endReconcile');
  const [asked, setAsked] = useState(false);
  const format = useFormat();
  if (!answer.data?.active) return null;
  const { message, nextStep, waiting, found } = answer.data;
  return (
    <section className={styles['banner']} aria-label="Nothing leaves">
      <div>
        <b>{message}</b>
        <p>{nextStep}</p>
        <p>
          {documentsInWords(waiting)} would leave and {waiting === 1 ? 'waits' : 'wait'}; history showed {format.count(found)} as
          sent.
        </p>
      </div>
      <Button size="small" onClick={() => setAsked(true)}>
        I have compared…
      </Button>
      {asked ? (
        <ConfirmDialog
          title="Let documents leave again"
          subject={message}
          effects={[
            `${documentsInWords(waiting)} may leave with the next run.`,
            'What left before the restore and is not known here could be sent a second time.',
          ]}
          confirmLabel="Let them leave"
          asksReason
          reasonHint="Kept in the audit with your name."
          busy={end.isPending}
          error={end.error}
          onConfirm={(reason) => end.mutate({ reason }, { onSuccess: () => setAsked(false) })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </section>
  );
}
