import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { DraftView } from '#core/contract/views/drafts.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { Diff } from '../../ui/Diff.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './Outbound.module.css';

/** What people typed in place of drafted values; each can be taken back while the document has not left. */
export function Corrections({ draft, open }: { readonly draft: DraftView; readonly open: boolean }): ReactNode {
  const format = useFormat();
  const now = useNow();
  const command = useCommand('outbound.uncorrect');
  const { outboundId, versionId } = draft;
  return (
    <>
      <ul className={styles['problems']}>
        {draft.corrections.map((one) => (
          <li key={one.path}>
            <Diff
              rows={[
                {
                  name: one.path,
                  before: one.before === '' ? 'empty' : one.before,
                  after: one.value === '' ? 'left out' : one.value,
                },
              ]}
            />
            <p className={styles['quiet']}>
              {one.who}, {format.stamp(one.at, now)}: {one.reason}
            </p>
            {open ? (
              <Button
                size="small"
                disabledFocusable={command.isPending}
                onClick={() => command.mutate({ outboundId, versionId, path: one.path })}
              >
                Take back
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {command.error ? <ErrorState error={command.error} doing="take back the correction" /> : null}
    </>
  );
}
