import type { ReactNode } from 'react';
import type { HoldView } from '#core/contract/views/attention.ts';
import { FixPlace } from '../fixes/FixPlace.tsx';
import styles from './Holds.module.css';

export interface HoldFactsProps {
  readonly consequence: string;
  readonly nextStep: string;
  readonly fix?: HoldView['fix'];
  readonly differences?: HoldView['differences'];
}

/** What happens if nothing is done, what to do, and what differs. */
export function HoldFacts({ consequence, nextStep, fix, differences = [] }: HoldFactsProps): ReactNode {
  return (
    <dl className={styles['facts']}>
      <div>
        <dt>If nothing is done</dt>
        <dd>{consequence}</dd>
      </div>
      <div>
        <dt>Next step</dt>
        <dd>
          {/* A paragraph, so that the link in it is known by more than its colour. */}
          <p>
            {nextStep} <FixPlace fix={fix} />
          </p>
        </dd>
      </div>
      {differences.length > 0 ? (
        <div>
          <dt>What differs</dt>
          <dd>
            {/* Long lists scroll, so that the answers stay in sight; the keyboard must reach them. */}
            <ul className={styles['differences']} tabIndex={0} aria-label="What differs">
              {differences.map((difference, index) => (
                // Two lines may differ in the same words; the list never changes.
                <li key={index}>{difference}</li>
              ))}
            </ul>
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
