import { Fragment, type ReactNode } from 'react';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { daysInWords, plural } from '../../lib/format.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Thread.module.css';

/** The facts that a coordinator asks for first. */
export function ThreadNote({ thread: { order } }: { readonly thread: ThreadView }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['partner', <b key="partner">{order.partnerName}</b>],
    ...(order.vendor === '' ? [] : ([['vendor', `vendor ${order.vendor}`]] as const)),
    ...(order.salesOrders.length === 0
      ? []
      : ([
          [
            'sales orders',
            <span key="sales" className={styles['sales']}>
              sales {plural(order.salesOrders.length, 'order')} <b>{order.salesOrders.slice(0, 4).join(', ')}</b>
              {order.salesOrders.length > 4 ? ` and ${order.salesOrders.length - 4} more` : ''}
              <CopyButton text={order.salesOrders.join('\n')} label="Copy the sales order number" />
            </span>,
          ],
        ] as const)),
    ['lines', `${order.lines} ${plural(order.lines, 'line')}`],
    ...(order.amount === undefined ? [] : ([['amount', format.money(order.amount, order.currency)]] as const)),
    ...(order.shipBy === undefined
      ? []
      : ([['ship by', `ship by ${format.day(order.shipBy, now)} (${daysInWords(format.daysTo(order.shipBy, now))})`]] as const)),
    ...(order.cancelAfter === undefined ? [] : ([['cancel', `cancel after ${format.day(order.cancelAfter, now)}`]] as const)),
    ['arrived', `arrived ${format.stamp(order.receivedAt, now)}`],
  ];
  return (
    <div className={styles['note']}>
      {facts.map(([key, fact]) => (
        <Fragment key={key}>
          <span>{fact}</span>
        </Fragment>
      ))}
    </div>
  );
}
