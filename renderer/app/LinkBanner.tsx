import type { ReactNode } from 'react';
import { useLink } from '../api/ApiContext.tsx';
import { useStatus } from '../api/StatusContext.tsx';
import { Banner } from '../ui/Banner.tsx';
import { Details } from '../ui/Details.tsx';

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
