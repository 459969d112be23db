import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react';
import styles from './SidePanel.module.css';

export interface SidePanelProps {
  readonly title: string;
  /** A state, beside the title. */
  readonly badge?: ReactNode;
  readonly note?: ReactNode;
  /** True when a person went in by Enter: the focus goes to the heading, or to what carries `data-first`. */
  readonly focused: boolean;
  readonly onClose: () => void;
  /** Stays in sight at the bottom: the act that the panel leads to. */
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** One row of a list in full, beside the list. Escape closes it and leads back to the row. */
export function SidePanel(props: SidePanelProps): ReactNode {
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  const { focused, onClose } = props;
  const arrived = useRef(false);
  useEffect(() => {
    const element = panel.current;
    if (!focused || arrived.current || !element) {
      arrived.current &&= focused;
      return;
    }
    // What is to have the focus may still be on its way; until then the heading has it, and nobody who moved on is called back.
    const heading = element.querySelector('h2');
    const waiting = document.activeElement === heading;
    if (!waiting && element.contains(document.activeElement)) return;
    const first = element.querySelector<HTMLElement>('[data-first]');
    arrived.current = first !== null;
    (first ?? heading)?.focus({ preventScroll: true });
  });
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  }
  return (
    <aside ref={panel} className={styles['panel']} aria-labelledby={id} onKeyDown={onKeyDown}>
      <header className={styles['head']}>
        <div className={styles['titles']}>
          <h2 id={id} tabIndex={-1} className={styles['title']}>
            {props.title}
          </h2>
          {props.badge}
        </div>
        <Button
          size="small"
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label="Close (Esc)"
          title="Close (Esc)"
          onClick={onClose}
        />
      </header>
      {props.note === undefined ? null : <div className={styles['note']}>{props.note}</div>}
      <div className={styles['body']} tabIndex={0} role="group" aria-label="Details">
        {props.children}
      </div>
      {props.footer === undefined ? null : <footer className={styles['footer']}>{props.footer}</footer>}
    </aside>
  );
}

/** A titled part of a panel. */
export function PanelPart({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className={styles['part']}>
      <div className={styles['partHead']}>
        <h3>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  );
}
