import type { ReactNode } from 'react';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { businessWords } from '../../lib/outboundWords.ts';
import { newestFirst, saidWords } from '../../lib/replies.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Outbound.module.css';

/** What the partner said about a document, newest first. */
export function Replies({ replies }: { readonly replies: OutboundView['replies'] }): ReactNode {
  const format = useFormat();
  const now = useNow();
  if (replies.length === 0) return <p className={styles['quiet']}>Nothing yet.</p>;
  return (
    <ul className={styles['problems']}>
      {newestFirst(replies).map((reply) => (
        <li key={reply.id}>
          <StatusBadge state={businessWords[reply.outcome]} plain /> {reply.kind === 'portal' ? '' : `by ${reply.kind}, `}
          <span title={format.exact(reply.at)}>{format.stamp(reply.at, now)}</span>, {reply.who}
          <Said words={saidWords(reply, format, now)} />
          {reply.text === '' ? null : <p className={styles['theirs']}>{reply.text}</p>}
        </li>
      ))}
    </ul>
  );
}

function Said({ words }: { readonly words: string | undefined }): ReactNode {
  return words === undefined ? null : `, said ${words}`;
}
