import type { ReactNode } from 'react';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { attemptWords, sagaWords, stepWords } from '../../lib/words/orders.ts';
import { Attempt } from '../../ui/Attempt.tsx';
import { Card } from '../../ui/Card.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Facts } from '../../ui/Details.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Thread.module.css';

type SalesOrder = ThreadView['salesOrders'][number];

/** What Dynamics holds of this order, and every attempt that was made. */
export function SalesOrdersCard({ thread }: { readonly thread: ThreadView }): ReactNode {
  const { salesOrders } = thread;
  return (
    <Card title={salesOrders.length > 1 ? `In Dynamics (${salesOrders.length})` : 'In Dynamics'}>
      {salesOrders.length === 0 ? (
        <p className={styles['quiet']}>Nothing yet. {waitsFor(thread)}</p>
      ) : (
        <ul className={styles['sagas']}>
          {salesOrders.map((order) => (
            <SalesOrderItem key={order.sagaId} order={order} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function waitsFor(thread: ThreadView): string {
  if (isSetAside(thread)) return 'The order was set aside: nothing is made of it.';
  // A change may still wait for an answer where the order itself was cancelled.
  if (!thread.documents.some(isOrder)) return 'The order was cancelled before one was made.';
  if (thread.order.state === 'attention') return 'It waits for what stands on top.';
  return thread.order.state === 'cancelled' ? 'The order was cancelled.' : 'The next run makes it.';
}

const isOrder = ({ kind, purpose, processing }: ThreadView['documents'][number]): boolean =>
  kind === '850' && purpose !== '01' && !['superseded', 'filed', 'duplicate'].includes(processing);

/** A person wants nothing made of it, and no later 850 says otherwise. */
const isSetAside = ({ documents }: ThreadView): boolean =>
  !documents.some(isOrder) && documents.some(({ kind, processing }) => kind === '850' && processing === 'filed');

function SalesOrderItem({ order }: { readonly order: SalesOrder }): ReactNode {
  const format = useFormat();
  const now = useNow();
  return (
    <li className={styles['saga']}>
      <div className={styles['sagaHead']}>
        <b>{order.salesOrderNumber ?? 'No number yet'}</b>
        {order.salesOrderNumber === undefined ? null : (
          <CopyButton text={order.salesOrderNumber} label="Copy the sales order number" />
        )}
        <StatusBadge state={sagaWords[order.state]} />
      </div>
      {order.message === undefined ? null : <p>{order.message}</p>}
      <Facts
        entries={[
          ['Company', order.company],
          ['Customer', order.customer],
          ['Reference', order.reference],
          ...(order.store === '' ? [] : ([['Store', order.store]] as const)),
          ...(order.nextAttemptAt === undefined ? [] : ([['Looked at', format.ahead(order.nextAttemptAt, now)]] as const)),
        ]}
      />
      {order.url === undefined || !order.url.startsWith('https://') ? null : (
        <a href={order.url} target="_blank" rel="noreferrer">
          Open in Dynamics
        </a>
      )}
      {order.attempts.length === 0 ? null : (
        <details className={styles['attempts']}>
          <summary>
            {order.attempts.length} {plural(order.attempts.length, 'attempt')}
          </summary>
          <ul>
            {order.attempts.map((attempt) => (
              <li key={attempt.id}>
                <Attempt
                  state={attemptWords[attempt.outcome]}
                  what={stepWords[attempt.step]}
                  startedAt={attempt.startedAt}
                  message={attempt.message}
                  requestId={attempt.requestId}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
