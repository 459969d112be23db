import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { useAnswer, useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useNow } from '../../ui/useNow.ts';
import { DraftText } from './DraftText.tsx';
import styles from './Outbound.module.css';

/** Every time that the document was drafted, newest first; each can be read as it was then. */
export function Versions({ row }: { readonly row: OutboundView['row'] }): ReactNode {
  const { outboundId, versionId: current } = row;
  const [shown, setShown] = useState<number>();
  const list = useRows(useList('outbound.versions', { outboundId, limit: 50 }));
  const format = useFormat();
  const now = useNow(60_000);
  if (shown !== undefined) return <OldVersion outboundId={outboundId} versionId={shown} onClose={() => setShown(undefined)} />;
  if (list.state === 'error') return <ErrorState error={list.error} onRetry={list.retry} />;
  if (list.state === 'loading') return <Loading rows={4} />;
  return (
    <div className={styles['padded']}>
      <ol className={styles['sends']} aria-label="Versions">
        {list.rows.map(({ versionId, builtAt, corrections }) => (
          <li key={versionId} className={styles['sendHead']}>
            <span title={format.exact(builtAt)}>Drafted {format.stamp(builtAt, now)}</span>
            <span className={styles['quiet']}>
              {corrections === 0 ? 'no corrections' : `${corrections} ${plural(corrections, 'correction')}`}
            </span>
            {versionId === current ? (
              <b>The one that holds</b>
            ) : (
              <Button size="small" onClick={() => setShown(versionId)}>
                Read it
              </Button>
            )}
          </li>
        ))}
      </ol>
      {list.hasMore ? (
        <Button size="small" onClick={list.onEnd}>
          Older versions
        </Button>
      ) : null}
    </div>
  );
}

interface OldVersionProps {
  readonly outboundId: number;
  readonly versionId: number;
  readonly onClose: () => void;
}

/** What an earlier version said; nothing of it can be changed any more. */
function OldVersion({ outboundId, versionId, onClose }: OldVersionProps): ReactNode {
  const draft = useAnswer('outbound.draft', { outboundId, versionId });
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <>
      <div className={styles['oldVersion']}>
        <Button size="small" autoFocus onClick={onClose}>
          All versions
        </Button>
        <span role="status">
          {draft.data === undefined
            ? ''
            : `As it was drafted ${format.stamp(draft.data.builtAt, now)}. Another version took its place.`}
        </span>
      </div>
      <Shown answer={draft} loading={<Loading rows={10} />}>
        {(value) => <DraftText draft={value} path={`${value.kind}-${value.number}.xml`} at={undefined} open={false} />}
      </Shown>
    </>
  );
}
