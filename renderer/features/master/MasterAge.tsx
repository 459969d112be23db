import { Button, Popover, PopoverSurface, PopoverTrigger } from '@fluentui/react-components';
import { ArrowSyncRegular } from '@fluentui/react-icons/svg/arrow-sync';
import { DatabaseRegular } from '@fluentui/react-icons/svg/database';
import type { ReactNode } from 'react';
import type { MasterStateView } from '#core/contract/views/master.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { masterSetWords } from '../../lib/mappingWords.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useJustChanged } from '../../ui/useJustChanged.ts';
import { useNow } from '../../ui/useNow.ts';
import styles from './Master.module.css';

/** How fresh the copy of Dynamics' master data is, what is read right now, and reading it anew. */
export function MasterAge(): ReactNode {
  const state = useAnswer('master.state', {});
  const sync = useCommand('master.syncNow');
  const cancel = useCommand('master.cancel');
  const running = state.data?.running === true;
  const turned = useJustChanged(running);
  if (state.data === undefined) return null;
  return (
    <div className={styles['age']}>
      <Popover positioning="below-end" trapFocus>
        <PopoverTrigger disableButtonEnhancement>
          <Button size="small" appearance="subtle" icon={<DatabaseRegular />} title="What was read from Dynamics, and when">
            <Age state={state.data} />
          </Button>
        </PopoverTrigger>
        <PopoverSurface className={styles['sets'] ?? ''} aria-label="Master data">
          <SetList state={state.data} />
        </PopoverSurface>
      </Popover>
      {running ? (
        <Button size="small" disabledFocusable={turned || cancel.isPending} onClick={() => cancel.mutate({})}>
          Stop
        </Button>
      ) : (
        <Button
          size="small"
          icon={<ArrowSyncRegular />}
          disabledFocusable={turned || sync.isPending}
          onClick={() => sync.mutate({})}
        >
          Sync now
        </Button>
      )}
      {sync.error ? <ErrorState error={sync.error} doing="read the master data" /> : null}
    </div>
  );
}

function Age({ state }: { readonly state: MasterStateView }): ReactNode {
  const format = useFormat();
  const now = useNow();
  if (state.running) {
    const set = state.sets.find(({ progress }) => progress !== undefined);
    const read = state.sets.reduce((sum, { rows, progress }) => sum + (progress?.read ?? rows), 0);
    const what = set ? `${masterSetWords[set.set].toLowerCase()} of ${set.company || 'all companies'}` : 'master data';
    return (
      <span role="status">
        Reading {what}: {format.count(set?.progress?.read ?? read)} rows
      </span>
    );
  }
  if (state.finishedAt === undefined) return 'Master data not read yet';
  return (
    <>
      Master data {format.age(state.finishedAt, now)}
      {state.message === undefined ? '' : ', last sync incomplete'}
    </>
  );
}

function SetList({ state }: { readonly state: MasterStateView }): ReactNode {
  const format = useFormat();
  const now = useNow();
  if (state.sets.length === 0) return <p>Nothing was read yet. “Sync now” reads it in the background.</p>;
  return (
    <>
      {state.message === undefined ? null : <p className={styles['message']}>{state.message}</p>}
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">From Dynamics</th>
            <th scope="col">Company</th>
            <th scope="col" className={styles['number']}>
              Rows
            </th>
            <th scope="col">Read</th>
          </tr>
        </thead>
        <tbody>
          {state.sets.map((set) => (
            <tr key={`${set.set} ${set.company}`} title={set.entitySet}>
              <td>{masterSetWords[set.set]}</td>
              <td>{set.company || 'all'}</td>
              <td className={styles['number']}>{format.count(set.rows)}</td>
              <td>
                {set.missing
                  ? 'not offered by this environment'
                  : set.progress
                    ? `${format.count(set.progress.read)} so far`
                    : set.finishedAt === undefined
                      ? 'never'
                      : format.age(set.finishedAt, now)}
                {set.incompleteSince === undefined ? '' : ' (a later one was cut off)'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles['quiet']}>
        Read every {state.everyHours} hours{state.nextAt === undefined ? '' : `, next ${format.ahead(state.nextAt, now)}`}.
      </p>
    </>
  );
}
