import type { ReactNode } from 'react';
import { AppError } from '#core/contract/errors.ts';
import { whomToAsk } from '../../lib/whomToAsk.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';

interface LookErrorProps {
  readonly error: unknown;
  readonly doing: string;
}

/** What stopped a look at an account that is being connected: no engine tries it again, so it says who can put it right. */
export function LookError({ error, doing }: LookErrorProps): ReactNode {
  const whom = whomToAsk(error instanceof AppError ? error.code : undefined);
  const nextStep = whom && `Correct what stands above and look again. Whom to ask: ${whom}.`;
  return <ErrorState error={error} doing={doing} nextStep={nextStep} />;
}
