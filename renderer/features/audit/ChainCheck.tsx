import { Button, ProgressBar } from '@fluentui/react-components';
import { ShieldCheckmarkRegular } from '@fluentui/react-icons/svg/shield-checkmark';
import type { ReactNode } from 'react';
import type { AuditCheck, AuditFacts } from '#core/contract/views/records.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import type { Word } from '../../lib/words/tone.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Audit.module.css';

const checkWords: Readonly<Record<AuditCheck['state'], Word>> = {
  running: { word: 'Checking', tone: 'info', meaning: 'Under way.' },
  good: { word: 'Good', tone: 'good', meaning: 'Every entry follows from the one before it.' },
  broken: { word: 'Broken', tone: 'bad', meaning: 'An entry was changed or taken out.' },
  cancelled: { word: 'Stopped', tone: 'quiet', meaning: 'A person ended the check.' },
  failed: { word: 'Failed', tone: 'bad', meaning: 'The check could not be finished.' },
};

/** Whether anybody changed the audit: the check, how far it is and what it found. */
export function ChainCheck({ facts }: { readonly facts: AuditFacts | undefined }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const start = useCommand('audit.check');
  const cancel = useCommand('audit.cancelCheck');
  const { check, lastGood } = facts ?? {};
  const error = start.error ?? cancel.error;
  return (
    <div className={styles['check']} role="group" aria-label="Check of the chain">
      <div className={styles['result']} role="status">
        {check ? (
          <>
            <StatusBadge state={checkWords[check.state]} />
            <span>
              {check.state === 'running'
                ? `${format.count(check.checked)} of ${format.count(check.total)}`
                : check.state === 'good'
                  ? `${format.count(check.checked)} entries checked, good`
                  : check.message}
            </span>
          </>
        ) : lastGood ? (
          <span className={styles['quiet']}>
            Last checked {format.moment(lastGood.at, now)}: {format.count(lastGood.rows)} entries, good
          </span>
        ) : (
          <span className={styles['quiet']}>Not checked yet</span>
        )}
      </div>
      {check?.state === 'running' ? (
        <>
          <ProgressBar
            className={styles['bar'] ?? ''}
            aria-label="Checking the chain"
            value={check.total === 0 ? 0 : Math.min(1, check.checked / check.total)}
          />
          <Button size="small" onClick={() => cancel.mutate({})}>
            Stop
          </Button>
        </>
      ) : (
        <Button size="small" icon={<ShieldCheckmarkRegular />} disabled={start.isPending} onClick={() => start.mutate({})}>
          Check the chain
        </Button>
      )}
      {error ? <ErrorState error={error} doing="check the audit" /> : null}
    </div>
  );
}
