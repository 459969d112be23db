import type { ReactNode } from 'react';
import type { DraftProblem } from '#core/contract/views/workspaces.ts';
import styles from './Connections.module.css';

interface ChoicesProps {
  readonly label: string;
  readonly problems: readonly DraftProblem[];
  /** List items. */
  readonly children: ReactNode;
}

/** Several boxes under one heading, with what is wrong about the choice. A `Field` would give its name to each of them. */
export function Choices({ label, problems, children }: ChoicesProps): ReactNode {
  return (
    <fieldset className={styles['group']}>
      <legend>{label}</legend>
      <ul className={styles['choices']}>{children}</ul>
      <div role="status">
        {problems.map(({ message, severity }) => (
          <p key={message} className={severity === 'error' ? styles['problem'] : styles['warning']}>
            {message}
          </p>
        ))}
      </div>
    </fieldset>
  );
}
