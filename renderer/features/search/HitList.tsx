import type { ReactNode } from 'react';
import type { SearchHit } from '#core/contract/views/orders.ts';
import type { HitGroup } from './groupHits.ts';
import { Hit } from './Hit.tsx';
import styles from './SearchBox.module.css';

export interface HitListProps {
  readonly id: string;
  readonly groups: readonly HitGroup[];
  readonly current: SearchHit | undefined;
  readonly text: string;
  readonly onChoose: (hit: SearchHit) => void;
}

/** The element id of a hit, for the box to point at. */
export const optionId = (list: string, hit: SearchHit): string => `${list}-${hit.threadId}`;

/** The orders found, grouped by what matched. */
export function HitList({ id, groups, current, text, onChoose }: HitListProps): ReactNode {
  return (
    <div id={id} role="listbox" aria-label="Orders found">
      {groups.map((group) => (
        <div key={group.kind} role="group" aria-label={group.kind}>
          <div className={styles['kind']} aria-hidden>
            {group.kind}
          </div>
          {group.hits.map((hit) => (
            <Hit
              key={hit.threadId}
              id={optionId(id, hit)}
              hit={hit}
              text={text}
              active={hit === current}
              onChoose={() => onChoose(hit)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
