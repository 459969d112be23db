import { Field, Select, Textarea } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { InputOf } from '#core/contract/endpoints.ts';
import type { OutboundListRow } from '#core/contract/views/outbound.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { outboundName } from '../../lib/outboundWords.ts';
import { AskDialog, AskSubject } from '../../ui/AskDialog.tsx';
import { OutcomeField, type Outcome } from './OutcomeField.tsx';

type Reply = InputOf<'outbound.reply'>;
const kinds = [
  ['portal', 'in its portal, by mail or by phone'],
  ['824', 'as an 824'],
  ['997', 'as a 997: it could be read, no more'],
] as const satisfies readonly (readonly [Reply['kind'], string])[];

/** What the partner said, typed in by the coordinator: it sets what the partner thinks, never whether SPS has it. */
export function ReplyDialog({ row, onClose }: { readonly row: OutboundListRow; readonly onClose: () => void }): ReactNode {
  const [outcome, setOutcome] = useState<Outcome>('accepted');
  const [kind, setKind] = useState<Reply['kind']>('portal');
  const [text, setText] = useState('');
  const command = useCommand('outbound.reply');
  return (
    <AskDialog
      title="What the partner said"
      confirmLabel="Keep the answer"
      asksReason={false}
      busy={command.isPending}
      error={command.error}
      onConfirm={() => command.mutate({ outboundId: row.outboundId, kind, outcome, text: text.trim() }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <AskSubject>
        {outboundName(row)} for {row.partnerName}
      </AskSubject>
      <OutcomeField label="It is" value={outcome} onChange={setOutcome} />
      <Field label="It said so">
        <Select value={kind} onChange={(_, { value }) => setKind(kinds.find(([one]) => one === value)?.[0] ?? kind)}>
          {kinds.map(([one, words]) => (
            <option key={one} value={one}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Its words" hint="Kept with the document.">
        <Textarea value={text} rows={3} maxLength={4_000} onChange={(_, { value }) => setText(value)} />
      </Field>
    </AskDialog>
  );
}
