import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { HoldView } from '#core/contract/views/attention.ts';
import type { HoldChoice } from '#core/domain/states.ts';
import { choiceText } from '../../lib/words/holds.ts';
import { RefuseCancellation } from '../changes/RefuseCancellation.tsx';
import { useAnswering, type Asked } from './Answering.tsx';
import styles from './Holds.module.css';

export interface HoldAnswersProps {
  readonly hold: HoldView;
  readonly purchaseOrder: string;
  readonly siblings?: Asked['siblings'];
  readonly onAnswered?: Asked['onAnswered'];
  /** Answers that are given elsewhere. */
  readonly without?: readonly HoldChoice[];
  /** Another act leads: none of these is the first. */
  readonly beside?: boolean;
}

/** The answers that a hold takes, the safe one first; each says what will happen before it does. */
export function HoldAnswers({
  hold,
  purchaseOrder,
  siblings,
  onAnswered,
  without = [],
  beside = false,
}: HoldAnswersProps): ReactNode {
  const { ask } = useAnswering();
  const choices = hold.choices.filter((choice) => !without.includes(choice));
  const leads = without.length === 0 && !beside;
  if (choices.length === 0) return null;
  return (
    <div className={styles['answers']}>
      {choices.map((choice, index) => (
        <Button
          key={choice}
          size="small"
          {...(index === 0 && leads ? { 'data-first': true } : {})}
          appearance={index === 0 && leads ? 'primary' : 'secondary'}
          onClick={() => ask({ hold, choice, purchaseOrder, onAnswered, ...(siblings ? { siblings } : {}) })}
        >
          {choiceText(choice, hold.cause).label}…
        </Button>
      ))}
      {hold.cause === 'cancellation' && hold.documentId !== undefined ? (
        <RefuseCancellation documentId={hold.documentId} purchaseOrder={purchaseOrder} onRefused={onAnswered} />
      ) : null}
    </div>
  );
}
