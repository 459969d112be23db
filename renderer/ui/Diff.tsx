import type { ReactNode } from 'react';
import styles from './Diff.module.css';

/** One thing that differs: before '' = it was not there, after '' = it is gone. */
export interface Difference {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

type Texts = Readonly<Record<string, string>>;

/** What differs between two rows, field by field. Of a row that is new or gone only what it said. */
export function differences(
  before: Texts | undefined,
  after: Texts | undefined,
  nameOf: (field: string) => string,
): readonly Difference[] {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  return fields
    .map((field) => ({ name: nameOf(field), before: before?.[field] ?? '', after: after?.[field] ?? '' }))
    .filter((row) => row.before !== row.after);
}

/** Old and new beside each other: struck through and underlined, so that colour is not needed. */
export function Diff({ rows }: { readonly rows: readonly Difference[] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <dl className={styles['diff']}>
      {rows.map(({ name, before, after }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {before === '' ? null : <del>{before}</del>} {after === '' ? null : <ins>{after}</ins>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
