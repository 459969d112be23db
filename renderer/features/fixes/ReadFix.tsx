import { Button, Field, Input } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { useRef, useState, type FormEvent, type ReactNode, type RefObject } from 'react';
import type { HoldView } from '#core/contract/views/attention.ts';
import type { TriageMember } from '#core/contract/views/triage.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { PanelPart } from '../../ui/SidePanel.tsx';
import { useAnswering } from '../holds/Answering.tsx';
import { HoldAnswers } from '../holds/HoldAnswers.tsx';
import type { FixParts } from './GroupFix.tsx';
import styles from './Fixes.module.css';

export interface ReadFixProps {
  readonly hold: HoldView;
  readonly texts: readonly string[];
  readonly member: TriageMember;
  readonly onDone: () => void;
  readonly render: (parts: FixParts) => ReactNode;
}

/** Texts of the retailer that a person must have read before the order goes on. Each order has its own: none is read for another. */
export function ReadFix({ hold, texts, member, onDone, render }: ReadFixProps): ReactNode {
  const release = useRef<HTMLButtonElement>(null);
  return render({
    body: (
      <PanelPart title={texts.length === 1 ? 'The note' : `${texts.length} notes`}>
        <div
          className={styles['notes']}
          tabIndex={0}
          role="group"
          aria-label="What the retailer wrote"
          aria-description="Enter leads on to the answer"
          data-first
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            release.current?.focus();
          }}
        >
          {texts.map((text, index) => (
            // Two notes may say the same; the list never changes.
            <blockquote key={index}>{text}</blockquote>
          ))}
        </div>
      </PanelPart>
    ),
    footer: <ReadFoot hold={hold} purchaseOrder={member.purchaseOrder} release={release} onDone={onDone} />,
  });
}

interface ReadFootProps {
  readonly hold: HoldView;
  readonly purchaseOrder: string;
  readonly release: RefObject<HTMLButtonElement | null>;
  readonly onDone: () => void;
}

function ReadFoot({ hold, purchaseOrder, release, onDone }: ReadFootProps): ReactNode {
  const { told } = useAnswering();
  const answer = useCommand('triage.answerMany');
  const [why, setWhy] = useState('I have read it');
  const missing = why.trim().length < 3;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (missing || answer.isPending) return;
    const holds = [{ holdId: hold.id, seen: hold.seen }];
    answer.mutate(
      { choice: 'accept', reason: why.trim(), holds },
      { onSuccess: (job) => told(job, { hold, choice: 'accept', onAnswered: onDone }) },
    );
  }
  return (
    <form className={styles['foot']} onSubmit={submit} noValidate>
      {answer.error ? <ErrorState error={answer.error} doing="release the order" /> : null}
      <div className={styles['footRow']}>
        <Field
          label="Kept in the record"
          className={styles['why'] ?? ''}
          {...(missing ? { validationMessage: 'Say it in a few words.' } : {})}
        >
          <Input size="small" value={why} maxLength={500} onChange={(_, { value }) => setWhy(value)} />
        </Field>
        <HoldAnswers hold={hold} purchaseOrder={purchaseOrder} onAnswered={onDone} without={['accept']} />
        <Button
          ref={release as never}
          appearance="primary"
          type="submit"
          icon={<CheckmarkRegular />}
          disabledFocusable={answer.isPending}
        >
          I have read it
        </Button>
      </div>
    </form>
  );
}
