import { Button } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { ChangeView } from '#core/contract/views/changes.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import styles from './Changes.module.css';

type Other = ChangeView['others'][number];

/** Orders of the same number that a change may be about instead; only the retailer knows, and a person says so here. */
export function OtherOrders({ change }: { readonly change: ChangeView }): ReactNode {
  const [asked, setAsked] = useState<Other>();
  if (change.others.length === 0) return null;
  return (
    <div role="group" aria-label="Other orders of this number">
      <p>
        Several orders have this number, and this change stands with <b>{change.reference}</b>. Ask the retailer which one is
        meant.
      </p>
      <div className={styles['buttons']}>
        {change.others.map((other) => (
          <span key={other.threadId}>
            <Link to="/orders/$threadId" params={{ threadId: String(other.threadId) }}>
              {[other.reference, ...other.salesOrders].join(', ')}
            </Link>{' '}
            {change.closed === undefined && change.decided === undefined ? (
              <Button size="small" onClick={() => setAsked(other)}>
                It is about {other.reference}…
              </Button>
            ) : null}
          </span>
        ))}
      </div>
      {asked ? <MoveDialog change={change} other={asked} onClose={() => setAsked(undefined)} /> : null}
    </div>
  );
}

/** The same beside what is answered elsewhere (a cancellation, two changes that nothing orders). */
export function OtherOrdersOf({ documentId }: { readonly documentId: number }): ReactNode {
  const answer = useAnswer('changes.get', { documentId });
  return answer.data ? <OtherOrders change={answer.data} /> : null;
}

interface MoveDialogProps {
  readonly change: ChangeView;
  readonly other: Other;
  readonly onClose: () => void;
}

function MoveDialog({ change, other, onClose }: MoveDialogProps): ReactNode {
  const command = useCommand('changes.move');
  return (
    <ConfirmDialog
      title="It is about the other order"
      subject={`Change of order ${change.purchaseOrder}`}
      effects={[
        `The change leaves ${change.reference} and is looked at anew with ${other.reference}.`,
        'Nothing is changed in Dynamics by that; you decide about it there.',
      ]}
      confirmLabel={`It is about ${other.reference}`}
      asksReason
      busy={command.isPending}
      error={command.error}
      onConfirm={(reason) =>
        command.mutate({ documentId: change.documentId, threadId: other.threadId, reason }, { onSuccess: onClose })
      }
      onClose={onClose}
    />
  );
}
