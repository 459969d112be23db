import type { ReactNode } from 'react';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { outboundName, sendAttemptWords, sendWords } from '../../lib/outboundWords.ts';
import { Attempt } from '../../ui/Attempt.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { Evidence } from './Evidence.tsx';
import { sendSupportText } from './supportText.ts';
import styles from './Outbound.module.css';

/** Every file that was sent or tried, with its attempts and the request ids that SPS asks for. */
export function SendHistory({ view }: { readonly view: OutboundView }): ReactNode {
  const format = useFormat();
  const { version, workspace } = useStatus();
  if (view.sends.length === 0) return <p className={styles['quiet']}>It has not left.</p>;
  return (
    <ul className={styles['sends']}>
      {view.sends.map((send) => (
        <li key={send.sendId}>
          <div className={styles['sendHead']}>
            <StatusBadge state={sendWords[send.state]} plain />
            <span className={styles['file']}>{send.remotePath}</span>
            <CopyButton
              label="Copy for support"
              labelled
              text={() =>
                sendSupportText({
                  name: outboundName(view.row),
                  row: view.row,
                  send,
                  version,
                  workspace: workspace.word,
                  exact: format.exact,
                })
              }
            />
          </div>
          {send.settled === undefined ? null : <p>{send.settled}</p>}
          {send.state === 'unknown' ? <Evidence evidence={send.evidence} /> : null}
          <ul className={styles['tries']}>
            {send.attempts.map((attempt) => (
              <li key={attempt.id}>
                <Attempt
                  state={sendAttemptWords[attempt.outcome]}
                  startedAt={attempt.startedAt}
                  answered={attempt.status === undefined ? undefined : `HTTP ${attempt.status}`}
                  message={attempt.message}
                  requestId={attempt.requestId}
                />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
