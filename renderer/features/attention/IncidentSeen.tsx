import { Button } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { useState, type ReactNode } from 'react';
import { useCommand } from '../../api/ApiContext.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useToast } from '../../ui/useToast.tsx';
import styles from './Attention.module.css';

/** A person says what was done about an incident; it leaves the list and stays in the audit. */
export function IncidentSeen({ incidentId, title }: { readonly incidentId: number; readonly title: string }): ReactNode {
  const [asked, setAsked] = useState(false);
  const close = useCommand('incidents.close');
  const say = useToast();
  return (
    <div className={styles['buttons']}>
      <Button size="small" appearance="primary" icon={<CheckmarkRegular />} onClick={() => setAsked(true)}>
        Mark as seen…
      </Button>
      {asked ? (
        <ConfirmDialog
          title="Mark as seen"
          subject={title}
          effects={['It leaves this list. The audit keeps it with your name and what you say was done about it.']}
          confirmLabel="Mark as seen"
          asksReason
          busy={close.isPending}
          error={close.error}
          onClose={() => setAsked(false)}
          onConfirm={(reason) => close.mutate({ incidentId, reason }, { onSuccess: () => say('Marked as seen', title) })}
        />
      ) : null}
    </div>
  );
}
