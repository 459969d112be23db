import { useEffect, useRef, type ReactNode } from 'react';
import type { SearchHit } from '#core/contract/views/orders.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { threadWords } from '../../lib/words/orders.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import { Marked } from './Marked.tsx';
import styles from './SearchBox.module.css';

export interface HitProps {
  readonly id: string;
  readonly hit: SearchHit;
  readonly text: string;
  readonly active: boolean;
  readonly onChoose: () => void;
}

/** One order that has the number; what matched is set off. */
export function Hit({ id, hit, text, active, onChoose }: HitProps): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const row = useRef<HTMLDivElement>(null);
  const byOrderNumber = hit.key === hit.purchaseOrder;
  useEffect(() => {
    if (active) row.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div
      id={id}
      ref={row}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className={styles['hit']}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      onKeyDown={(event) => (event.key === 'Enter' ? onChoose() : undefined)}
    >
      <span className={styles['number']}>
        {byOrderNumber ? <Marked text={hit.purchaseOrder} part={text} /> : hit.purchaseOrder}
      </span>
      <span className={styles['matched']}>{byOrderNumber ? hit.partnerName : <Marked text={hit.key} part={text} />}</span>
      <span className={styles['when']}>{format.moment(hit.receivedAt, now)}</span>
      <StatusBadge state={threadWords[hit.state]} plain />
    </div>
  );
}
