import type { ReactNode } from 'react';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Outbound.module.css';

/** What was looked at for a lost answer, and when: listing and history are always looked at together. */
export function Evidence({ evidence }: { readonly evidence: OutboundView['sends'][number]['evidence'] }): ReactNode {
  const format = useFormat();
  const now = useNow();
  const { empty, firstEmptyAt, lastEmptyAt, blindSince, blindBecause } = evidence;
  return (
    <ul className={styles['left']}>
      {empty === 0 ? (
        <li>Listing and history were not read to their end yet.</li>
      ) : (
        <li>
          Listing and history showed nothing{empty === 1 ? '' : `, ${format.count(empty)} times in a row`}
          {firstEmptyAt === undefined ? '' : `, first ${format.stamp(firstEmptyAt, now)}`}
          {lastEmptyAt === undefined || lastEmptyAt === firstEmptyAt ? '' : `, last ${format.stamp(lastEmptyAt, now)}`}.
        </li>
      )}
      {blindSince === undefined ? null : (
        <li>
          SPS cannot be asked since {format.stamp(blindSince, now)}
          {blindBecause === undefined ? '' : `: ${blindBecause}`}
        </li>
      )}
    </ul>
  );
}
