import type { ReactNode } from 'react';
import { useList } from '../../api/ApiContext.tsx';
import { Card } from '../../ui/Card.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { OlderRows } from '../../ui/OlderRows.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { Timeline } from '../../ui/Timeline.tsx';

const pageRows = 100;

/** All that happened to an order, newest first; what is older than the newest page comes on a press. */
export function WhatHappened({ threadId }: { readonly threadId: number }): ReactNode {
  const list = useRows(useList('orders.timeline', { threadId, limit: pageRows }));
  return (
    <Card title="What happened">
      {list.state === 'error' ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : list.state === 'loading' ? (
        <Loading rows={4} />
      ) : (
        <Timeline entries={list.rows} />
      )}
      <OlderRows list={list} label="Older entries" />
    </Card>
  );
}
