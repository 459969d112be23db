import { Link } from '@tanstack/react-router';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import type { ReactNode } from 'react';
import type { AttentionRow, TodayView } from '#core/contract/views.ts';
import type { HoldCause } from '#core/domain/states.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { daysInWords, plural } from '../../lib/format.ts';
import { attentionWords, causeWords } from '../../lib/words.ts';
import { Card } from '../../ui/Card.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './NeedsCard.module.css';

type Group = TodayView['groups'][number];
const kinds = ['parked', 'held', 'quarantined', 'waiting'] as const;

/** What waits for a person, one row a fix, the earliest ship date first. */
export function NeedsCard({ today }: { readonly today: TodayView }): ReactNode {
  const { attention, groups } = today;
  const filled = kinds.filter((kind) => attention[kind] > 0);
  return (
    <Card
      title="Needs a hand"
      flush
      actions={
        <div className={styles['counts']}>
          {filled.map((kind) => (
            <KindCount key={kind} kind={kind} count={attention[kind]} />
          ))}
        </div>
      }
    >
      {groups.length === 0 && attention.quarantined === 0 ? (
        <EmptyState icon={<CheckmarkCircleRegular />} title="Nothing needs a hand">
          Everything that arrived went its way by itself.
        </EmptyState>
      ) : (
        <ul className={styles['groups']}>
          {groups.map((group) => (
            <GroupRow key={group.key} group={group} />
          ))}
          {attention.quarantined === 0 ? null : <FilesRow count={attention.quarantined} />}
        </ul>
      )}
    </Card>
  );
}

function KindCount({ kind, count }: { readonly kind: AttentionRow['kind']; readonly count: number }): ReactNode {
  const format = useFormat();
  const words = attentionWords[kind];
  return (
    <Link to="/attention" search={{ kind }} className={styles['count'] ?? ''} title={words.meaning}>
      <StatusBadge state={{ ...words, word: `${format.count(count)} ${words.word.toLowerCase()}` }} />
    </Link>
  );
}

function GroupRow({ group }: { readonly group: Group }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const kind = group.cause === 'gap' ? 'parked' : 'held';
  const days = group.earliestShipBy === undefined ? undefined : format.daysTo(group.earliestShipBy, now);
  return (
    <li>
      <Link to="/attention" search={{ kind, group: group.key }} className={styles['group'] ?? ''}>
        <StatusBadge state={{ ...attentionWords[kind], meaning: causeWords[group.cause as HoldCause] }} plain />
        <span className={styles['what']}>
          <b>{group.title}</b>
          <span className={styles['step']}>{group.nextStep}</span>
        </span>
        <span className={styles['orders']}>
          {group.orders === 0 ? '' : `${format.count(group.orders)} ${plural(group.orders, 'order')}`}
        </span>
        <span className={`${styles['ship']} ${days !== undefined && days < 1 ? styles['late'] : ''}`}>
          {group.earliestShipBy === undefined || days === undefined ? null : (
            <>
              ships {format.day(group.earliestShipBy, now)}
              <small>{daysInWords(days)}</small>
            </>
          )}
        </span>
      </Link>
    </li>
  );
}

/** Files belong to no order yet, so they have no ship date: they come last. */
function FilesRow({ count }: { readonly count: number }): ReactNode {
  const format = useFormat();
  return (
    <li>
      <Link to="/attention" search={{ kind: 'quarantined' }} className={styles['group'] ?? ''}>
        <StatusBadge state={attentionWords.quarantined} plain />
        <span className={styles['what']}>
          <b>Files that cannot be read</b>
          <span className={styles['step']}>Ask for each to be sent again; then delete it at SPS or fetch it again.</span>
        </span>
        <span className={styles['orders']}>
          {format.count(count)} {plural(count, 'file')}
        </span>
        <span />
      </Link>
    </li>
  );
}
