import { WarningRegular } from '@fluentui/react-icons/svg/warning';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { policyWords } from '../../lib/outboundWords.ts';
import styles from './Outbound.module.css';

/** On what the partner has already: what a second one may do, and what that may cost. */
export function CorrectionBanner({ view: { correction } }: { readonly view: OutboundView }): ReactNode {
  if (!correction) return null;
  return (
    <section className={styles['banner']} aria-label="The partner has it already">
      <WarningRegular aria-hidden />
      <div>
        <b>The partner has it already. {policyWords[correction.policy]}.</b>
        <p>{correction.warning}</p>
        {correction.by === undefined ? null : (
          <p>
            <Link to="/documents/$outboundId" params={{ outboundId: String(correction.by.outboundId) }}>
              To {correction.by.name}
            </Link>
          </p>
        )}
      </div>
    </section>
  );
}
