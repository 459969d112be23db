import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { ListRows } from './table/useRows.ts';
import styles from './OlderRows.module.css';

interface OlderRowsProps {
  readonly list: Pick<ListRows<unknown>, 'rows' | 'hasMore' | 'onEnd'>;
  readonly label: string;
}

/** Below a list that begins with the newest: how many are shown, and the way to the next ones; nothing where all are. */
export function OlderRows({ list: { rows, hasMore, onEnd }, label }: OlderRowsProps): ReactNode {
  if (!hasMore) return null;
  return (
    <p className={styles['older']}>
      <span className={styles['shown']}>The newest {rows.length} are shown.</span>{' '}
      <Button size="small" onClick={onEnd}>
        {label}
      </Button>
    </p>
  );
}
