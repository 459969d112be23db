import type { ReactNode } from 'react';
import { useAnswer } from '../../api/ApiContext.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { WorkspaceCardView } from './WorkspaceCardView.tsx';
import styles from './Connections.module.css';

/** Practice, test and live: which one is open, and how each is connected. Shown also where none can be opened. */
export function WorkspacesScreen(): ReactNode {
  const { data, error, refetch } = useAnswer('workspaces.list', {});
  return (
    <Page
      title="Workspaces"
      note="Each has accounts, orders and mappings of its own. One is open at a time; only its engine works."
    >
      {data === undefined ? (
        error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <Loading rows={4} />
        )
      ) : (
        <div className={styles['cards']}>
          {data.workspaces.map((card) => (
            <WorkspaceCardView key={card.id} card={card} current={data.workspaces.find(({ id }) => id === data.current)} />
          ))}
        </div>
      )}
    </Page>
  );
}
