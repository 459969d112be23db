import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { placeWords } from '../../lib/outboundWords.ts';
import { PanelPart } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './Outbound.module.css';

interface TurnProps {
  readonly turn: NonNullable<OutboundView['turn']>;
}

/** Why a document is not sent yet although nothing is wrong with it: the one that goes first, and the rule that wants it. */
export function Turn({ turn: { text, rule, first } }: TurnProps): ReactNode {
  return (
    <PanelPart title="What it waits for">
      <ul className={styles['problems']}>
        <li>
          {first === undefined ? (
            text
          ) : (
            <>
              <Link to="/documents/$outboundId" params={{ outboundId: String(first.outboundId) }} state={{ fromList: true }}>
                {first.name}
              </Link>{' '}
              <StatusBadge state={placeWords[first.place]} plain />
            </>
          )}
          {rule === undefined ? null : (
            <>
              <p>
                Rule {rule.id}: {rule.title}
              </p>
              <p>What it may cost otherwise: {rule.cost}</p>
            </>
          )}
          <p className={styles['quiet']}>It goes on by itself.</p>
        </li>
      </ul>
    </PanelPart>
  );
}
