import { Button } from '@fluentui/react-components';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { ListRows } from './table/useRows.ts';
import styles from './OlderRows.module.css';

interface OlderRowsProps {
  readonly list: Pick<ListRows<unknown>, 'rows' | 'hasMore' | 'onEnd'>;
  readonly label: string;
}

/** Below a list that begins with the newest: how many are shown, and the way to the next ones; nothing where all were at once. */
export function OlderRows({ list: { rows, hasMore, onEnd }, label }: OlderRowsProps): ReactNode {
  const [asked, setAsked] = useState(false);
  const end = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    // The button goes with the last ones: who pressed it stays where they come in.
    if (document.activeElement === document.body) end.current?.focus({ preventScroll: true });
  }, [hasMore]);
  if (!hasMore)
    return asked ? (
      <p ref={end} tabIndex={-1} className={`${styles['older']} ${styles['shown']}`}>
        All {rows.length} are shown.
      </p>
    ) : null;
  return (
    <p className={styles['older']}>
      <span className={styles['shown']}>The newest {rows.length} are shown.</span>{' '}
      <Button
        size="small"
        onClick={() => {
          setAsked(true);
          onEnd();
        }}
      >
        {label}
      </Button>
    </p>
  );
}
