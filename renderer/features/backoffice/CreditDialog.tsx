import type { ReactNode } from 'react';
import { useCommand } from '../../api/ApiContext.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useToast } from '../../ui/useToast.tsx';

/** A credit note over an invoice, as the practice Dynamics posts it. */
export function CreditDialog({ invoice, onClose }: { readonly invoice: string; readonly onClose: () => void }): ReactNode {
  const credit = useCommand('backoffice.credit');
  const say = useToast();
  return (
    <ConfirmDialog
      title={`Credit ${invoice}`}
      subject={`Invoice ${invoice}`}
      effects={[
        'A credit note over all its lines is posted in the practice Dynamics.',
        'Quayside drafts it only where the partner takes credits as documents; else it is held and says so.',
      ]}
      confirmLabel="Post the credit note"
      asksReason={false}
      busy={credit.isPending}
      error={credit.error}
      onConfirm={() =>
        credit.mutate(
          { invoice },
          {
            onSuccess: ({ posted }) => {
              say(`Posted ${posted.join(', ')}`, 'A run has started and reads it.');
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}
