import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { dueWords } from '../../lib/due.ts';
import { businessWord, outboundName, placeWords, postingWords } from '../../lib/outboundWords.ts';
import { Card } from '../../ui/Card.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Way.module.css';

type Posting = ThreadView['postings'][number];
const postingStates: Readonly<Record<Posting['state'], string>> = {
  new: 'not looked at yet',
  drafted: 'drafted',
  'not-ours': 'not ours',
  adopted: 'taken over by hand',
  corrected: 'corrected in Dynamics',
  ignored: 'asks for no document',
};

/** What answers this order, oldest first, and what Dynamics posted of it. */
export function AnswersCard({ thread: { answers, postings, ackDue } }: { readonly thread: ThreadView }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <Card title={answers.length > 1 ? `Documents (${answers.length})` : 'Documents'}>
      {answers.length + postings.length === 0 ? (
        <p className={styles['quiet']}>
          None yet. They are drafted when Dynamics confirms, ships or bills it.
          {ackDue === undefined ? '' : ` Nobody has confirmed it: its 855 is due ${dueWords(ackDue, format, now).said}.`}
        </p>
      ) : null}
      <ul className={styles['answers']}>
        {answers.map((answer) => (
          <li key={answer.outboundId}>
            <div className={styles['answerHead']}>
              <Link to="/documents/$outboundId" params={{ outboundId: String(answer.outboundId) }} state={{ fromList: true }}>
                {outboundName(answer)}
              </Link>
              <StatusBadge state={placeWords[answer.place]} />
            </div>
            {answer.waitsFor === undefined ? null : <p>{answer.waitsFor}</p>}
            <p className={styles['quiet']}>
              {format.moment(answer.collectedAt ?? answer.sentAt ?? answer.createdAt, now)}
              {answer.business === 'none' ? '' : `, ${businessWord(answer).word.toLowerCase()}`}
            </p>
          </li>
        ))}
      </ul>
      {postings.length === 0 ? null : (
        <details className={styles['postings']}>
          <summary>Posted in Dynamics ({postings.length})</summary>
          <ul>
            {postings.map((posting) => (
              <li key={`${posting.kind} ${posting.number} ${posting.date}`}>
                {postingWords[posting.kind]} {posting.number}, {format.day(posting.date, now)}: {postingStates[posting.state]}
                {posting.message === '' ? null : <p className={styles['quiet']}>{posting.message}</p>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}
