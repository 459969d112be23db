import { ArrowSyncCircleRegular } from '@fluentui/react-icons/svg/arrow-sync-circle';
import { CheckmarkCircleRegular } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { ErrorCircleRegular } from '@fluentui/react-icons/svg/error-circle';
import { HourglassHalfRegular } from '@fluentui/react-icons/svg/hourglass-half';
import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import type { Tone, Word } from '../lib/words/tone.ts';
import styles from './StatusBadge.module.css';

const icons: Readonly<Record<Tone, ReactNode>> = {
  good: <CheckmarkCircleRegular />,
  info: <ArrowSyncCircleRegular />,
  wait: <HourglassHalfRegular />,
  warn: <WarningRegular />,
  bad: <ErrorCircleRegular />,
  quiet: <CircleRegular />,
};

/** The icon of a tone alone, where the word stands beside it. */
export function ToneIcon({ tone }: { readonly tone: Tone }): ReactNode {
  return (
    <span className={`${styles['icon']} ${styles[tone]}`} aria-hidden>
      {icons[tone]}
    </span>
  );
}

/** A state as icon and word; colour only underlines it. */
export function StatusBadge({ state, plain = false }: { readonly state: Word; readonly plain?: boolean }): ReactNode {
  return (
    <span className={`${styles['badge']} ${plain ? styles['plain'] : ''} ${styles[state.tone]}`} title={state.meaning}>
      <span className={styles['icon']} aria-hidden>
        {icons[state.tone]}
      </span>
      <span className={styles['word']}>{state.word}</span>
    </span>
  );
}
