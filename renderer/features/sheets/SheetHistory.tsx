import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { Diff } from '../../ui/Diff.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import type { Sheet } from './fields/sheetField.ts';
import { readable } from './sheetNames.ts';
import styles from './Sheets.module.css';

interface SheetHistoryProps {
  readonly partnerId: string;
  readonly vendor: string;
  readonly current: number;
  /** Fills the fields with an earlier version; it is saved as a new one. */
  readonly onTake: (sheet: Sheet) => void;
}

/** Every version of the sheet, newest first: who, why, and what it changed. */
export function SheetHistory({ partnerId, vendor, current, onTake }: SheetHistoryProps): ReactNode {
  const list = useRows(useList('sheets.history', { partnerId, vendor, limit: 20 }));
  const format = useFormat();
  const now = useNow(60_000);
  if (list.state === 'error') return <ErrorState error={list.error} onRetry={list.retry} />;
  if (list.state === 'loading') return <Loading rows={3} />;
  if (list.rows.length === 0) return <p className={styles['quiet']}>None yet; the first one is what you save.</p>;
  return (
    <ol className={styles['history']}>
      {list.rows.map((row) => (
        <li key={row.version}>
          <p>
            <b>Version {row.version}</b> by {row.who}, <span title={format.exact(row.at)}>{format.stamp(row.at, now)}</span>:{' '}
            {row.why}
          </p>
          <Diff rows={row.changes.map(readable)} />
          {row.version === current ? null : (
            <Button size="small" onClick={() => onTake(row.sheet)}>
              Take version {row.version}
            </Button>
          )}
        </li>
      ))}
      {list.hasMore ? (
        <li>
          <Button size="small" onClick={list.onEnd}>
            Older versions
          </Button>
        </li>
      ) : null}
    </ol>
  );
}
