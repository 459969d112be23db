import type { CSSProperties, ReactNode } from 'react';
import type { AttentionRow } from '#core/contract/views.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { daysInWords } from '../../lib/format.ts';
import { attentionWords } from '../../lib/words.ts';
import { ToneIcon } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import type { Item } from './items.ts';
import styles from './Attention.module.css';

export interface GroupHeadingProps {
  readonly item: Extract<Item, { kind: 'group' }>;
  readonly style: CSSProperties;
}

/** The fix that frees the rows below, how many they are, and whose they are. */
export function GroupHeading({ item: { row, count, partner }, style }: GroupHeadingProps): ReactNode {
  const title = partner === '' || row.groupTitle.includes(partner) ? row.groupTitle : `${row.groupTitle} · ${partner}`;
  return (
    <div role="presentation" className={styles['group']} style={style}>
      <ToneIcon tone={attentionWords[row.kind].tone} />
      <span className={styles['groupTitle']} title={title}>
        {title}
      </span>
      <span className={styles['groupCount']}>{count}</span>
    </div>
  );
}

/** One row in two lines: what, when it ships, whose, why. */
export function RowText({ row }: { readonly row: AttentionRow }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const days = row.shipBy === undefined ? undefined : format.daysTo(row.shipBy, now);
  return (
    <>
      <span className={styles['itemTop']}>
        <b>{row.title}</b>
        <span className={days !== undefined && days < 1 ? styles['late'] : styles['quiet']}>
          {row.shipBy === undefined || days === undefined
            ? format.age(row.since, now)
            : `ships ${format.day(row.shipBy, now)}, ${daysInWords(days)}`}
        </span>
      </span>
      <span className={styles['itemBottom']}>
        {row.partner === '' ? '' : `${row.partner}: `}
        {row.cause}
      </span>
    </>
  );
}
