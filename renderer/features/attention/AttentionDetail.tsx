import { Button } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import type { ReactNode } from 'react';
import type { AttentionRow } from '#core/contract/views.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { attentionWords, causeWords } from '../../lib/words.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import { HoldAnswers } from '../holds/HoldAnswers.tsx';
import { HoldFacts } from '../holds/HoldFacts.tsx';
import { MappingHelp } from '../holds/MappingHelp.tsx';
import { FilePanel } from './FilePanel.tsx';
import { IncidentSeen } from './IncidentSeen.tsx';
import styles from './Attention.module.css';

/** One thing that waits: why, what it costs, and what a person can do here and now. */
export function AttentionDetail({ row, onOpen }: { readonly row: AttentionRow; readonly onOpen: () => void }): ReactNode {
  const format = useFormat();
  const now = useNow();
  const facts = [
    row.partner,
    row.hold ? `${causeWords[row.hold.cause]}${row.hold.rule === undefined ? '' : `, rule ${row.hold.rule}`}` : '',
    `since ${format.stamp(row.since, now)}`,
    row.shipBy === undefined ? '' : `ships ${format.day(row.shipBy, now)}`,
  ];
  return (
    <section className={styles['detail']} aria-label="Chosen">
      <div className={styles['detailHead']}>
        <h2>{row.title}</h2>
        <StatusBadge state={attentionWords[row.kind]} />
      </div>
      <p className={styles['quiet']}>{facts.filter((fact) => fact !== '').join(' · ')}</p>
      <p className={styles['cause']}>{row.cause}</p>
      <HoldFacts
        consequence={row.consequence}
        nextStep={row.nextStep}
        {...(row.hold?.differences ? { differences: row.hold.differences } : {})}
      />
      {row.hold ? <HoldAnswers hold={row.hold} /> : null}
      {row.kind === 'parked' ? <MappingHelp group={row.group} /> : null}
      {row.threadId === undefined && row.documentId === undefined ? null : (
        <div className={styles['buttons']}>
          {row.threadId === undefined ? null : (
            <Button size="small" icon={<OpenRegular />} onClick={onOpen}>
              Open the order
            </Button>
          )}
          {row.documentId === undefined ? null : <LookAgain documentId={row.documentId} />}
        </div>
      )}
      {row.incidentId === undefined ? null : <IncidentSeen incidentId={row.incidentId} title={row.title} />}
      {row.fileId === undefined ? null : <FilePanel fileId={row.fileId} path={row.title} state={row.fileState} />}
    </section>
  );
}

/** For when something was put right outside, so that nobody waits for the next run. */
function LookAgain({ documentId }: { readonly documentId: number }): ReactNode {
  const again = useCommand('documents.tryAgain');
  return (
    <>
      <Button
        size="small"
        icon={<ArrowSyncRegular />}
        disabled={again.isPending}
        title="Reads it anew with the mappings as they are now"
        onClick={() => again.mutate({ documentId })}
      >
        Look at it again
      </Button>
      {again.error ? <ErrorState error={again.error} doing="look at it again" /> : null}
    </>
  );
}
