import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { UnconfirmedOrders } from '#core/contract/views/orders.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { dueWords } from '../../lib/due.ts';
import { useNow } from '../../ui/useNow.ts';
import { Look } from './Look.tsx';
import styles from './MorningCard.module.css';

/** Orders that are listed here; those behind them are due later. */
const shown = 50;

/** Orders in Dynamics that nobody has confirmed there: no 855 can be drafted of them, and its time runs. */
export function Unconfirmed(): ReactNode {
  const { data } = useAnswer('orders.unconfirmed', { limit: shown });
  if (data === undefined) return null;
  return (
    <Look tone={data.late > 0 ? 'warn' : data.orders > 0 ? 'wait' : 'good'} title="In Dynamics, not confirmed:">
      {data.orders === 0 ? 'none whose 855 is due.' : <Waiting orders={data} />}
    </Look>
  );
}

function Waiting({ orders: { orders, late, rows } }: { readonly orders: UnconfirmedOrders }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const [first] = rows;
  return (
    <>
      {format.count(orders)}
      {late === 0 ? '' : `, ${format.count(late)} late`}
      {first === undefined ? '.' : `, the first 855 due ${dueWords(first.dueBy, format, now).distance}.`}
      <details>
        <summary>Which</summary>
        <ul className={styles['checks']}>
          {rows.map(({ threadId, purchaseOrder, partnerName, dueBy }) => (
            <li key={threadId}>
              <Link to="/orders/$threadId" params={{ threadId: String(threadId) }}>
                {purchaseOrder}
              </Link>{' '}
              of {partnerName}, due {dueWords(dueBy, format, now).said}
            </li>
          ))}
          {orders > rows.length ? <li>{format.count(orders - rows.length)} more, due later</li> : null}
        </ul>
      </details>
    </>
  );
}
