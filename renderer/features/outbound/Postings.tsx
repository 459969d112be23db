import type { ReactNode } from 'react';
import type { DraftView } from '#core/contract/views/drafts.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { postingWords } from '../../lib/outboundWords.ts';
import { Facts } from '../../ui/Details.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Outbound.module.css';

type Posting = DraftView['postings'][number];

/** What Dynamics posted, as it was read. */
export function Postings({ postings }: { readonly postings: readonly Posting[] }): ReactNode {
  if (postings.length === 0)
    return <p className={styles['padded']}>Dynamics posted nothing for it: it answers the order itself.</p>;
  return (
    <div className={styles['postings']} role="group" aria-label="What Dynamics posted" tabIndex={0}>
      {postings.map((posting) => (
        <PostingPart key={`${posting.kind} ${posting.number} ${posting.date}`} posting={posting} />
      ))}
    </div>
  );
}

function PostingPart({ posting }: { readonly posting: Posting }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const money = (amount: string | undefined): string => (amount === undefined ? '' : format.money(amount, posting.currency));
  // Not every entity set of Dynamics names the goods.
  const named = posting.charges.length > 0 || posting.lines.some(({ name }) => name !== '');
  return (
    <section>
      <h3>
        {postingWords[posting.kind]} {posting.number}
      </h3>
      {posting.message === '' ? null : <p>{posting.message}</p>}
      <Facts
        short
        entries={[
          ['Posted', format.day(posting.date, now)],
          ['Company', posting.company],
          ['Sales orders', posting.salesOrders.join(', ')],
          ['Read from', posting.set],
          ...(posting.total === undefined ? [] : ([['Total', money(posting.total)]] as const)),
          ...(posting.billOfLading === undefined ? [] : ([['Bill of lading', posting.billOfLading]] as const)),
          ...(posting.tracking.length === 0 ? [] : ([['Tracking', posting.tracking.join(', ')]] as const)),
        ]}
      />
      <table className={styles['compare']}>
        <thead>
          <tr>
            <th scope="col">Sales order</th>
            <th scope="col">Item</th>
            {named ? <th scope="col">Name</th> : null}
            <th scope="col" className={styles['end']}>
              Quantity
            </th>
            <th scope="col">Unit</th>
            <th scope="col" className={styles['end']}>
              Price
            </th>
            <th scope="col" className={styles['end']}>
              Amount
            </th>
            <th scope="col">Ships</th>
          </tr>
        </thead>
        <tbody>
          {posting.lines.map((line) => (
            <tr key={line.position}>
              <td>{line.salesOrder}</td>
              <td>{line.item}</td>
              {named ? <td>{line.name}</td> : null}
              <td className={styles['end']}>{line.quantity}</td>
              <td>{line.unit}</td>
              <td className={styles['end']}>{money(line.price)}</td>
              <td className={styles['end']}>{money(line.amount)}</td>
              <td>{line.confirmedShip === undefined ? '' : format.day(line.confirmedShip, now)}</td>
            </tr>
          ))}
          {posting.charges.map((charge) => (
            <tr key={`${charge.code} ${charge.text}`}>
              <td />
              <td>{charge.code}</td>
              {named ? <td>{charge.text}</td> : null}
              <td />
              <td />
              <td />
              <td className={styles['end']}>{money(charge.amount)}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
