import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Textarea,
} from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { AnswerJob } from '#core/contract/views/triage.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { choiceText } from '../../lib/words.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import type { Asked } from './Answering.tsx';
import { Siblings } from './Siblings.tsx';
import styles from './Holds.module.css';

const shortestReason = 3;

export interface AnswerDialogProps {
  readonly asked: Asked;
  readonly onClose: () => void;
  readonly onAnswered: (job: AnswerJob) => void;
}

/** What an answer will do, to this hold and to those that wait for the same; why is asked once for all. */
export function AnswerDialog({ asked, onClose, onAnswered }: AnswerDialogProps): ReactNode {
  const { hold, choice, siblings, purchaseOrder } = asked;
  const format = useFormat();
  const text = choiceText(choice, hold.cause);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const answer = useCommand('triage.answerMany');
  const preview = useAnswer(
    'triage.preview',
    { kind: siblings?.kind ?? 'held', group: siblings?.group ?? '-', choice },
    { enabled: siblings !== undefined },
  );
  const others = (preview.data?.holds ?? []).filter(({ holdId }) => holdId !== hold.id);
  const taken = others.filter(({ holdId }) => !left.has(holdId));
  const missing = reason.trim().length < shortestReason;

  function give(holds: readonly { readonly holdId: number; readonly seen: string }[]): void {
    setTried(true);
    if (missing || answer.isPending) return;
    answer.mutate({ choice, reason: reason.trim(), holds: [...holds] }, { onSuccess: onAnswered });
  }
  const one = { holdId: hold.id, seen: hold.seen };
  function submit(event: FormEvent): void {
    event.preventDefault();
    give([one]);
  }

  return (
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : onClose())}>
      <DialogSurface className={styles['surface'] ?? ''}>
        <form noValidate onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{text.label}</DialogTitle>
            <DialogContent className={styles['content'] ?? ''}>
              <p className={styles['subject']}>{hold.message}</p>
              <div>
                <p className={styles['quiet']}>What will happen</p>
                <ul className={styles['effects']}>
                  {text.effects.map((effect) => (
                    <li key={effect}>{effect}</li>
                  ))}
                </ul>
              </div>
              <Field
                label="Why"
                required
                hint="Kept in the record of every order that it answers, with your name."
                {...(tried && missing ? { validationMessage: 'Say why, in a few words.' } : {})}
              >
                <Textarea
                  autoFocus
                  value={reason}
                  maxLength={500}
                  rows={2}
                  onChange={(_, { value }) => setReason(value)}
                  onKeyDown={(event) => {
                    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
                  }}
                />
              </Field>
              {preview.data && others.length > 0 ? (
                <Siblings preview={preview.data} holdId={hold.id} left={left} onLeft={setLeft} />
              ) : null}
              {answer.error ? <ErrorState error={answer.error} doing={text.label} /> : null}
            </DialogContent>
            <DialogActions>
              <Button appearance="secondary" onClick={onClose}>
                Not now
              </Button>
              {taken.length > 0 ? (
                <Button
                  appearance="secondary"
                  aria-label={`${text.label}: all ${format.count(taken.length + 1)}`}
                  disabled={answer.isPending}
                  onClick={() => give([one, ...taken])}
                >
                  All {format.count(taken.length + 1)}
                </Button>
              ) : null}
              <Button appearance="primary" type="submit" disabled={answer.isPending}>
                {answer.isPending ? 'Working…' : others.length > 0 ? `Only ${purchaseOrder || 'this one'}` : text.label}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
