import type { ReactNode } from 'react';
import styles from './Partners.module.css';

/** A share in percent, as number and as bar; nothing where there was nothing to map. */
export function Share({ percent }: { readonly percent: number | undefined }): ReactNode {
  if (percent === undefined) return <span className={styles['quiet']}>–</span>;
  return (
    <span className={styles['share']}>
      <span className={styles['track']} aria-hidden>
        <span className={`${styles['bar']} ${percent < 100 ? styles['part'] : ''}`} style={{ width: `${percent}%` }} />
      </span>
      {percent} %
    </span>
  );
}
