import { Button, ProgressBar } from '@fluentui/react-components';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RunRow } from '#core/contract/views/runs.ts';
import type { RunFailure, RunView } from '#core/contract/views/records.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { errorTexts } from '../../lib/errorTexts.ts';
import { plural } from '../../lib/format.ts';
import { figureWords } from '../../lib/runWords.ts';
import { outcomeWords, phaseWords, triggerWords } from '../../lib/words/engine.ts';
import { Facts } from '../../ui/Details.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { PanelPart, SidePanel } from '../../ui/SidePanel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import type { PanelProps } from '../../ui/table/ListView.tsx';
import styles from './Runs.module.css';

/** One run in full: its numbers, each the way to its rows; what went wrong; every request that it made. */
export function RunPanel({ row, focused, onClose }: PanelProps<RunRow>): ReactNode {
  const format = useFormat();
  const answer = useAnswer('runs.get', { runId: row.id });
  return (
    <SidePanel
      title={`Run ${row.id}`}
      badge={<StatusBadge state={outcomeWords[row.outcome]} />}
      note={`${triggerWords[row.trigger]}, started ${format.exact(row.startedAt)}`}
      focused={focused}
      onClose={onClose}
    >
      {row.outcome === 'running' ? <Progress runId={row.id} /> : null}
      <Shown answer={answer}>{(view) => <Told view={view} />}</Shown>
    </SidePanel>
  );
}

function Told({ view: { run, figures, failures } }: { readonly view: RunView }): ReactNode {
  const format = useFormat();
  // What a failure says stands with it, below.
  const said = failures.some(({ message }) => message === run.message) ? undefined : run.message;
  return (
    <>
      {said === undefined ? null : <p className={styles['said']}>{said}</p>}
      <PanelPart title="What it did">
        {figures.length === 0 ? (
          <p className={styles['quiet']}>
            {run.outcome === 'running'
              ? 'Its numbers come at its end.'
              : run.summary
                ? 'There was nothing to do.'
                : 'It ended before it could write its numbers down.'}
          </p>
        ) : (
          <ul className={styles['figures']}>
            {figures.map(({ figure, count }) => (
              <li key={figure}>
                <Link
                  to="/runs/$runId"
                  params={{ runId: String(run.id) }}
                  search={{ figure }}
                  className={styles['figure'] ?? ''}
                  title={`Show ${count === 1 ? 'it' : `these ${format.count(count)}`}`}
                >
                  <b>{format.count(count)}</b> {figureWords[figure].full}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </PanelPart>
      {failures.length === 0 ? null : (
        <PanelPart title="What went wrong">
          {failures.map((failure) => (
            <Failure key={`${failure.code} ${failure.message}`} failure={failure} />
          ))}
        </PanelPart>
      )}
      <PanelPart title="Requests">
        {run.requests.length === 0 ? (
          <p className={styles['quiet']}>{run.outcome === 'running' ? 'They are counted at its end.' : 'None.'}</p>
        ) : (
          <Requests requests={run.requests} />
        )}
      </PanelPart>
      {run.endedAt === undefined ? null : (
        <PanelPart title="Times">
          <Facts
            entries={[
              ['Started', format.exact(run.startedAt)],
              ['Ended', format.exact(run.endedAt)],
              ['Took', run.summary ? format.duration(run.summary.durationMs) : 'not known'],
            ]}
          />
        </PanelPart>
      )}
    </>
  );
}

function Failure({ failure }: { readonly failure: RunFailure }): ReactNode {
  const { title, nextStep } = errorTexts[failure.code];
  return (
    <div className={styles['failure']}>
      <p>
        <b>{title}</b>
        {failure.count > 1 ? ` (${failure.count} ${plural(failure.count, 'time')})` : ''}
      </p>
      <p>{failure.message}</p>
      <p className={styles['quiet']}>{nextStep}</p>
    </div>
  );
}

const remotes = { sps: 'SPS', dynamics: 'Dynamics' } as const;

function Requests({ requests }: { readonly requests: RunRow['requests'] }): ReactNode {
  const format = useFormat();
  const total = requests.reduce((sum, { count }) => sum + count, 0);
  return (
    <table className={styles['requests']}>
      <thead>
        <tr>
          <th scope="col">To</th>
          <th scope="col">For</th>
          <th scope="col">Times</th>
        </tr>
      </thead>
      <tbody>
        {requests.map(({ remote, operation, count }) => (
          <tr key={`${remote} ${operation}`}>
            <td>{remotes[remote]}</td>
            <td>{operation}</td>
            <td>{format.count(count)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            All
          </th>
          <td>{format.count(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** How far the run that goes on is, and the word that ends it. */
function Progress({ runId }: { readonly runId: number }): ReactNode {
  const { progress } = useStatus();
  const format = useFormat();
  const cancel = useCommand('engine.cancelRun');
  if (progress?.runId !== runId) return null;
  const { phase, done, total } = progress;
  return (
    <div className={styles['progress']} role="status">
      <div className={styles['phase']}>
        <b>{phaseWords[phase]}</b>
        <span>{total > 0 ? `${format.count(done)} of ${format.count(total)}` : ''}</span>
      </div>
      <ProgressBar aria-label={phaseWords[phase]} {...(total > 0 ? { value: Math.min(1, done / total) } : {})} />
      <div>
        <Button size="small" icon={<StopRegular />} disabled={cancel.isPending} onClick={() => cancel.mutate({})}>
          Cancel this run
        </Button>
      </div>
      <p className={styles['quiet']}>What was begun is brought to its end; the next run goes on with the rest.</p>
      {cancel.error ? <ErrorState error={cancel.error} doing="cancel the run" /> : null}
    </div>
  );
}
