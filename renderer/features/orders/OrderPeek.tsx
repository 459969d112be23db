import { Button } from '@fluentui/react-components';
import { OpenRegular } from '@fluentui/react-icons/svg/open';
import type { ReactNode } from 'react';
import type { OrderRow } from '#core/contract/views/orders.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { daysInWords } from '../../lib/format.ts';
import { causeWords } from '../../lib/words/holds.ts';
import { sagaWords, threadWords } from '../../lib/words/orders.ts';
import { Facts } from '../../ui/Details.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { PanelPart, SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { PanelProps } from '../../ui/table/ListView.tsx';
import { Timeline } from '../../ui/Timeline.tsx';
import { useNow } from '../../ui/useNow.ts';
import { orderName } from './columns.tsx';
import styles from './OrdersScreen.module.css';

const fewEvents = 5;

/** An order beside the list: what holds it, its sales orders, and what happened last. */
export function OrderPeek({ row, focused, onClose, onOpen }: PanelProps<OrderRow> & { readonly onOpen: () => void }): ReactNode {
  const thread = useAnswer('orders.thread', { threadId: row.threadId });
  const format = useFormat();
  const now = useNow(60_000);
  const day = (value: string): string => `${format.day(value, now)}, ${daysInWords(format.daysTo(value, now))}`;
  return (
    <SidePanel
      title={`Order ${orderName(row)}`}
      badge={<StatusBadge state={threadWords[row.state]} />}
      note={row.partnerName}
      focused={focused}
      onClose={onClose}
      footer={
        <Button data-first appearance="primary" icon={<OpenRegular />} onClick={onOpen}>
          Open the order
        </Button>
      }
    >
      <Facts
        entries={[
          ['Amount', row.amount === undefined ? 'not said' : format.money(row.amount, row.currency)],
          ['Lines', format.count(row.lines)],
          ['Ships by', row.shipBy === undefined ? 'not said' : day(row.shipBy)],
          ['Arrived', format.stamp(row.receivedAt, now)],
        ]}
      />
      <Shown answer={thread}>
        {({ holds, salesOrders, timeline }) => {
          const open = holds.filter((hold) => hold.closedAt === undefined);
          return (
            <>
              {open.length === 0 ? null : (
                <PanelPart title="What holds it">
                  <ul className={styles['holds']}>
                    {open.map((hold) => (
                      <li key={hold.id}>
                        <b>{causeWords[hold.cause]}</b>
                        <p>{hold.message}</p>
                        <p className={styles['quiet']}>{hold.nextStep}</p>
                      </li>
                    ))}
                  </ul>
                </PanelPart>
              )}
              {salesOrders.length === 0 ? null : (
                <PanelPart title="In Dynamics">
                  <Facts
                    entries={salesOrders.map((order) => [
                      order.salesOrderNumber ?? 'no number yet',
                      <StatusBadge key={order.sagaId} state={sagaWords[order.state]} plain />,
                    ])}
                  />
                </PanelPart>
              )}
              <PanelPart title="What happened last">
                <Timeline entries={timeline.slice(0, fewEvents)} />
              </PanelPart>
            </>
          );
        }}
      </Shown>
    </SidePanel>
  );
}
