import { Checkbox } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { outboundName, policyWords } from '../../lib/outboundWords.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';

interface SendAgainDialogProps {
  readonly view: OutboundView;
  readonly correction: NonNullable<OutboundView['correction']>;
  readonly onClose: () => void;
}

/** A correction of what the partner has, by its policy: drafted anew from what is known now, and reviewed before it leaves. */
export function SendAgainDialog({ view, correction, onClose }: SendAgainDialogProps): ReactNode {
  const [called, setCalled] = useState(false);
  const command = useCommand('outbound.sendAgain');
  const { row } = view;
  return (
    <ConfirmDialog
      title="Correct and send again"
      subject={
        <>
          {outboundName(row)} for {row.partnerName}. {policyWords[correction.policy]}.
          {correction.needsCall ? (
            <Checkbox
              label="I have spoken with the partner, and it wants a second one"
              checked={called}
              onChange={(_, { checked }) => setCalled(checked === true)}
            />
          ) : null}
        </>
      }
      effects={[
        correction.warning,
        'It is drafted from what Dynamics, the sheet and the packing say now.',
        'A person looks at it before it leaves.',
      ]}
      confirmLabel="Draft the correction"
      asksReason
      reasonHint="Kept in the record of both documents with your name."
      ready={!correction.needsCall || called}
      busy={command.isPending}
      error={command.error}
      onConfirm={(reason) => command.mutate({ outboundId: row.outboundId, reason, called }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
