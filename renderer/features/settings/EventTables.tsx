import type { ReactNode } from 'react';
import type { BusinessEvents } from '#core/contract/views/businessEvents.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { fateWords } from '../../lib/eventWords.ts';
import { postingWords } from '../../lib/outboundWords.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Settings.module.css';

/** Which journal is read on which type; those that no journal belongs to, with what to do about them. */
export function EventTypes({ types }: Pick<BusinessEvents, 'types'>): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const strange = types.some(({ about, count }) => about === undefined && count > 0);
  return (
    <div className={styles['wide']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Type of event</th>
            <th scope="col">Is read on it</th>
            <th scope="col">Came</th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>
          {types.map(({ type, about, count, lastAt }) => (
            <tr key={type}>
              <td>{type}</td>
              <td>{about === undefined ? 'nothing' : postingWords[about]}</td>
              <td>{count}</td>
              <td>{lastAt === undefined ? '' : format.age(lastAt, now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {strange ? (
        <p className={styles['quiet']}>
          Nothing is read on a type that no journal belongs to. Where one announces a posting (an alert that is sent as an event),
          name it in the connection under “Further types of events”.
        </p>
      ) : null}
    </div>
  );
}

/** What came, newest first, and what became of it. */
export function RecentEvents({ events }: { readonly events: BusinessEvents['recent'] }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <details className={styles['wide']}>
      <summary>The last {events.length === 1 ? 'event' : `${events.length} events`}</summary>
      <ol className={styles['lines']} tabIndex={0} aria-label="Last events">
        {events.map(({ at, type, company, document, fate }, index) => (
          <li key={`${at} ${events.length - index}`}>
            {format.moment(at, now)} <StatusBadge state={fateWords[fate]} plain /> {type || 'no event'}
            {company === '' ? '' : `, ${company.toUpperCase()}`}
            {document === '' ? '' : `, ${document}`}
          </li>
        ))}
      </ol>
    </details>
  );
}
