import type { ReactNode } from 'react';
import { useLink } from '../api/ApiContext.tsx';
import { useFormat, useStatus } from '../api/StatusContext.tsx';
import { errorTexts } from '../lib/errorTexts.ts';
import { Banner } from '../ui/Banner.tsx';
import { Details } from '../ui/Details.tsx';
import { useNow } from '../ui/useNow.ts';

/** Says on every screen that what it shows may be old, or that the engine cannot work. */
export function LinkBanner(): ReactNode {
  const link = useLink();
  const { engine, engineMessage, secretsInMemoryOnly, standstill, workspace } = useStatus();
  const format = useFormat();
  const now = useNow(60_000);
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
  if (standstill) {
    return (
      <Banner tone="bad">
        <strong>{errorTexts[standstill.code].title}.</strong> Since {format.stamp(standstill.since, now)} nothing is fetched, made
        in Dynamics or sent. {errorTexts[standstill.code].nextStep}
        <Details values={{ folder: workspace.dataFolder, said: standstill.message }} label="Where" />
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
