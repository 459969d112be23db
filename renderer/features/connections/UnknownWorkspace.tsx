import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../../ui/Page.tsx';

/** An address that names no workspace which is set up on screen. */
export function UnknownWorkspace(): ReactNode {
  return (
    <Page title="There is no such workspace to set up">
      <p>
        Test and live are set up here: <Link to="/workspaces">all workspaces</Link>.
      </p>
    </Page>
  );
}
