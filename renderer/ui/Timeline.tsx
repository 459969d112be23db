import type { ReactNode } from 'react';
import { useFormat } from '../api/StatusContext.tsx';
import type { Tone } from '../lib/words/tone.ts';
import { ToneIcon } from './StatusBadge.tsx';
import { useNow } from './useNow.ts';
import styles from './Timeline.module.css';

/** Something that happened at an instant. */
export interface TimelineEntry {
  readonly id: number;
  readonly at: string;
  readonly what: string;
  readonly who: string;
  readonly detail?: string | undefined;
  readonly tone: 'neutral' | 'good' | 'warn' | 'bad';
}

const tones: Readonly<Record<TimelineEntry['tone'], Tone>> = {
  neutral: 'quiet',
  good: 'good',
  warn: 'warn',
  bad: 'bad',
};

/** What happened, newest first, with who did it. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }): ReactNode {
  const format = useFormat();
  const now = useNow();
  return (
    <ol className={styles['timeline']}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles['entry']}>
          <ToneIcon tone={tones[entry.tone]} />
          <div className={styles['text']}>
            <p>{entry.what}</p>
            {entry.detail === undefined ? null : <p className={styles['detail']}>{entry.detail}</p>}
            <p className={styles['when']}>
              <time dateTime={entry.at} title={format.exact(entry.at)}>
                {format.stamp(entry.at, now)}
              </time>
              {' · '}
              {entry.who}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
