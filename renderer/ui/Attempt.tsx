import type { ReactNode } from 'react';
import { useFormat } from '../api/StatusContext.tsx';
import type { Word } from '../lib/words/tone.ts';
import { CopyButton } from './CopyButton.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import { useNow } from './useNow.ts';
import styles from './Attempt.module.css';

export interface AttemptProps {
  readonly state: Word;
  /** What was tried, where that is not one thing. */
  readonly what?: string;
  readonly startedAt: string;
  /** What the other side answered beside its message. */
  readonly answered?: string | undefined;
  readonly message: string | undefined;
  /** What support of the other side asks for. */
  readonly requestId: string;
}

/** One request to SPS or Dynamics: how it ended, when, what was said, and its id. */
export function Attempt({ state, what, startedAt, answered, message, requestId }: AttemptProps): ReactNode {
  const format = useFormat();
  const now = useNow();
  return (
    <>
      <StatusBadge state={state} plain /> {what === undefined ? null : `${what}, `}
      <span title={format.exact(startedAt)}>{format.stamp(startedAt, now)}</span>
      {answered === undefined ? null : `, ${answered}`}
      {message === undefined ? null : <p>{message}</p>}
      <p className={styles['request']}>
        <span title={requestId}>Request {requestId}</span>
        <CopyButton text={requestId} label="Copy the request id" />
      </p>
    </>
  );
}
