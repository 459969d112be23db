import type { ReactNode } from 'react';
import type { HoldView } from '#core/contract/views/attention.ts';
import { useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { OlderRows } from '../../ui/OlderRows.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import styles from './Outbound.module.css';

/** What held the document once, newest first: how long, and who let it pass with which word. */
export function PastHolds({ outboundId }: { readonly outboundId: number }): ReactNode {
  const list = useRows(useList('outbound.pastHolds', { outboundId, limit: 50 }));
  if (list.state === 'error') return <ErrorState error={list.error} onRetry={list.retry} />;
  if (list.state === 'loading') return <Loading rows={4} />;
  return (
    <div className={styles['padded']}>
      <ol className={styles['sends']} aria-label="What held it">
        {list.rows.map((hold) => (
          <PastHold key={hold.id} hold={hold} />
        ))}
      </ol>
      <OlderRows list={list} label="Older ones" />
    </div>
  );
}

function PastHold({ hold }: { readonly hold: HoldView }): ReactNode {
  const { message, openedAt, closedAt, closedBy, reason } = hold;
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <li>
      <b>{message}</b>
      <p
        className={styles['quiet']}
        title={`${format.exact(openedAt)} to ${closedAt === undefined ? '' : format.exact(closedAt)}`}
      >
        Held {format.stamp(openedAt, now)}
        {closedAt === undefined ? '' : `, over ${format.stamp(closedAt, now)}`}
        {closedBy === undefined ? '' : ` by ${closedBy}`}
        {reason === undefined || reason === '' ? '' : `: ${reason}`}
      </p>
    </li>
  );
}
