import type { ReactNode } from 'react';
import type { HoldView } from '#core/contract/views/attention.ts';
import type { TriageMember } from '#core/contract/views/triage.ts';
import { ChangeDesk } from '../changes/ChangeDesk.tsx';
import { HoldAnswers, type HoldAnswersProps } from '../holds/HoldAnswers.tsx';
import type { FixParts } from './GroupFix.tsx';
import styles from './Fixes.module.css';

/** A change that is decided here, and written to Dynamics by Quayside. */
export const isChange = ({ cause }: Pick<HoldView, 'cause'>): boolean => cause === 'change' || cause === 'replacement';

interface ChangeFixProps {
  readonly hold: HoldView;
  readonly documentId: number;
  readonly member: TriageMember;
  /** Changes that were made by hand are marked so together. */
  readonly siblings?: HoldAnswersProps['siblings'];
  readonly onDone: () => void;
  readonly render: (parts: FixParts) => ReactNode;
}

/** A change of the retailer, decided where it waits; what a person did in Dynamics by hand is said beside it. */
export function ChangeFix({ hold, documentId, member, siblings, onDone, render }: ChangeFixProps): ReactNode {
  return (
    <ChangeDesk
      documentId={documentId}
      render={({ body, acts }) =>
        render({
          body,
          footer: (
            <div className={styles['answers']}>
              {acts}
              <HoldAnswers
                beside
                hold={hold}
                purchaseOrder={member.purchaseOrder}
                onAnswered={onDone}
                {...(siblings ? { siblings } : {})}
              />
            </div>
          ),
        })
      }
    />
  );
}
