import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { useCommand } from '../../api/ApiContext.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useToast } from '../../ui/useToast.tsx';

interface RefuseCancellationProps {
  readonly documentId: number;
  readonly purchaseOrder: string;
  readonly onRefused?: (() => void) | undefined;
}

/** The other answer to a cancellation: goods that left, or cannot be stopped any more, are not taken back. */
export function RefuseCancellation({ documentId, purchaseOrder, onRefused }: RefuseCancellationProps): ReactNode {
  const [asked, setAsked] = useState(false);
  const command = useCommand('changes.decide');
  const say = useToast();
  const label = 'Refuse the cancellation';
  return (
    <>
      <Button size="small" onClick={() => setAsked(true)}>
        {label}…
      </Button>
      {asked ? (
        <ConfirmDialog
          title={label}
          subject={`Cancellation of order ${purchaseOrder}`}
          effects={[
            'The order stands as it is, here and in Dynamics: all that was promised of it is to be shipped.',
            'An 865 that refuses the cancellation of every line is drafted.',
          ]}
          confirmLabel={label}
          asksReason
          reasonHint="The retailer reads it in the 865. Kept in the record with your name, too."
          busy={command.isPending}
          error={command.error}
          onConfirm={(reason) =>
            command.mutate(
              { documentId, decision: 'refuse', reason, refusedLines: [] },
              {
                onSuccess: () => {
                  setAsked(false);
                  say('Cancellation refused');
                  onRefused?.();
                },
              },
            )
          }
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
