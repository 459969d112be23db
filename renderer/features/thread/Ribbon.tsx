import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { dueWords } from '../../lib/due.ts';
import { outboundKindWords, placesInOrder, placeWords } from '../../lib/outboundWords.ts';
import type { Word } from '../../lib/words/tone.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Way.module.css';

type Answer = ThreadView['answers'][number];
const kinds = ['855', '856', '810'] as const;
const notYet: Word = { word: 'Not yet', tone: 'quiet', meaning: 'Dynamics has posted nothing that asks for it.' };
const postedOnly: Word = {
  word: 'Posted',
  tone: 'info',
  meaning: 'Dynamics posted it; its document is drafted with the next run.',
};
const posted = { '855': 'confirmation', '856': 'packing-slip', '810': 'invoice' } as const;

/** The way of an order: 850, 855, 856, 810, each with where it stands and since when. */
export function Ribbon({ thread }: { readonly thread: ThreadView }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <ol className={styles['ribbon']} aria-label="The way of this order">
      <li>
        <b title="Purchase order">850</b>
        <StatusBadge state={{ word: 'Arrived', tone: 'good', meaning: 'The order of the retailer.' }} plain />
        <small>{format.moment(thread.order.receivedAt, now)}</small>
      </li>
      {kinds.map((kind) => {
        const answers = thread.answers.filter((answer) => answer.kind === kind && answer.place !== 'set-aside');
        const worst = neediest(answers);
        const waits = thread.postings.some((posting) => posting.kind === posted[kind] && posting.state === 'new');
        const at = worst && (worst.collectedAt ?? worst.sentAt ?? worst.createdAt);
        const name = <b title={outboundKindWords[kind]}>{kind}</b>;
        return (
          <li key={kind}>
            <ChevronRightRegular aria-hidden />
            {worst ? (
              <Link to="/documents/$outboundId" params={{ outboundId: String(worst.outboundId) }} state={{ fromList: true }}>
                {name}
              </Link>
            ) : (
              name
            )}
            <StatusBadge state={worst ? placeWords[worst.place] : waits ? postedOnly : notYet} plain />
            {kind === '855' && thread.ackDue !== undefined ? <AckDue due={thread.ackDue} /> : null}
            <small>
              {at === undefined ? '' : format.moment(at, now)}
              {answers.length > 1 ? `, ${answers.length} in all` : ''}
            </small>
          </li>
        );
      })}
    </ol>
  );
}

/** Until the first answer has left its time runs, also while nobody has confirmed the order. */
function AckDue({ due }: { readonly due: string }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const { said, distance, late } = dueWords(due, format, now);
  return (
    <span
      className={late ? styles['late'] : styles['quiet']}
      title={`The first answer is due ${said}, as the partner's sheet says.`}
    >
      due {distance}
    </span>
  );
}

/** Of several documents the one that needs a person most. */
function neediest(answers: readonly Answer[]): Answer | undefined {
  return answers.toSorted((a, b) => placesInOrder.indexOf(a.place) - placesInOrder.indexOf(b.place))[0];
}
