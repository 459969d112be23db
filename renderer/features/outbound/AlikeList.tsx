import type { ReactNode } from 'react';
import styles from './Outbound.module.css';

interface AlikeListProps {
  readonly entries: readonly { readonly key: string; readonly content: ReactNode }[];
}

const atOnce = 6;

/** Places that one sentence is about, the first ones in sight and the others a click away: an order may have hundreds. */
export function AlikeList({ entries }: AlikeListProps): ReactNode {
  const [first, others] = [entries.slice(0, atOnce), entries.slice(atOnce)];
  return (
    <>
      <Entries entries={first} />
      {others.length === 0 ? null : (
        <details>
          <summary>{others.length} more</summary>
          <Entries entries={others} />
        </details>
      )}
    </>
  );
}

function Entries({ entries }: AlikeListProps): ReactNode {
  return (
    <ul className={styles['alike']}>
      {entries.map(({ key, content }) => (
        <li key={key}>{content}</li>
      ))}
    </ul>
  );
}
