import type { ReactNode } from 'react';
import styles from './Details.module.css';

/** Technical facts behind a closed fold: request ids, status, the remote's own words. */
export function Details(props: {
  readonly values: Readonly<Record<string, string>> | undefined;
  readonly label?: string;
}): ReactNode {
  const entries = Object.entries(props.values ?? {});
  if (entries.length === 0) return null;
  return (
    <details className={styles['details']}>
      <summary>{props.label ?? 'Details'}</summary>
      <Facts entries={entries} />
    </details>
  );
}

export interface FactsProps {
  readonly entries: readonly (readonly [string, ReactNode])[];
  /** Short ones stand beside each other where there is room. */
  readonly short?: boolean;
}

/** Name and value pairs. */
export function Facts({ entries, short = false }: FactsProps): ReactNode {
  return (
    <dl className={`${styles['facts']} ${short ? styles['short'] : ''}`}>
      {entries.map(([name, value]) => (
        <div key={name} className={styles['fact']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
