import { Tab, TabList } from '@fluentui/react-components';
import { useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { DraftView } from '#core/contract/views/drafts.ts';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { DocumentView } from '../document/DocumentView.tsx';
import { Compare } from './Compare.tsx';
import { Corrections } from './Corrections.tsx';
import { DraftText } from './DraftText.tsx';
import { PastHolds } from './PastHolds.tsx';
import { Postings } from './Postings.tsx';
import { Versions } from './Versions.tsx';
import styles from './Outbound.module.css';

interface DocumentPapersProps {
  readonly view: OutboundView;
  readonly draft: DraftView;
}

/** The order, what Dynamics says and the document: side by side by line, and each in full. */
export function DocumentPapers({ view, draft }: DocumentPapersProps): ReactNode {
  const { path } = useSearch({ from: '/documents/$outboundId' });
  const [shown, setShown] = useState({ tab: path === undefined ? 'lines' : 'document', path });
  const { tab } = shown;
  // A link to a value of the document that is open already leads there too.
  if (path !== shown.path) setShown({ tab: path === undefined ? tab : 'document', path });
  const { row } = view;
  const open = row.draft === 'review' || row.draft === 'held' || row.draft === 'waiting';
  const order = draft.orders.find((one) => tab === `order ${one.documentId}`);
  return (
    <section className={styles['papers']} aria-label="Document">
      <h2 className="visually-hidden">What it says</h2>
      <TabList
        size="small"
        className={styles['paperTabs'] ?? ''}
        aria-label="Document"
        selectedValue={tab}
        onTabSelect={(_, { value }) => setShown({ tab: String(value), path })}
      >
        <Tab value="lines">Side by side</Tab>
        <Tab value="document">The {draft.kind}</Tab>
        <Tab value="dynamics">Dynamics</Tab>
        {draft.orders.slice(0, 8).map((one) => (
          <Tab key={one.documentId} value={`order ${one.documentId}`}>
            {draft.orders.length > 1 ? `850 ${one.purchaseOrder}` : 'The 850'}
          </Tab>
        ))}
        {draft.corrections.length === 0 ? null : <Tab value="corrections">Corrections ({draft.corrections.length})</Tab>}
        {view.versions < 2 ? null : <Tab value="versions">Versions ({view.versions})</Tab>}
        {view.pastHolds === 0 ? null : <Tab value="holds">Held before ({view.pastHolds})</Tab>}
      </TabList>
      {tab === 'lines' ? (
        <div className={styles['padded']}>
          <Compare draft={draft} />
        </div>
      ) : null}
      {tab === 'document' ? (
        <DraftText
          key={`${draft.versionId} ${path ?? ''}`}
          draft={draft}
          path={row.remotePath ?? `${draft.kind}-${draft.number}.xml`}
          at={path}
          open={open}
        />
      ) : null}
      {tab === 'dynamics' ? <Postings postings={draft.postings} /> : null}
      {tab === 'corrections' ? (
        <div className={styles['padded']}>
          <Corrections draft={draft} open={open} />
        </div>
      ) : null}
      {tab === 'versions' ? <Versions row={row} /> : null}
      {tab === 'holds' ? <PastHolds outboundId={row.outboundId} /> : null}
      {order ? <OrderPaper key={order.documentId} documentId={order.documentId} name={`850-${order.purchaseOrder}`} /> : null}
    </section>
  );
}

function OrderPaper({ documentId, name }: { readonly documentId: number; readonly name: string }): ReactNode {
  const content = useAnswer('documents.content', { documentId });
  return (
    <Shown answer={content} loading={<Loading rows={10} />}>
      {(value) => <DocumentView content={value} path={name} at={undefined} />}
    </Shown>
  );
}
