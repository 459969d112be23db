import { LockClosedRegular } from '@fluentui/react-icons/svg/lock-closed';
import type { ReactNode } from 'react';
import { CopyButton } from '../ui/CopyButton.tsx';
import styles from './SessionScreen.module.css';

const openCommand = 'npm run -s quayside -- open';

const sentences = {
  expired: {
    title: 'This page is not signed in any more',
    text: 'Quayside was started anew, so the page needs a new key. Your data and the engine are not affected.',
  },
  none: {
    title: 'This page needs a key',
    text: 'The console opens only with a link that Quayside makes for you, so that no other program on this computer can read your orders.',
  },
  used: {
    title: 'This link was used already',
    text: 'A link works once and for ten minutes. If you followed it yourself, the console is open in another tab.',
  },
  'no-answer': {
    title: 'Quayside does not answer',
    text: 'It may have been closed. Start it with npm start, or ask for a new link if it runs.',
  },
} as const;

/** Everything a person sees who is not signed in: why, and the one command that helps. */
export function SessionScreen({ why }: { readonly why: keyof typeof sentences }): ReactNode {
  const { title, text } = sentences[why];
  return (
    <main className={styles['screen']}>
      <div className={styles['card']}>
        <LockClosedRegular className={styles['icon'] ?? ''} aria-hidden />
        <h1>{title}</h1>
        <p>{text}</p>
        <p>In the folder of Quayside, run:</p>
        <div className={styles['command']}>
          <code>{openCommand}</code>
          <CopyButton text={openCommand} label="Copy command" />
        </div>
      </div>
    </main>
  );
}
