import { useId, type ReactNode } from 'react';
import styles from './Card.module.css';

export interface CardProps {
  readonly title: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** `flush`: the content reaches the edges (tables). */
  readonly flush?: boolean;
}

/** A titled part of a screen. */
export function Card({ title, actions, children, flush = false }: CardProps): ReactNode {
  const id = useId();
  return (
    <section className={styles['card']} aria-labelledby={id}>
      <header className={styles['header']}>
        <h2 id={id} className={styles['title']}>
          {title}
        </h2>
        {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
      </header>
      <div className={flush ? styles['flush'] : styles['body']}>{children}</div>
    </section>
  );
}
