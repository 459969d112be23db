import type { ReactNode } from 'react';
import type { StatusView } from '#core/contract/views/status.ts';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { errorTexts, isErrorCode, supportText } from '../../lib/errorTexts.ts';
import { healthWords } from '../../lib/words/engine.ts';
import { Card } from '../../ui/Card.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Details } from '../../ui/Details.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './ConnectionsCard.module.css';

/** Whether both sides answer, since when, and what to do where they do not. */
export function ConnectionsCard(): ReactNode {
  const { sps, dynamics } = useStatus();
  return (
    <Card title="Connections">
      <div className={styles['connections']}>
        <Health name="SPS Commerce" health={sps} />
        <Health name="Dynamics 365" health={dynamics} />
      </div>
    </Card>
  );
}

function Health({ name, health }: { readonly name: string; readonly health: StatusView['sps'] }): ReactNode {
  const { version, workspace } = useStatus();
  const format = useFormat();
  const now = useNow();
  const troubled = health.state === 'failing' || health.state === 'waiting';
  const known = isErrorCode(health.code) ? errorTexts[health.code] : undefined;
  return (
    <div>
      <div className={styles['line']}>
        <b>{name}</b>
        <span className={styles['age']} {...(health.lastGoodAt === undefined ? {} : { title: format.exact(health.lastGoodAt) })}>
          {health.lastGoodAt === undefined ? 'no answer yet' : `answered ${format.age(health.lastGoodAt, now)}`}
        </span>
        <StatusBadge state={healthWords[health.state]} />
      </div>
      {troubled ? (
        <div className={styles['trouble']}>
          {known ? <p className={styles['title']}>{known.title}</p> : null}
          {health.message === undefined ? null : <p>{health.message}</p>}
          {health.until === undefined ? null : <p>Asked again {format.ahead(health.until, now)}.</p>}
          {known ? <p className={styles['step']}>{known.nextStep}</p> : null}
          <CopyButton
            labelled
            label="Copy for support"
            text={() =>
              supportText(
                {
                  code: isErrorCode(health.code) ? health.code : 'internal',
                  message: health.message ?? '',
                  details: health.details ?? {},
                },
                [`Quayside ${version}, ${workspace.word} workspace`, `connection: ${name}`, `at: ${new Date(now).toISOString()}`],
              )
            }
          />
          <Details values={health.details} />
        </div>
      ) : null}
    </div>
  );
}
