import type { ReactNode } from 'react';
import type { OutboundListRow } from '#core/contract/views/outbound.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { outboundName } from '../../lib/outboundWords.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';

/** Not to leave as it is: the note says to whoever puts it right what is wrong. */
export function SendBackDialog({ row, onClose }: { readonly row: OutboundListRow; readonly onClose: () => void }): ReactNode {
  const command = useCommand('outbound.sendBack');
  return (
    <ConfirmDialog
      title="Send back"
      subject={`${outboundName(row)} for ${row.partnerName}`}
      effects={[
        'It is held with your note and stands under Needs a hand.',
        'It goes on when it is corrected here, or drafted anew after a correction in Dynamics.',
      ]}
      confirmLabel="Send back"
      asksReason
      reasonHint="The note: what is wrong, and who puts it right."
      busy={command.isPending}
      error={command.error}
      onConfirm={(note) => command.mutate({ outboundId: row.outboundId, versionId: row.versionId, note }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
