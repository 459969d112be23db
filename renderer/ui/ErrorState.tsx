import { Button } from '@fluentui/react-components';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import type { ReactNode } from 'react';
import { shownError, supportText } from '../lib/errorTexts.ts';
import { CopyButton } from './CopyButton.tsx';
import { Details } from './Details.tsx';
import styles from './ErrorState.module.css';

export interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** In place of what is usual: where nothing is tried again by itself. */
  readonly nextStep?: string | undefined;
  /** What was tried, for support. */
  readonly doing?: string;
}

/** What went wrong, what to do next, and what support will ask for. */
export function ErrorState({ error, onRetry, nextStep, doing }: ErrorStateProps): ReactNode {
  const shown = shownError(error);
  return (
    <div className={styles['error']} role="alert">
      <ErrorCircleRegular className={styles['icon'] ?? ''} aria-hidden />
      <div className={styles['body']}>
        <p className={styles['title']}>{shown.title}</p>
        <p>{shown.message}</p>
        <p className={styles['next']}>{nextStep ?? shown.nextStep}</p>
        {shown.outcome === 'unknown' && doing !== undefined ? (
          <p className={styles['next']}>It may have been done all the same: look before you try again.</p>
        ) : null}
        <div className={styles['actions']}>
          {/* What does not exist does not come by asking again. */}
          {onRetry === undefined || shown.code === 'not-found' ? null : (
            <Button size="small" onClick={onRetry}>
              Try again
            </Button>
          )}
          <CopyButton
            labelled
            label="Copy for support"
            text={() => supportText(shown, doing === undefined ? [] : [`doing: ${doing}`])}
          />
        </div>
        <Details values={shown.details} />
      </div>
    </div>
  );
}
