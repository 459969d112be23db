import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { MissingMapping } from '#core/contract/views/mappings.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { daysInWords, plural } from '../../lib/format.ts';
import { missingWords } from '../../lib/mappingWords.ts';
import { Card } from '../../ui/Card.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { useNow } from '../../ui/useNow.ts';
import { missingName } from '../missing/asSent.ts';
import { nudgeText } from '../missing/nudge.ts';
import styles from './Partners.module.css';

/** So many are named here; the rest is one click away. */
const named = 6;

/** What a partner's orders wait for, how long, and the text that asks whoever can give it: the daily look while it is set up. */
export function WaitsCard({ partnerId }: { readonly partnerId: string }): ReactNode {
  const format = useFormat();
  const missing = useAnswer('mappings.missing', { partnerId, limit: named });
  const stopped = useAnswer('orders.count', { filter: { partnerId, state: 'attention' } }).data?.value ?? 0;
  return (
    <Card
      title="Waiting"
      actions={
        stopped === 0 ? undefined : (
          <Link to="/orders" search={{ partner: partnerId, state: 'attention' }}>
            {format.count(stopped)} {plural(stopped, 'order')} {plural(stopped, 'needs', 'need')} a hand
          </Link>
        )
      }
    >
      <Shown answer={missing}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <p className={styles['quiet']}>No mapping is missing: every order that came finds its way.</p>
          ) : (
            <ul className={styles['waits']}>
              {rows.map((row) => (
                <Wait key={row.key} row={row} />
              ))}
              {total > rows.length ? (
                <li>
                  <Link to="/missing" search={{ partner: partnerId }}>
                    and {format.count(total - rows.length)} more
                  </Link>
                </li>
              ) : null}
            </ul>
          )
        }
      </Shown>
    </Card>
  );
}

function Wait({ row }: { readonly row: MissingMapping }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const { key, fix, partnerId, orders, since, earliestShipBy } = row;
  return (
    <li>
      <span>
        <Link to="/missing" search={{ partner: partnerId, key }}>
          {missingWords[fix.fix]} {missingName(fix)}
        </Link>
        <small>
          {format.count(orders)} {plural(orders, 'order')} since {format.moment(since, now)}
          {earliestShipBy === undefined
            ? ''
            : `, ships ${format.day(earliestShipBy, now)} (${daysInWords(format.daysTo(earliestShipBy, now))})`}
        </small>
      </span>
      <CopyButton label={`Copy a question about ${missingName(fix)}`} text={() => nudgeText(row)} />
    </li>
  );
}
