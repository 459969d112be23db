import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ErrorState } from '../ui/ErrorState.tsx';
import { Page } from '../ui/Page.tsx';

/** A screen that broke: the frame stays, the rest of the product works. */
export function RouteFailure({ error, reset }: ErrorComponentProps): ReactNode {
  return (
    <Page title="This screen broke">
      <ErrorState error={error} onRetry={reset} />
    </Page>
  );
}
