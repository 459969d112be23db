import { Button } from '@fluentui/react-components';
import { DocumentSearchRegular } from '@fluentui/react-icons/svg/document-search';
import type { ReactNode } from 'react';
import type { HoldView } from '#core/contract/views.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { attentionWords, causeWords } from '../../lib/words.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import { HoldAnswers } from '../holds/HoldAnswers.tsx';
import { HoldFacts } from '../holds/HoldFacts.tsx';
import styles from './Thread.module.css';

/** Why this order waits for a person, and the answers it takes. */
export function HoldCard({ hold, onShow }: { readonly hold: HoldView; readonly onShow: () => void }): ReactNode {
  const format = useFormat();
  const now = useNow();
  const word = attentionWords[hold.cause === 'gap' ? 'parked' : 'held'];
  return (
    <section className={styles['hold']} aria-label={causeWords[hold.cause]}>
      <div className={styles['holdHead']}>
        <StatusBadge state={word} />
        <h2>{hold.message}</h2>
      </div>
      <HoldFacts
        consequence={hold.consequence}
        nextStep={hold.nextStep}
        {...(hold.differences ? { differences: hold.differences } : {})}
      />
      <div className={styles['holdFoot']}>
        <HoldAnswers hold={hold} />
        {hold.path === undefined ? null : (
          <Button size="small" appearance="subtle" icon={<DocumentSearchRegular />} onClick={onShow}>
            Show in the document
          </Button>
        )}
        <span className={styles['quiet']}>
          {causeWords[hold.cause]}
          {hold.rule === undefined ? '' : `, rule ${hold.rule}`}, since {format.moment(hold.openedAt, now)}
        </span>
      </div>
    </section>
  );
}
