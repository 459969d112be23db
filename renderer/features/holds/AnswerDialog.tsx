import { useState, type ReactNode } from 'react';
import type { AnswerJob } from '#core/contract/views/triage.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { choiceText } from '../../lib/words/holds.ts';
import { AskDialog, AskEffects, AskSubject } from '../../ui/AskDialog.tsx';
import type { Asked } from './Answering.tsx';
import { Siblings } from './Siblings.tsx';

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
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const answer = useCommand('triage.answerMany');
  const preview = useAnswer(
    'triage.preview',
    { kind: siblings?.kind ?? 'held', group: siblings?.group ?? '-', choice },
    { enabled: siblings !== undefined },
  );
  const others = (preview.data?.holds ?? []).filter(({ holdId }) => holdId !== hold.id);
  const taken = others.filter(({ holdId }) => !left.has(holdId));

  const one = { holdId: hold.id, seen: hold.seen };
  function give(reason: string, holds: readonly { readonly holdId: number; readonly seen: string }[]): void {
    answer.mutate({ choice, reason, holds: [...holds] }, { onSuccess: onAnswered });
  }

  return (
    <AskDialog
      title={text.label}
      confirmLabel={others.length > 0 ? `Only ${purchaseOrder || 'this one'}` : text.label}
      asksReason
      reasonHint="Kept in the record of every order that it answers, with your name."
      busy={answer.isPending}
      error={answer.error}
      more={
        taken.length === 0
          ? undefined
          : {
              label: `All ${format.count(taken.length + 1)}`,
              name: `${text.label}: all ${format.count(taken.length + 1)}`,
              onConfirm: (reason) => give(reason, [one, ...taken]),
            }
      }
      after={() =>
        preview.data && others.length > 0 ? (
          <Siblings preview={preview.data} holdId={hold.id} left={left} onLeft={setLeft} />
        ) : null
      }
      width="middle"
      onConfirm={(reason) => give(reason, [one])}
      onClose={onClose}
    >
      <AskSubject>{hold.message}</AskSubject>
      <AskEffects effects={text.effects} />
    </AskDialog>
  );
}
