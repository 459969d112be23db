import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { UnitAdditionInput } from '#core/contract/views/mappingRows.ts';
import type { ReleasePreview } from '#core/contract/views/mappings.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { worthInWords } from '../../lib/worth.ts';
import { ToneIcon } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Missing.module.css';

export interface ReleaseEffectProps {
  readonly preview: ReleasePreview;
  readonly also: UnitAdditionInput | undefined;
}

/** What saving does to what waits: how many, how much, by when, which; and what would be missing next. */
export function ReleaseEffect({ preview, also }: ReleaseEffectProps): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const { freed, stillWaiting, orders, next } = preview;
  return (
    <div className={styles['effect']}>
      {freed.orders === 0 ? null : (
        <p>
          <ToneIcon tone="good" />
          <span>
            <b>
              {format.count(freed.orders)} {plural(freed.orders, 'order')}
            </b>{' '}
            {plural(freed.orders, 'goes', 'go')} on{freed.worth.length === 0 ? '' : `: ${worthInWords(freed.worth, format)}`}
            {freed.earliestShipBy === undefined ? '' : `, the earliest ships ${format.day(freed.earliestShipBy, now)}`}
          </span>
        </p>
      )}
      {stillWaiting.orders === 0 ? null : (
        <p>
          <ToneIcon tone="wait" />
          <span>
            {format.count(stillWaiting.orders)} more {plural(stillWaiting.orders, 'waits', 'wait')} for something else as well
          </span>
        </p>
      )}
      {freed.orders + stillWaiting.orders === 0 ? (
        <p>
          <ToneIcon tone="quiet" />
          <span>No order waits for this.</span>
        </p>
      ) : null}
      {also ? (
        <p>
          <ToneIcon tone="info" />
          <span>
            Saves the unit too, which would be missing next: 1 {also.row.ediUnit} = {also.row.factor} {also.row.unit}
          </span>
        </p>
      ) : (
        next.map(({ title, orders: waiting }) => (
          <p key={title}>
            <ToneIcon tone="warn" />
            <span>
              Missing next: {title}, for {format.count(waiting)} {plural(waiting, 'order')}
            </span>
          </p>
        ))
      )}
      {orders.length === 0 ? null : (
        <details className={styles['orders']}>
          <summary>Which {plural(orders.length, 'order')}</summary>
          <ul>
            {orders.map((order) => (
              <li key={order.documentId}>
                {order.threadId === undefined ? (
                  order.purchaseOrder
                ) : (
                  <Link to="/orders/$threadId" params={{ threadId: String(order.threadId) }} state={{ fromList: true }}>
                    {order.purchaseOrder}
                  </Link>
                )}
                {order.amount === undefined ? '' : `, ${format.money(order.amount, order.currency)}`}
                {order.shipBy === undefined ? '' : `, ships ${format.day(order.shipBy, now)}`}
                {order.waitsFor.length === 0 ? '' : `; waits also: ${order.waitsFor.join('; ')}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
