import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  ProgressBar,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { AnswerFailure, AnswerJob } from '#core/contract/views/triage.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import styles from './Holds.module.css';

type AnswerResultProps = {
  readonly title: string;
  readonly onClose: () => void;
} & ({ readonly first: AnswerJob; readonly error?: never } | { readonly error: Error; readonly first?: never });

/** How far an answer to many is, and in the end what was not answered and why. */
export function AnswerResult({ title, first, error, onClose }: AnswerResultProps): ReactNode {
  const running = first?.state === 'running';
  const asked = useAnswer('triage.job', { jobId: first?.jobId ?? 0 }, { enabled: running });
  const cancel = useCommand('triage.cancelJob');
  const job = asked.data ?? first;
  return (
    <Dialog
      open
      modalType={job?.state === 'running' ? 'alert' : 'modal'}
      onOpenChange={(_, { open }) => (open ? undefined : onClose())}
    >
      <DialogSurface className={styles['surface'] ?? ''}>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent className={styles['content'] ?? ''}>
            {error ? <ErrorState error={error} doing="take it back" /> : null}
            {job ? <JobText job={job} /> : null}
          </DialogContent>
          <DialogActions>
            {job?.state === 'running' ? (
              <Button disabled={cancel.isPending} onClick={() => cancel.mutate({ jobId: job.jobId })}>
                Stop here
              </Button>
            ) : (
              <>
                {job && job.failures.length > 0 ? (
                  <CopyButton labelled appearance="secondary" label="Copy the list" text={() => failuresText(job.failures)} />
                ) : null}
                <Button appearance="primary" onClick={onClose}>
                  Close
                </Button>
              </>
            )}
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

function JobText({ job }: { readonly job: AnswerJob }): ReactNode {
  const format = useFormat();
  const rest = job.total - job.done;
  return (
    <>
      {job.state === 'running' ? (
        <ProgressBar value={job.done} max={job.total} thickness="large" aria-label="Answered so far" />
      ) : null}
      <p role="status">
        {format.count(job.answered)} of {format.count(job.total)} answered
        {job.state === 'cancelled' ? `; ${format.count(rest)} were not looked at and stay as they were` : ''}.
      </p>
      {job.failures.length > 0 ? (
        <>
          <p className={styles['subject']}>Not answered:</p>
          <ul className={styles['failures']} tabIndex={0} aria-label="Not answered">
            {job.failures.map((failure) => (
              <li key={failure.holdId}>
                <Failure failure={failure} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

function Failure({ failure }: { readonly failure: AnswerFailure }): ReactNode {
  const name = failure.purchaseOrder === '' ? `Hold ${failure.holdId}` : failure.purchaseOrder;
  if (failure.why !== 'changed')
    return (
      <>
        <b>{name}</b>: {failure.message}
      </>
    );
  return (
    <>
      <b>{name}</b>: it changed since you looked at it, so your answer was not taken.
      <dl className={styles['facts']}>
        <div>
          <dt>You saw</dt>
          <dd>{failure.saw}</dd>
        </div>
        <div>
          <dt>Now</dt>
          <dd>{failure.now?.message ?? 'Nothing of it is open any more.'}</dd>
        </div>
      </dl>
    </>
  );
}

function failuresText(failures: readonly AnswerFailure[]): string {
  return failures.map(({ purchaseOrder, holdId, message }) => `${purchaseOrder || `hold ${holdId}`}: ${message}`).join('\n');
}
