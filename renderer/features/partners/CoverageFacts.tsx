import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CoverageRow } from '#core/contract/views/mappings.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { kindWords } from '../../lib/mappingWords.ts';
import { Share } from './Share.tsx';
import styles from './Partners.module.css';

const kinds = ['items', 'locations', 'units'] as const;

/** How much of what a partner ordered is mapped, and the way to what is not. */
export function CoverageFacts({
  partnerId,
  coverage,
}: {
  readonly partnerId: string;
  readonly coverage: CoverageRow | undefined;
}): ReactNode {
  const format = useFormat();
  if (coverage === undefined || coverage.documents.value === 0) return <p className={styles['quiet']}>No order arrived yet.</p>;
  return (
    <dl className={styles['coverage']}>
      {kinds.map((kind) => (
        <div key={kind}>
          <dt>{kindWords[kind].many}</dt>
          <dd>
            <Share percent={coverage[kind].percent} />
          </dd>
          <dd className={styles['quiet']}>{format.count(coverage[kind].mapped)} mapped</dd>
          <dd>
            {coverage[kind].missing === 0 ? (
              <span className={styles['quiet']}>none missing</span>
            ) : (
              <Link to="/missing" search={{ partner: partnerId, kind }}>
                {format.count(coverage[kind].missing)} missing
              </Link>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
