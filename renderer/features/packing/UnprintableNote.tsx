import type { ReactNode } from 'react';
import type { PackingView } from '#core/contract/views/packing.ts';
import styles from './Packing.module.css';

/** What labels and content list cannot say as it is, before there are any: nobody reads a label of question marks. */
export function UnprintableNote({ texts }: { readonly texts: PackingView['unprintable'] }): ReactNode {
  if (texts.length === 0) return null;
  return (
    <div role="status">
      <p className={styles['open']}>
        Labels and content list have Latin letters only. Write on them by hand, or give a Latin spelling where it comes from:
      </p>
      <ul className={styles['texts']}>
        {texts.map(({ text, printed }) => (
          <li key={text}>
            <bdi>{text}</bdi> is printed as <code>{printed}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
