import { Tab, TabList } from '@fluentui/react-components';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { usePreferences } from '../../lib/PreferencesContext.tsx';
import { processingWords } from '../../lib/words/orders.ts';
import { useNow } from '../../ui/useNow.ts';
import { AnswersCard } from './AnswersCard.tsx';
import { Balance } from './Balance.tsx';
import { DocumentPane } from './DocumentPane.tsx';
import { HoldCard } from './HoldCard.tsx';
import { LinesTable } from './LinesTable.tsx';
import { Ribbon } from './Ribbon.tsx';
import { SalesOrdersCard } from './SalesOrdersCard.tsx';
import { WhatHappened } from './WhatHappened.tsx';
import styles from './Thread.module.css';

const lines = 'lines';
const balance = 'balance';

/** Holds on top, the documents and lines below, what Dynamics holds and what happened at the side. */
export function ThreadBody({ thread }: { readonly thread: ThreadView }): ReactNode {
  const search = useSearch({ from: '/orders/$threadId' });
  const navigate = useNavigate({ from: '/orders/$threadId' });
  const [{ sideColumn }] = usePreferences();
  const [tab, setTab] = useState<typeof lines | typeof balance | 'document'>('document');
  const off = thread.balance.filter((line) => line.disagreements.length > 0).length;
  const open = thread.holds.filter((hold) => hold.closedAt === undefined);
  const document = thread.documents.find((candidate) => candidate.id === search.document) ?? firstDocument(thread);

  function show(documentId: number | undefined, path: string | undefined): void {
    setTab('document');
    void navigate({ search: { document: documentId ?? document?.id, path }, replace: true, state: (state) => state });
  }

  return (
    <div className={styles['body']} data-side={sideColumn}>
      <div className={styles['main']}>
        {open.length === 0 ? null : (
          <div className={styles['holds']}>
            {open.map((hold, index) => (
              <HoldCard
                key={hold.id}
                hold={hold}
                purchaseOrder={thread.order.purchaseOrder}
                openAtFirst={index === 0}
                onShow={() => show(hold.documentId, hold.path)}
              />
            ))}
          </div>
        )}
        <Ribbon thread={thread} />
        <section className={styles['papers']} aria-label="Documents and lines">
          <TabList
            size="small"
            className={styles['tabs'] ?? ''}
            aria-label="Documents and lines"
            selectedValue={tab === 'document' ? document?.id : tab}
            onTabSelect={(_, { value }) =>
              value === lines || value === balance ? setTab(value) : show(Number(value), undefined)
            }
          >
            {thread.documents.map((row) => (
              <Tab key={row.id} value={row.id}>
                <DocumentName row={row} />
              </Tab>
            ))}
            <Tab value={lines}>Lines ({thread.lines.length})</Tab>
            <Tab value={balance}>Balance{off === 0 ? '' : ` (${off} ${plural(off, 'line')} off)`}</Tab>
          </TabList>
          {tab === balance ? (
            <Balance balance={thread.balance} />
          ) : tab === lines ? (
            <LinesTable
              lines={thread.lines}
              currency={thread.order.currency}
              threadId={thread.order.threadId}
              onOpen={(line) => show(thread.documents.find((row) => row.kind === '850')?.id, line.path)}
            />
          ) : document ? (
            <DocumentPane key={`${document.id} ${search.path ?? ''}`} document={document} at={search.path} />
          ) : null}
        </section>
      </div>
      {sideColumn ? (
        <div className={styles['side']}>
          <SalesOrdersCard thread={thread} />
          <AnswersCard thread={thread} />
          <WhatHappened threadId={thread.order.threadId} />
        </div>
      ) : null}
    </div>
  );
}

/** The document that the order was read from; a duplicate only where nothing else is. */
function firstDocument(thread: ThreadView): ThreadView['documents'][number] | undefined {
  const waiting = thread.holds.find((hold) => hold.closedAt === undefined && hold.documentId !== undefined)?.documentId;
  return (
    thread.documents.find((row) => row.id === waiting) ??
    thread.documents.find((row) => isOrder(row) && row.processing !== 'duplicate' && row.processing !== 'superseded') ??
    thread.documents.find(isOrder) ??
    thread.documents[0]
  );
}

/** What the retailer says to documents of ours comes along with the order, and is not the order. */
const isOrder = ({ kind }: ThreadView['documents'][number]): boolean => kind === '850' || kind === '860';

/** What a document does to the order where it is not the order itself. */
const purposeWords: Readonly<Record<string, string>> = { '01': ', cancellation', '05': ', replacement' };

/** Kind, purpose, time and, where it is not simply done, its state. */
function DocumentName({ row }: { readonly row: ThreadView['documents'][number] }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const settled = row.processing === 'done' || row.processing === 'ready';
  const state = settled ? '' : `, ${processingWords[row.processing].word.toLowerCase()}`;
  return `${row.kind} of ${format.moment(row.receivedAt, now)}${purposeWords[row.purpose] ?? ''}${state}`;
}
