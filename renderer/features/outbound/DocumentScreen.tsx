import { Button } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { Link, useParams } from '@tanstack/react-router';
import { Fragment, type ReactNode } from 'react';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { outboundKindWords, outboundName, placeWords } from '../../lib/outboundWords.ts';
import { useBack } from '../../lib/useBack.ts';
import { Card } from '../../ui/Card.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { CorrectionBanner } from './CorrectionBanner.tsx';
import { DocumentActs } from './DocumentActs.tsx';
import { DocumentPapers } from './DocumentPapers.tsx';
import { DocumentStates } from './DocumentStates.tsx';
import { Problems } from './Problems.tsx';
import { Replies } from './Replies.tsx';
import { SendHistory } from './SendHistory.tsx';
import styles from './Outbound.module.css';

/** One document on its way to SPS with all that it is made of, and all that happened to it. */
export function DocumentScreen(): ReactNode {
  const params = useParams({ from: '/documents/$outboundId' });
  const outboundId = Number(params.outboundId);
  const view = useAnswer('outbound.get', { outboundId });
  const goBack = useBack('/documents');
  const row = view.data?.row;
  return (
    <Page
      title={row ? outboundName(row) : 'Document'}
      layout="fill"
      heading={
        row ? (
          <>
            {outboundName(row)} <StatusBadge state={placeWords[row.place]} />
          </>
        ) : (
          'Document'
        )
      }
      note={view.data ? <Note view={view.data} /> : ' '}
      actions={
        <>
          <Button size="small" appearance="subtle" icon={<ArrowLeftRegular />} onClick={goBack} title="Back (Esc)">
            Back
          </Button>
        </>
      }
    >
      <Shown answer={view}>{(value) => <DocumentBody key={outboundId} view={value} />}</Shown>
    </Page>
  );
}

function Note({ view: { row, threads } }: { readonly view: OutboundView }): ReactNode {
  return (
    <p>
      {outboundKindWords[row.kind]} for {row.partnerName}
      {row.vendor === '' ? '' : `, vendor ${row.vendor}`}, {threads.length > 1 ? 'orders ' : 'order '}
      {threads.map(({ threadId, purchaseOrder }, index) => (
        <Fragment key={threadId}>
          {index === 0 ? '' : ', '}
          <Link to="/orders/$threadId" params={{ threadId: String(threadId) }}>
            {purchaseOrder}
          </Link>
        </Fragment>
      ))}
    </p>
  );
}

function DocumentBody({ view }: { readonly view: OutboundView }): ReactNode {
  const draft = useAnswer('outbound.draft', { outboundId: view.row.outboundId });
  return (
    <div className={styles['body']}>
      <div className={styles['paper']}>
        <Shown answer={draft} loading={<Loading rows={12} />}>
          {(value) => <DocumentPapers view={view} draft={value} />}
        </Shown>
      </div>
      <div className={styles['side']}>
        <Card title="Where it stands">
          <div className={styles['stack']}>
            <DocumentStates view={view} />
            <div className={styles['acts']}>
              <DocumentActs view={view} />
            </div>
          </div>
        </Card>
        <CorrectionBanner view={view} />
        <div className={styles['box']}>
          <Problems view={view} draft={draft.data} />
        </div>
        <Card title="On its way">
          <SendHistory view={view} />
        </Card>
        <Card title="What the partner said">
          <Replies replies={view.replies} />
        </Card>
      </div>
    </div>
  );
}
