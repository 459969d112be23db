import { Field, Input } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { SearchHit } from '#core/contract/views/orders.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { postingWords } from '../../lib/outboundWords.ts';
import { ChoiceList } from '../../ui/ChoiceList.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import type { NotOurs } from './NotOursScreen.tsx';

/** A person says which order a posting belongs to: found by any number, then its documents are drafted as of any other. */
export function AdoptDialog({ posting, onClose }: { readonly posting: NotOurs; readonly onClose: () => void }): ReactNode {
  const [text, setText] = useState(posting.requisition || posting.reference);
  const [threadId, setThreadId] = useState<number>();
  const found = useAnswer('search.find', { text: text.trim() }, { enabled: text.trim().length > 1, keepPrevious: true });
  const command = useCommand('postings.adopt');
  const hits = onePerOrder(found.data?.hits ?? []);
  const chosen = hits.find((hit) => hit.threadId === threadId) ?? (hits.length === 1 ? hits[0] : undefined);
  return (
    <ConfirmDialog
      title="It belongs to an order of ours"
      subject={
        <>
          {postingWords[posting.kind]} {posting.number}, customer {posting.customer}
          <Field label="Order" hint="Any number of it: purchase order, sales order, item.">
            <Input autoFocus value={text} maxLength={80} onChange={(_, { value }) => setText(value)} />
          </Field>
          {hits.length === 0 ? (
            <p>{text.trim().length < 2 ? 'Type at least two characters.' : 'No order fits.'}</p>
          ) : (
            <ChoiceList
              label="Orders"
              chosen={chosen === undefined ? undefined : String(chosen.threadId)}
              onChoose={(key) => setThreadId(Number(key))}
              choices={hits.map((hit) => ({
                key: String(hit.threadId),
                content: (
                  <>
                    <b>{hit.purchaseOrder}</b> {hit.partnerName}
                  </>
                ),
              }))}
            />
          )}
        </>
      }
      effects={
        chosen
          ? [
              `What it posts is drafted for ${chosen.partnerName} as the answer to ${chosen.purchaseOrder}.`,
              'The draft is checked and reviewed as any other before it leaves.',
            ]
          : ['Choose the order that it belongs to.']
      }
      confirmLabel="Take it over"
      asksReason
      reasonHint="Kept in the order's record with your name."
      ready={chosen !== undefined}
      busy={command.isPending}
      error={command.error}
      onConfirm={(reason) => {
        if (chosen) command.mutate({ postingId: posting.id, threadId: chosen.threadId, reason }, { onSuccess: onClose });
      }}
      onClose={onClose}
    />
  );
}

const most = 6;

function onePerOrder(hits: readonly SearchHit[]): readonly SearchHit[] {
  return [...new Map(hits.map((hit) => [hit.threadId, hit])).values()].slice(0, most);
}
