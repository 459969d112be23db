import { Button, ProgressBar } from '@fluentui/react-components';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { StopRegular } from '@fluentui/react-icons/svg/stop';
import type { ReactNode } from 'react';
import type { StatusView } from '#core/contract/views/status.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { engineWords, outcomeWords, phaseWords, standstillWord, triggerWords } from '../../lib/words/engine.ts';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Details.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import { PauseControl } from './PauseControl.tsx';
import styles from './EngineCard.module.css';

/** The engine: what it does now, its last and next run, and the words it takes. */
export function EngineCard(): ReactNode {
  const { engine, engineMessage, progress, standstill } = useStatus();
  const broken = engine === 'failed' || engine === 'stopped';
  const runNow = useCommand('engine.runNow');
  const cancel = useCommand('engine.cancelRun');
  const running = engine === 'running';
  const failure = runNow.error ?? cancel.error;
  return (
    <Card
      title="Engine"
      actions={<StatusBadge state={standstill && engine === 'idle' ? standstillWord(standstill) : engineWords[engine]} />}
    >
      <div className={styles['engine']}>
        {broken && engineMessage !== undefined ? <p>{engineMessage}</p> : null}
        {progress ? <Progress progress={progress} /> : <Times />}
        <div className={styles['buttons']}>
          {/* Each has its own place: one that turned into the other under the hand cancelled the run that it was pressed for. */}
          <Button
            size="small"
            appearance="primary"
            icon={<PlayRegular />}
            disabledFocusable={running || runNow.isPending || engine === 'starting'}
            onClick={() => runNow.mutate({})}
          >
            Run now
          </Button>
          <Button
            size="small"
            icon={<StopRegular />}
            disabledFocusable={!running || cancel.isPending}
            onClick={() => cancel.mutate({})}
          >
            Cancel run
          </Button>
          <PauseControl />
        </div>
        {failure ? <ErrorState error={failure} doing="run" /> : null}
      </div>
    </Card>
  );
}

function Progress({ progress }: { readonly progress: NonNullable<StatusView['progress']> }): ReactNode {
  const format = useFormat();
  const { phase, done, total, trigger, startedAt } = progress;
  return (
    <div className={styles['progress']} role="status">
      <div className={styles['phase']}>
        <b>{phaseWords[phase]}</b>
        <span>{total > 0 ? `${format.count(done)} of ${format.count(total)}` : ''}</span>
      </div>
      <ProgressBar aria-label={phaseWords[phase]} {...(total > 0 ? { value: Math.min(1, done / total) } : {})} />
      <p className={styles['quiet']}>
        Started {format.time(startedAt)}, {triggerWords[trigger].toLowerCase()}
      </p>
    </div>
  );
}

function Times(): ReactNode {
  const { lastRun, schedule, sps, dynamics } = useStatus();
  const format = useFormat();
  const now = useNow();
  const made = lastRun?.summary?.orders.created ?? 0;
  const files = lastRun?.summary?.files.stored ?? 0;
  const sent = Object.values(lastRun?.summary?.outbound?.sent ?? {}).reduce((sum, count) => sum + count, 0);
  // What a connection says stands with the connection, below.
  const said = [sps.message, dynamics.message].includes(lastRun?.message) ? undefined : lastRun?.message;
  const next = schedule.paused
    ? 'paused'
    : schedule.nextRunAt
      ? `${format.time(schedule.nextRunAt)}, ${format.ahead(schedule.nextRunAt, now)}`
      : 'not planned';
  return (
    <Facts
      entries={[
        ['Next run', next],
        ['Every', `${schedule.everyMinutes} ${plural(schedule.everyMinutes, 'minute')}${quiet(schedule)}`],
        [
          'Last run',
          lastRun ? (
            <>
              {format.age(lastRun.endedAt ?? lastRun.startedAt, now)} <StatusBadge state={outcomeWords[lastRun.outcome]} plain />
            </>
          ) : (
            'none yet'
          ),
        ],
        ...(lastRun?.summary
          ? ([
              [
                'It did',
                `${files} ${plural(files, 'file')}, ${made} ${plural(made, 'sales order')}${sent === 0 ? '' : `, ${sent} sent`}`,
              ],
            ] as const)
          : []),
        ...(said === undefined ? [] : ([['It said', said]] as const)),
      ]}
    />
  );
}

function quiet(schedule: StatusView['schedule']): string {
  return schedule.quietFrom && schedule.quietTo ? `, quiet ${schedule.quietFrom} to ${schedule.quietTo}` : '';
}
