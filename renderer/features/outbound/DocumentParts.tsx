import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import styles from './Outbound.module.css';

/** The parts of the documents that leave: all of them, the lost answers, what Dynamics posted that is not ours. */
export function DocumentParts(): ReactNode {
  const format = useFormat();
  const counts = useAnswer('outbound.counts', {});
  const unknown = counts.data?.places.unknown.value ?? 0;
  return (
    <nav className={styles['parts']} aria-label="Parts of the documents">
      <Link to="/documents" activeOptions={{ exact: true, includeSearch: false }}>
        All documents
      </Link>
      <Link to="/documents/unknown">Lost answers{unknown === 0 ? '' : ` (${format.count(unknown)})`}</Link>
      <Link to="/documents/packing">Packing</Link>
      <Link to="/documents/not-ours">Not ours</Link>
    </nav>
  );
}
