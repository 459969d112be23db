import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { HoldView } from '#core/contract/views.ts';
import type { HoldChoice } from '#core/domain/states.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { choiceText } from '../../lib/words.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { useToast } from '../../ui/useToast.tsx';
import styles from './Holds.module.css';

/** The answers that a hold takes, the safe one first; each says what will happen before it does. */
export function HoldAnswers({ hold }: { readonly hold: HoldView }): ReactNode {
  const [asked, setAsked] = useState<HoldChoice>();
  const answer = useCommand('holds.answer');
  const say = useToast();
  if (hold.choices.length === 0) return null;
  const text = asked && choiceText(asked, hold.cause);
  return (
    <div className={styles['answers']}>
      {hold.choices.map((choice, index) => (
        <Button
          key={choice}
          size="small"
          appearance={index === 0 ? 'primary' : 'secondary'}
          onClick={() => {
            answer.reset();
            setAsked(choice);
          }}
        >
          {choiceText(choice, hold.cause).label}…
        </Button>
      ))}
      {asked && text ? (
        <ConfirmDialog
          title={text.label}
          subject={hold.message}
          effects={text.effects}
          confirmLabel={text.label}
          asksReason
          busy={answer.isPending}
          error={answer.error}
          onClose={() => setAsked(undefined)}
          onConfirm={(reason) =>
            answer.mutate(
              { holdId: hold.id, choice: asked, reason },
              {
                onSuccess: () => {
                  setAsked(undefined);
                  say('Answered', text.label);
                },
              },
            )
          }
        />
      ) : null}
    </div>
  );
}
