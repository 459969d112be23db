import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import type { ReactNode } from 'react';
import styles from './Banner.module.css';

/** Something that holds for the whole screen: offline, stopped, not safe. One at a time, the worst first. */
export function Banner({ tone, children }: { readonly tone: 'bad' | 'warn'; readonly children: ReactNode }): ReactNode {
  return (
    <div role="status" className={`${styles['banner']} ${styles[tone]}`}>
      <PlugDisconnectedRegular className={styles['icon'] ?? ''} aria-hidden />
      <div>{children}</div>
    </div>
  );
}
