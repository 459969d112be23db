import { Field, Input, Select } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { InputOf } from '#core/contract/endpoints.ts';
import type { ReceivedFile } from '#core/contract/views/backoffice.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { plural } from '../../lib/format.ts';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useToast } from '../../ui/useToast.tsx';
import { OutcomeField, type Outcome } from '../outbound/OutcomeField.tsx';

type Reply = InputOf<'backoffice.reply'>;

/** A retailer's answer to what it got: a file in the mailbox that the next run reads. */
export function AnswerDialog({
  files,
  onClose,
}: {
  readonly files: readonly ReceivedFile[];
  readonly onClose: () => void;
}): ReactNode {
  const [kind, setKind] = useState<Reply['kind']>('824');
  const [outcome, setOutcome] = useState<Outcome>('accepted');
  const [text, setText] = useState('');
  const reply = useCommand('backoffice.reply');
  const say = useToast();
  // What was overwritten nobody ever read.
  const paths = files.filter((file) => !file.overwritten && file.kind !== undefined).map(({ path }) => path);
  function submit(): void {
    reply.mutate(
      { paths, kind, outcome, text: text.trim() },
      {
        onSuccess: ({ placed }) => {
          say(`${placed} ${plural(placed, 'answer')} on the way`, 'A run has started and reads them.');
          onClose();
        },
      },
    );
  }
  return (
    <FormDialog
      title={`Answer ${paths.length} ${plural(paths.length, 'document')}`}
      confirmLabel="Answer"
      busy={reply.isPending}
      ready={paths.length > 0}
      error={reply.error}
      doing="answer"
      onSubmit={submit}
      onClose={onClose}
    >
      <OutcomeField label="The retailer says" value={outcome} onChange={setOutcome} />
      <Field label="As">
        <Select value={kind} onChange={(_, { value }) => setKind(value === '997' ? '997' : '824')}>
          <option value="824">824, what its business says</option>
          <option value="997">997, whether it could be read</option>
        </Select>
      </Field>
      <Field label="Its words">
        <Input value={text} maxLength={2_000} onChange={(_, { value }) => setText(value)} />
      </Field>
    </FormDialog>
  );
}
