import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import styles from './Loading.module.css';

/** Grey rows in the shape of what comes. They appear late, so that a quick answer does not flash. */
export function Loading({ rows = 6, label = 'Loading' }: { readonly rows?: number; readonly label?: string }): ReactNode {
  return (
    <div className={styles['loading']}>
      <Skeleton aria-label={label}>
        {Array.from({ length: rows }, (_, index) => (
          <SkeletonItem key={index} size={16} className={styles['row'] ?? ''} />
        ))}
      </Skeleton>
    </div>
  );
}
