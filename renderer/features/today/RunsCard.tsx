import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RunRow } from '#core/contract/views/runs.ts';
import { outboundKinds } from '#core/domain/outbound.ts';
import type { RunFigure } from '#core/domain/runFigures.ts';
import { useFormat } from '../../api/StatusContext.tsx';
import { figureWords } from '../../lib/runWords.ts';
import { outcomeWords, triggerWords } from '../../lib/words/engine.ts';
import { Card } from '../../ui/Card.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import styles from './RunsCard.module.css';

/** The latest runs with what they did. */
export function RunsCard({ runs }: { readonly runs: readonly RunRow[] }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <Card title="Recent runs" flush>
      {runs.length === 0 ? (
        <p className={styles['none']}>No run yet. The first one starts by itself.</p>
      ) : (
        <div className={styles['scroll']} role="group" aria-label="Recent runs" tabIndex={0}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">Started ({format.zone(now)})</th>
                <th scope="col">Outcome</th>
                <th scope="col" className={styles['number']}>
                  Files
                </th>
                <th scope="col" className={styles['number']}>
                  Orders made
                </th>
                <th scope="col" className={styles['number']}>
                  Parked
                </th>
                <th scope="col" className={styles['number']}>
                  Held
                </th>
                <th scope="col">Sent</th>
                <th scope="col" className={styles['number']}>
                  Requests
                </th>
                <th scope="col" className={styles['number']}>
                  Took
                </th>
              </tr>
            </thead>
            <tbody>
              {runs.map((run) => (
                <Run key={run.id} run={run} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function Run({ run }: { readonly run: RunRow }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const { summary } = run;
  const figure = (name: RunFigure, value: number | undefined): ReactNode => {
    if (value === undefined) return '';
    if (value === 0) return '–';
    return (
      <Link to="/runs/$runId" params={{ runId: String(run.id) }} search={{ figure: name }} title={figureWords[name].full}>
        {format.count(value)}
      </Link>
    );
  };
  const asked = run.requests.map((request) => `${request.remote} ${request.operation}: ${request.count}`).join('\n');
  return (
    <tr>
      <td>
        <Link to="/runs" search={{ run: run.id }} title="This run in full">
          {format.moment(run.startedAt, now)}
        </Link>{' '}
        <span className={styles['trigger']}>{triggerWords[run.trigger].toLowerCase()}</span>
      </td>
      <td>
        <StatusBadge
          state={{ ...outcomeWords[run.outcome], ...(run.message === undefined ? {} : { meaning: run.message }) }}
          plain
        />
      </td>
      <td className={styles['number']}>{figure('files.stored', summary?.files.stored)}</td>
      <td className={styles['number']}>{figure('orders.created', summary?.orders.created)}</td>
      <td className={styles['number']}>{figure('documents.parked', summary?.documents.parked)}</td>
      <td className={styles['number']}>{figure('documents.held', summary?.documents.held)}</td>
      <td>
        <Sent run={run} figure={figure} />
      </td>
      <td className={styles['number']} title={asked}>
        {summary ? format.count(summary.requests.sps + summary.requests.dynamics) : ''}
      </td>
      <td className={styles['number']}>{summary ? format.duration(summary.durationMs) : ''}</td>
    </tr>
  );
}

interface SentProps {
  readonly run: RunRow;
  readonly figure: (name: RunFigure, value: number | undefined) => ReactNode;
}

/** What went out, by kind: each number opens its documents. */
function Sent({ run: { summary }, figure }: SentProps): ReactNode {
  if (summary === undefined) return '';
  const sent = outboundKinds.filter((kind) => (summary.outbound?.sent[kind] ?? 0) > 0);
  if (sent.length === 0) return '–';
  return sent.map((kind, index) => (
    <span key={kind}>
      {index === 0 ? '' : ' · '}
      <span className={styles['trigger']}>{kind}</span> {figure(`outbound.sent.${kind}`, summary.outbound?.sent[kind])}
    </span>
  ));
}
