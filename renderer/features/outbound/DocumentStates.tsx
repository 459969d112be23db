import type { ReactNode } from 'react';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { businessWord, transportWords } from '../../lib/outboundWords.ts';
import { Facts } from '../../ui/Details.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import { Due } from './columns.tsx';
import { Ring } from './Ring.tsx';
import styles from './Outbound.module.css';

/** What is known of its way to SPS and of what the partner said, apart from each other; and what is next. */
export function DocumentStates({ view: { row, redraft, correction } }: { readonly view: OutboundView }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const since = (at: string | undefined): string => (at === undefined ? '' : ` ${format.stamp(at, now)}`);
  return (
    <>
      {row.place === 'ring' && row.dueAt !== undefined ? <Ring outboundId={row.outboundId} dueAt={row.dueAt} /> : null}
      <p className={styles['next']}>
        {row.place === 'rejected' && correction?.by !== undefined
          ? `${correction.by.name} is drafted in its place: let that one leave.`
          : row.nextStep}
      </p>
      <Facts
        short
        entries={[
          [
            'At SPS',
            <span key="transport">
              <StatusBadge state={transportWords[row.transport]} plain />
              {since(row.collectedAt ?? row.sentAt)}
            </span>,
          ],
          ['Partner', <StatusBadge key="business" state={businessWord(row)} plain />],
          ...(row.amount === undefined ? [] : ([['Amount', format.money(row.amount, row.currency)]] as const)),
          ...(row.dueBy === undefined ? [] : ([['Due', <Due key="due" row={row} format={format} now={now} />]] as const)),
          ['Drafted', format.stamp(row.createdAt, now)],
        ]}
      />
      {row.remotePath === undefined ? null : (
        <p className={styles['quiet']}>
          File <span className={styles['file']}>{row.remotePath}</span>
        </p>
      )}
      {redraft ? (
        <p className={styles['quiet']}>
          {redraft.who} asked for a correction {format.stamp(redraft.at, now)}: {redraft.reason}
        </p>
      ) : null}
    </>
  );
}
