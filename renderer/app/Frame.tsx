import { Toaster } from '@fluentui/react-components';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { useAnswer } from '../api/ApiContext.tsx';
import { StatusProvider } from '../api/StatusContext.tsx';
import { AnsweringProvider } from '../features/holds/Answering.tsx';
import { Loading } from '../ui/Loading.tsx';
import { toasterId } from '../ui/toaster.ts';
import { LinkBanner } from './LinkBanner.tsx';
import { NotOpen } from './NotOpen.tsx';
import { Rail } from './Rail.tsx';
import { ShortcutsProvider } from './Shortcuts.tsx';
import { TopBar } from './TopBar.tsx';
import { useKeepFocus } from './useKeepFocus.ts';
import styles from './Frame.module.css';

/** What stays while screens change: workspace mark, search, engine, deadline, user, rail. */
export function Frame(): ReactNode {
  const status = useAnswer('app.status', {});
  if (status.data === undefined) {
    if (status.error) return <NotOpen error={status.error} onRetry={() => void status.refetch()} />;
    return (
      <main className={styles['alone']}>
        <Loading rows={4} />
      </main>
    );
  }
  const { workspace } = status.data;
  return (
    <StatusProvider status={status.data}>
      <ShortcutsProvider>
        <div className={styles['frame']} data-workspace={workspace.colour}>
          <a className={styles['skip']} href="#main">
            Skip to the content
          </a>
          <div className={styles['mark']} aria-hidden />
          <TopBar />
          <Rail />
          <div className={styles['content']}>
            <LinkBanner />
            <AnsweringProvider>
              <Main />
            </AnsweringProvider>
          </div>
        </div>
        <section aria-label="Messages">
          {/* At the foot of the list: the actions of a panel stand to the right, and what offers "Undo" stands for twelve seconds. */}
          <Toaster inline toasterId={toasterId} position="bottom-start" offset={{ horizontal: 100, vertical: 16 }} />
        </section>
      </ShortcutsProvider>
    </StatusProvider>
  );
}

/** The screen; going to another one moves the focus to its heading. */
function Main(): ReactNode {
  useKeepFocus();
  const ref = useRef<HTMLElement>(null);
  const arrived = useRef(false);
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  useEffect(() => {
    if (pathname === undefined) return;
    const main = ref.current;
    // A list that takes the reader back to a row has the focus already; the first page leaves it at the top.
    if (arrived.current && main && !main.contains(document.activeElement))
      main.querySelector('h1')?.focus({ preventScroll: true });
    arrived.current = true;
  }, [pathname]);
  return (
    <main id="main" ref={ref} tabIndex={-1} className={styles['main']}>
      <Outlet />
    </main>
  );
}
