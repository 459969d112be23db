import type { ReactNode } from 'react';
import { useAnswer } from '../../api/ApiContext.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import type { FixParts } from './GroupFix.tsx';
import { PriceAnswers } from './PriceAnswers.tsx';
import { PriceFacts } from './PriceFacts.tsx';

export interface PriceFixProps {
  /** The cause (`prices.get`): all lines with one partner, item, unit, price and expectation. */
  readonly causeKey: string;
  /** After a word that let the orders go on. */
  readonly onDone: () => void;
  readonly render: (parts: FixParts) => ReactNode;
}

/** A price that is not what we expected: everything to judge it by, and the four things to say. */
export function PriceFix({ causeKey, onDone, render }: PriceFixProps): ReactNode {
  const answer = useAnswer('prices.get', { key: causeKey });
  if (answer.data === undefined) {
    const body = answer.error ? <ErrorState error={answer.error} onRetry={() => void answer.refetch()} /> : <Loading rows={6} />;
    return render({ body, footer: undefined });
  }
  return render({ body: <PriceFacts row={answer.data} />, footer: <PriceAnswers row={answer.data} onDone={onDone} /> });
}
