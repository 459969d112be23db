import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import styles from './SaveBar.module.css';

export interface SaveBarProps {
  /** What was changed and is not saved yet. */
  readonly said: ReactNode;
  readonly onRevert: () => void;
  /** The button that saves. */
  readonly children: ReactNode;
}

/** At the foot of a form as long as something in it is not saved. */
export function SaveBar({ said, onRevert, children }: SaveBarProps): ReactNode {
  return (
    <div className={styles['bar']} role="status">
      <span>{said}</span>
      <Button onClick={onRevert}>As it was</Button>
      {children}
    </div>
  );
}
