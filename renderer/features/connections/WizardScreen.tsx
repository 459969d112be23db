import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { setUpId } from '#core/contract/views/workspaces.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { UnknownWorkspace } from './UnknownWorkspace.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Wizard } from './Wizard.tsx';

const route = getRouteApi('/workspaces/$workspace');
const titles = { test: 'Connect Test', live: 'Connect Live' } as const;

/** Setting up the connection of test or live; everything that is typed is kept, so one may leave and come back. */
export function WizardScreen(): ReactNode {
  const parsed = setUpId.safeParse(route.useParams().workspace);
  const workspace = parsed.data ?? 'test';
  const { data, error, refetch } = useAnswer('connections.draft', { workspace }, { enabled: parsed.success });
  const { step = 'sps' } = route.useSearch();
  if (!parsed.success) return <UnknownWorkspace />;
  if (data !== undefined) return <Wizard key={workspace} title={titles[workspace]} arrived={data} step={step} />;
  return (
    <Page title={titles[workspace]}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading rows={6} />}
    </Page>
  );
}
