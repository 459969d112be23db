import { PlugDisconnectedRegular } from '@fluentui/react-icons/svg/plug-disconnected';
import type { ReactNode } from 'react';
import { useLink } from '../api/ApiContext.tsx';
import { useStatus } from '../api/StatusContext.tsx';
import { Details } from '../ui/Details.tsx';
import styles from './LinkBanner.module.css';

/** Says on every screen that what it shows may be old, or that the engine cannot work. */
export function LinkBanner(): ReactNode {
  const link = useLink();
  const { engine, engineMessage, secretsInMemoryOnly } = useStatus();
  if (link === 'lost') {
    return (
      <Banner tone="bad">
        <strong>No contact with Quayside.</strong> What you see is from before. If it only hangs, this page goes on by itself; if
        it was closed, start it with <code>npm start</code>, which opens a new page.
      </Banner>
    );
  }
  if (engine === 'failed' || engine === 'stopped') {
    return (
      <Banner tone="bad">
        <strong>The engine does not run.</strong> {engineMessage ?? 'Start Quayside again.'}
      </Banner>
    );
  }
  if (secretsInMemoryOnly) {
    return (
      <Banner tone="warn">
        <strong>Secrets are kept in memory only.</strong> They must be typed again after a restart.
        <Details values={{ why: 'This computer offers no safe place for them.' }} label="Why" />
      </Banner>
    );
  }
  return null;
}

function Banner({ tone, children }: { readonly tone: 'bad' | 'warn'; readonly children: ReactNode }): ReactNode {
  return (
    <div role="status" className={`${styles['banner']} ${styles[tone]}`}>
      <PlugDisconnectedRegular className={styles['icon'] ?? ''} aria-hidden />
      <div>{children}</div>
    </div>
  );
}
