import { Button } from '@fluentui/react-components';
import { useCanGoBack, useLocation, useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { PanelRightRegular } from '@fluentui/react-icons/svg/panel-right';
import { useCallback, useEffect, type ReactNode } from 'react';
import { useAnswer } from '../../api/ApiContext.tsx';
import { isOverlaid, isTyping } from '../../lib/keys.ts';
import { usePreferences } from '../../lib/PreferencesContext.tsx';
import { threadWords } from '../../lib/words.ts';
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
  const goBack = useBack();
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

/** Escape and the button lead back to the row that a person came from, else to the orders. */
function useBack(): () => void {
  const router = useRouter();
  const navigate = useNavigate();
  const canGoBack = useCanGoBack();
  const fromList = useLocation({ select: (location) => location.state.fromList ?? false });
  const goBack = useCallback(() => {
    if (fromList && canGoBack) router.history.back();
    else void navigate({ to: '/orders' });
  }, [router, navigate, fromList, canGoBack]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented || isTyping(event.target) || isOverlaid()) return;
      goBack();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [goBack]);
  return goBack;
}
