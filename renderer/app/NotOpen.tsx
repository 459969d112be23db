import { Toaster } from '@fluentui/react-components';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ErrorState } from '../ui/ErrorState.tsx';
import { toasterId } from '../ui/toaster.ts';
import styles from './Frame.module.css';

/** No workspace is open: why, and the way to the others and to its connection, which do not need one. */
export function NotOpen({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }): ReactNode {
  // What is shown, not where the page is going: screens of a workspace need one that is open.
  const elsewhere = useRouterState({
    select: ({ matches }) => matches.some(({ pathname }) => pathname.startsWith('/workspaces')),
  });
  if (!elsewhere)
    return (
      <main className={styles['alone']}>
        <h1 className="visually-hidden">The workspace cannot be opened</h1>
        <ErrorState error={error} onRetry={onRetry} />
        <p className={styles['others']}>
          <Link to="/workspaces">Other workspaces and connections</Link>
        </p>
      </main>
    );
  return (
    <div className={styles['outside']}>
      <aside className={styles['why']} aria-label="Why no workspace is open">
        <ErrorState error={error} onRetry={onRetry} />
      </aside>
      <main id="main" tabIndex={-1} className={styles['main']}>
        <Outlet />
      </main>
      <Toaster toasterId={toasterId} position="bottom" />
    </div>
  );
}
