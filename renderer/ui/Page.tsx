import { useEffect, type KeyboardEvent, type ReactNode } from 'react';
import styles from './Page.module.css';

export interface PageProps {
  readonly title: string;
  /** Shown instead of the plain title. */
  readonly heading?: ReactNode;
  /** One line under the title. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** `fill`: the page's own parts scroll; else the page does. */
  readonly layout?: 'scroll' | 'fill';
  readonly children: ReactNode;
}

/** The body of every screen: heading, actions, content. */
export function Page({ title, heading, note, actions, layout = 'scroll', children }: PageProps): ReactNode {
  useEffect(() => {
    document.title = `${title} · Quayside`;
  }, [title]);
  return (
    <div className={layout === 'fill' ? styles['fill'] : styles['scroll']}>
      <header className={styles['header']}>
        <div className={styles['titles']}>
          <h1 tabIndex={-1} className={styles['title']} onKeyDown={intoList}>
            {heading ?? title}
          </h1>
          {note === undefined ? null : <div className={styles['note']}>{note}</div>}
        </div>
        {actions === undefined ? null : <div className={styles['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

/** Every screen begins at its heading; the arrow down goes on into its list, past tabs and buttons. */
function intoList(event: KeyboardEvent<HTMLHeadingElement>): void {
  if (event.key !== 'ArrowDown' || event.target !== event.currentTarget) return;
  const list = event.currentTarget.closest('main')?.querySelector<HTMLElement>('[role="grid"]');
  if (!list) return;
  event.preventDefault();
  list.focus({ preventScroll: true });
}
