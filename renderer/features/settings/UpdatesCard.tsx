import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { UpdateView } from '#core/contract/views/desktop.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { Card } from '../../ui/Card.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './Settings.module.css';

type Phase = UpdateView['phase'];

/** Phases in which the feed may be asked by a person's word. */
const mayAsk: ReadonlySet<Phase> = new Set(['unasked', 'current', 'failed']);

/** How the desktop app is updated: what there is, and the two acts of a person. */
export function UpdatesCard({ updates: { phase, sentence } }: { readonly updates: UpdateView }): ReactNode {
  const check = useCommand('desktop.checkForUpdates');
  const install = useCommand('desktop.installUpdate');
  return (
    <Card title="Updates">
      <div className={styles['form']}>
        <p role="status" className={phase === 'failed' ? styles['warning'] : undefined}>
          {phase === 'failed' ? <StatusBadge state={{ word: 'No update', tone: 'warn', meaning: '' }} /> : null}
          {sentence}
        </p>
        {mayAsk.has(phase) ? (
          <Button size="small" disabled={check.isPending} onClick={() => check.mutate({})}>
            Look for a new version
          </Button>
        ) : null}
        {phase === 'downloaded' ? (
          <>
            <Button size="small" appearance="primary" disabled={install.isPending} onClick={() => install.mutate({})}>
              Install it now
            </Button>
            <p className={styles['quiet']}>Quayside ends and starts again. A run that is on is finished first.</p>
          </>
        ) : null}
        {check.error ? <ErrorState error={check.error} doing="look for a new version" /> : null}
        {install.error ? <ErrorState error={install.error} doing="install the new version" /> : null}
      </div>
    </Card>
  );
}
