import { Button, Field, Input } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { HoldView } from '#core/contract/views.ts';
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
  readonly render: (parts: FixParts) => ReactNode;
}

/** Texts of the retailer that a person must have read before the order goes on. Each order has its own: none is read for another. */
export function ReadFix({ hold, texts, member, render }: ReadFixProps): ReactNode {
  return render({
    body: (
      <PanelPart title={texts.length === 1 ? 'The note' : `${texts.length} notes`}>
        <div className={styles['notes']} tabIndex={0} role="group" aria-label="What the retailer wrote">
          {texts.map((text, index) => (
            // Two notes may say the same; the list never changes.
            <blockquote key={index}>{text}</blockquote>
          ))}
        </div>
      </PanelPart>
    ),
    footer: <ReadFoot hold={hold} purchaseOrder={member.purchaseOrder} />,
  });
}

function ReadFoot({ hold, purchaseOrder }: { readonly hold: HoldView; readonly purchaseOrder: string }): ReactNode {
  const { told } = useAnswering();
  const answer = useCommand('triage.answerMany');
  const [why, setWhy] = useState('I have read it');
  const missing = why.trim().length < 3;
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (missing || answer.isPending) return;
    const holds = [{ holdId: hold.id, seen: hold.seen }];
    answer.mutate({ choice: 'accept', reason: why.trim(), holds }, { onSuccess: (job) => told(job, { hold, choice: 'accept' }) });
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
        <HoldAnswers hold={hold} purchaseOrder={purchaseOrder} without={['accept']} />
        <Button appearance="primary" type="submit" icon={<CheckmarkRegular />} disabledFocusable={answer.isPending}>
          I have read it
        </Button>
      </div>
    </form>
  );
}
