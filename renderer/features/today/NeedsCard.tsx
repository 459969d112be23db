import { Link } from '@tanstack/react-router';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import type { ReactNode } from 'react';
import { attentionKinds, type AttentionRow } from '#core/contract/views/attention.ts';
import type { TodayView } from '#core/contract/views/status.ts';
import type { HoldCause } from '#core/domain/states.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { daysInWords, plural } from '../../lib/format.ts';
import { attentionWords } from '../../lib/words/attention.ts';
import { causeWords } from '../../lib/words/holds.ts';
import { Card } from '../../ui/Card.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './NeedsCard.module.css';

type Group = TodayView['groups'][number];

/** What waits for a person, one row a fix, the earliest ship date first. */
export function NeedsCard({ today }: { readonly today: TodayView }): ReactNode {
  const { attention, groups } = today;
  const filled = attentionKinds.filter((kind) => attention[kind] > 0);
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
      {groups.length === 0 && attention.quarantined + attention.incident === 0 ? (
        <EmptyState icon={<CheckmarkCircleRegular />} title="Nothing needs a hand">
          Everything that arrived went its way by itself.
        </EmptyState>
      ) : (
        <ul className={styles['groups']}>
          {attention.incident === 0 ? null : (
            <OtherRow kind="incident" title="Happened, and no run can mend it" count={attention.incident} unit="incident">
              Read each, do what it says, and mark it as seen.
            </OtherRow>
          )}
          {/* One may be an order that ships today: before the days to come, as on the list of what needs a hand. */}
          {attention.quarantined === 0 ? null : (
            <OtherRow kind="quarantined" title="Files that cannot be read" count={attention.quarantined} unit="file">
              Ask for each to be sent again; then delete it at SPS or fetch it again.
            </OtherRow>
          )}
          {groups.map((group) => (
            <GroupRow key={group.key} group={group} />
          ))}
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
      <StatusBadge state={{ ...words, word: `${format.count(count)} ${plural(count, words.word, words.many).toLowerCase()}` }} />
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
          <b>
            {group.title}
            {group.partner === undefined || group.title.includes(group.partner) ? '' : `, ${group.partner}`}
          </b>
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

interface OtherRowProps {
  readonly kind: AttentionRow['kind'];
  readonly title: string;
  readonly count: number;
  readonly unit: string;
  readonly children: string;
}

/** What belongs to no order, so that it has no ship date. */
function OtherRow({ kind, title, count, unit, children }: OtherRowProps): ReactNode {
  const format = useFormat();
  return (
    <li>
      <Link to="/attention" search={{ kind }} className={styles['group'] ?? ''}>
        <StatusBadge state={attentionWords[kind]} plain />
        <span className={styles['what']}>
          <b>{title}</b>
          <span className={styles['step']}>{children}</span>
        </span>
        <span className={styles['orders']}>
          {format.count(count)} {plural(count, unit)}
        </span>
        <span />
      </Link>
    </li>
  );
}
