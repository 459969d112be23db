import { Button } from '@fluentui/react-components';
import { ChevronDownRegular } from '@fluentui/react-icons/svg/chevron-down';
import { ChevronRightRegular } from '@fluentui/react-icons/svg/chevron-right';
import { DocumentSearchRegular } from '@fluentui/react-icons/svg/document-search';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { HoldView } from '#core/contract/views/attention.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { attentionWords } from '../../lib/words/attention.ts';
import { causeWords } from '../../lib/words/holds.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import { ChangeDesk } from '../changes/ChangeDesk.tsx';
import { OtherOrdersOf } from '../changes/OtherOrders.tsx';
import { isChange } from '../fixes/ChangeFix.tsx';
import { HoldAnswers } from '../holds/HoldAnswers.tsx';
import { HoldFacts } from '../holds/HoldFacts.tsx';
import styles from './Thread.module.css';

export interface HoldCardProps {
  readonly hold: HoldView;
  readonly purchaseOrder: string;
  /** The first is open, so that the document stays in sight where there are many. */
  readonly openAtFirst: boolean;
  readonly onShow: () => void;
}

/** What the desk of changes does not answer, and may be about another order of its number. */
const mayMove: ReadonlySet<HoldView['cause']> = new Set(['cancellation', 'change-tie']);

/** Why this order waits for a person, and the answers it takes. */
export function HoldCard({ hold, purchaseOrder, openAtFirst, onShow }: HoldCardProps): ReactNode {
  const [open, setOpen] = useState(openAtFirst);
  const format = useFormat();
  const now = useNow();
  const change = isChange(hold);
  const word = attentionWords[hold.cause === 'gap' ? 'parked' : 'held'];
  return (
    <section className={styles['hold']} aria-label={causeWords[hold.cause]}>
      <div className={styles['holdHead']}>
        <StatusBadge state={word} />
        <h2>{hold.message}</h2>
        <Button
          size="small"
          appearance="subtle"
          icon={open ? <ChevronDownRegular /> : <ChevronRightRegular />}
          aria-expanded={open}
          aria-label={open ? 'Fold' : 'Unfold'}
          onClick={() => setOpen(!open)}
        />
      </div>
      {open ? (
        <>
          <HoldFacts
            consequence={hold.consequence}
            nextStep={hold.nextStep}
            {...(hold.fix ? { fix: hold.fix } : {})}
            {...(hold.differences && !change ? { differences: hold.differences } : {})}
          />
          {change && hold.documentId !== undefined ? <ChangeDesk documentId={hold.documentId} /> : null}
          {mayMove.has(hold.cause) && hold.documentId !== undefined ? <OtherOrdersOf documentId={hold.documentId} /> : null}
          <div className={styles['holdFoot']}>
            <HoldAnswers hold={hold} purchaseOrder={purchaseOrder} beside={change} />
            {hold.outboundId === undefined ? null : (
              <Link to="/documents/$outboundId" params={{ outboundId: String(hold.outboundId) }} state={{ fromList: true }}>
                Open the document
              </Link>
            )}
            {hold.documentId === undefined ? null : (
              <Button size="small" appearance="subtle" icon={<DocumentSearchRegular />} onClick={onShow}>
                Show in the document
              </Button>
            )}
            <span className={styles['quiet']}>
              {causeWords[hold.cause]}
              {hold.rule === undefined ? '' : `, rule ${hold.rule}`}, since {format.stamp(hold.openedAt, now)}
            </span>
          </div>
        </>
      ) : null}
    </section>
  );
}
