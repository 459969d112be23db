import { Button } from '@fluentui/react-components';
import { useParams } from '@tanstack/react-router';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { PanelRightRegular } from '@fluentui/react-icons/svg/panel-right';
import type { ReactNode } from 'react';
import { useAnswer } from '../../api/ApiContext.tsx';
import { usePreferences } from '../../lib/PreferencesContext.tsx';
import { useBack } from '../../lib/useBack.ts';
import { threadWords } from '../../lib/words/orders.ts';
import { Page } from '../../ui/Page.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { orderName } from '../orders/columns.tsx';
import { ThreadBody } from './ThreadBody.tsx';
import { ThreadNote } from './ThreadNote.tsx';

/** One purchase order with everything that belongs to it. */
export function ThreadScreen(): ReactNode {
  const params = useParams({ from: '/orders/$threadId' });
  const threadId = Number(params.threadId);
  const thread = useAnswer('orders.thread', { threadId });
  const [{ sideColumn }, set] = usePreferences();
  const goBack = useBack('/orders');
  const order = thread.data?.order;
  return (
    <Page
      title={order ? `Order ${orderName(order)}` : 'Order'}
      layout="fill"
      heading={
        order ? (
          <>
            {orderName(order)} <StatusBadge state={threadWords[order.state]} />
          </>
        ) : (
          'Order'
        )
      }
      note={thread.data ? <ThreadNote thread={thread.data} /> : ' '}
      actions={
        <>
          <Button size="small" appearance="subtle" icon={<ArrowLeftRegular />} onClick={goBack} title="Back (Esc)">
            Back
          </Button>
          <Button
            size="small"
            appearance="subtle"
            icon={<PanelRightRegular />}
            aria-pressed={sideColumn}
            onClick={() => set({ sideColumn: !sideColumn })}
          >
            {sideColumn ? 'Hide side' : 'Show side'}
          </Button>
        </>
      }
    >
      <Shown answer={thread}>{(value) => <ThreadBody key={threadId} thread={value} />}</Shown>
    </Page>
  );
}
