import type { ReactNode } from 'react';
import type { Tone } from '../../lib/words/tone.ts';
import { ToneIcon } from '../../ui/StatusBadge.tsx';
import styles from './MorningCard.module.css';

interface LookProps {
  readonly tone: Tone;
  readonly title: string;
  readonly children: ReactNode;
}

/** One thing that the morning check looks at. */
export function Look({ tone, title, children }: LookProps): ReactNode {
  return (
    <li className={styles['look']}>
      <ToneIcon tone={tone} />
      <div>
        <b>{title}</b> {children}
      </div>
    </li>
  );
}
