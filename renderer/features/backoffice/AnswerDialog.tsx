import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  Select,
} from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { InputOf } from '#core/contract/endpoints.ts';
import type { ReceivedFile } from '#core/contract/views/backoffice.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { plural } from '../../lib/format.ts';
import { businessWords } from '../../lib/outboundWords.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useToast } from '../../ui/useToast.tsx';
import styles from './BackOffice.module.css';

type Reply = InputOf<'backoffice.reply'>;
const outcomes = ['accepted', 'accepted-with-errors', 'rejected'] as const satisfies readonly Reply['outcome'][];

/** A retailer's answer to what it got: a file in the mailbox that the next run reads. */
export function AnswerDialog({
  files,
  onClose,
}: {
  readonly files: readonly ReceivedFile[];
  readonly onClose: () => void;
}): ReactNode {
  const [kind, setKind] = useState<Reply['kind']>('824');
  const [outcome, setOutcome] = useState<Reply['outcome']>('accepted');
  const [text, setText] = useState('');
  const reply = useCommand('backoffice.reply');
  const say = useToast();
  // What was overwritten nobody ever read.
  const paths = files.filter((file) => !file.overwritten && file.kind !== undefined).map(({ path }) => path);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (reply.isPending || paths.length === 0) return;
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
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : onClose())}>
      <DialogSurface>
        <form noValidate onSubmit={submit}>
          <DialogBody>
            <DialogTitle>
              Answer {paths.length} {plural(paths.length, 'document')}
            </DialogTitle>
            <DialogContent className={styles['dialog'] ?? ''}>
              <Field label="The retailer">
                <Select value={outcome} onChange={(_, { value }) => setOutcome(outcomes.find((one) => one === value) ?? outcome)}>
                  {outcomes.map((one) => (
                    <option key={one} value={one}>
                      {businessWords[one].word}
                    </option>
                  ))}
                </Select>
              </Field>
              <Field label="As">
                <Select value={kind} onChange={(_, { value }) => setKind(value === '997' ? '997' : '824')}>
                  <option value="824">824, what its business says</option>
                  <option value="997">997, whether it could be read</option>
                </Select>
              </Field>
              <Field label="Its words">
                <Input value={text} maxLength={2_000} onChange={(_, { value }) => setText(value)} />
              </Field>
              {reply.error ? <ErrorState error={reply.error} doing="answer" /> : null}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>Not now</Button>
              <Button appearance="primary" type="submit" disabledFocusable={reply.isPending || paths.length === 0}>
                Answer
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
