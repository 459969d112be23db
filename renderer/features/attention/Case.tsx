import { Button } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { TriageGroup, TriageMember } from '#core/contract/views/triage.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { useNow } from '../../ui/useNow.ts';
import { DocumentView } from '../document/DocumentView.tsx';
import { isChange } from '../fixes/ChangeFix.tsx';
import { HoldFacts } from '../holds/HoldFacts.tsx';
import { Due } from './columns.tsx';
import { FilePanel } from './FilePanel.tsx';
import { IncidentSeen } from './IncidentSeen.tsx';
import { SetAside } from './SetAside.tsx';
import { supportText } from './supportText.ts';
import styles from './Attention.module.css';

export interface CaseProps {
  readonly group: TriageGroup;
  readonly member: TriageMember;
  /** The form that puts it right, where one does. */
  readonly fix: ReactNode;
}

/** One thing that waits: why in plain words, what waiting costs, the clock, the fix, and the field in the document. */
export function Case({ group, member, fix }: CaseProps): ReactNode {
  const named = group.members > 1 || group.kind === 'quarantined' || group.kind === 'incident';
  return (
    <section className={styles['case']} aria-label="Chosen">
      {named ? <h3>{member.title}</h3> : null}
      {/* A note that is to be read stands below in full. */}
      {member.hold?.fix?.fix === 'read' ? null : <p className={styles['cause']}>{member.cause}</p>}
      <Clock member={member} />
      <HoldFacts
        consequence={member.consequence}
        nextStep={member.nextStep}
        {...(member.hold?.fix ? { fix: member.hold.fix } : {})}
        {...(member.hold?.differences && !isChange(member.hold) ? { differences: member.hold.differences } : {})}
      />
      {member.otherHolds.length > 0 ? (
        <p className={styles['quiet']}>The order also waits for: {member.otherHolds.join('; ')}</p>
      ) : null}
      {fix}
      {member.incidentId === undefined ? null : <IncidentSeen incidentId={member.incidentId} title={member.title} />}
      {member.fileId === undefined ? null : <FilePanel fileId={member.fileId} path={member.title} state={member.fileState} />}
      {member.documentId === undefined ? null : (
        <CaseDocument documentId={member.documentId} path={member.path ?? ''} at={member.hold?.path} />
      )}
      <CaseTools group={group} member={member} />
    </section>
  );
}

/** Until when it must ship, and from when on the retailer does not want it any more. */
function Clock({ member: { shipBy, cancelAfter } }: { readonly member: TriageMember }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  if (shipBy === undefined && cancelAfter === undefined) return null;
  return (
    <p className={styles['clock']}>
      {shipBy === undefined ? null : (
        <span>
          Ship by <Due day={shipBy} format={format} now={now} />
        </span>
      )}
      {cancelAfter === undefined ? null : (
        <span>
          Cancel after <Due day={cancelAfter} format={format} now={now} />
        </span>
      )}
    </p>
  );
}

/** What waits for another document, or for a mapping that may never come. */
const canBeSetAside = ({ kind, hold }: TriageMember): boolean =>
  kind === 'waiting' || (kind === 'parked' && hold?.cause === 'gap');

/** What is done beside the answer: look at the order, look again, hand it to support. */
function CaseTools({ group, member }: { readonly group: TriageGroup; readonly member: TriageMember }): ReactNode {
  const navigate = useNavigate();
  const format = useFormat();
  const { version, workspace } = useStatus();
  const again = useCommand('documents.tryAgain');
  const { threadId, documentId, hold } = member;
  const outboundId = member.outboundId ?? hold?.outboundId;
  return (
    <>
      <div className={styles['buttons']}>
        {threadId === undefined ? null : (
          <Button
            size="small"
            icon={<OpenRegular />}
            onClick={() =>
              void navigate({
                to: '/orders/$threadId',
                params: { threadId: String(threadId) },
                search: { document: documentId, path: hold?.path },
                state: { fromList: true },
              })
            }
          >
            Open the order
          </Button>
        )}
        {outboundId === undefined ? null : (
          <Button
            size="small"
            icon={<OpenRegular />}
            onClick={() =>
              void navigate({
                to: '/documents/$outboundId',
                params: { outboundId: String(outboundId) },
                state: { fromList: true },
              })
            }
          >
            Open the document
          </Button>
        )}
        {documentId === undefined ? null : (
          <Button
            size="small"
            icon={<ArrowSyncRegular />}
            disabled={again.isPending}
            title="Reads it anew with the mappings as they are now"
            onClick={() => again.mutate({ documentId })}
          >
            Look at it again
          </Button>
        )}
        {documentId === undefined || !canBeSetAside(member) ? null : (
          <SetAside documentId={documentId} title={member.title} order={member.kind === 'parked'} />
        )}
        <CopyButton
          labelled
          appearance="secondary"
          label="Copy for support"
          text={() => supportText(group, member, { version, workspace: workspace.name, exact: format.exact })}
        />
      </div>
      {again.error ? <ErrorState error={again.error} doing="look at it again" /> : null}
    </>
  );
}

interface CaseDocumentProps {
  readonly documentId: number;
  readonly path: string;
  readonly at: string | undefined;
}

/** In words and as it came, both at the field that the hold is about. */
function CaseDocument({ documentId, path, at }: CaseDocumentProps): ReactNode {
  const content = useAnswer('documents.content', { documentId });
  return (
    <div className={styles['paper']}>
      <Shown answer={content} loading={<Loading rows={6} />}>
        {(value) => <DocumentView key={documentId} content={value} path={path} at={at} />}
      </Shown>
    </div>
  );
}
