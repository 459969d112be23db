import { Button, Field, SpinButton } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { MasterStateView } from '#core/contract/views/master.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { Card } from '../../ui/Card.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useToast } from '../../ui/useToast.tsx';
import styles from './Settings.module.css';

const most = 168;

/** How often the copy of Dynamics' master data is read anew. */
export function MasterSchedule(): ReactNode {
  const answer = useAnswer('master.state', {});
  return (
    <Card title="Master data of Dynamics">
      <Shown answer={answer}>{(state) => <Form key={state.everyHours} state={state} />}</Shown>
    </Card>
  );
}

function Form({ state }: { readonly state: MasterStateView }): ReactNode {
  const [hours, setHours] = useState(state.everyHours);
  const save = useCommand('master.setSchedule');
  const now = useCommand('master.syncNow');
  const say = useToast();
  const format = useFormat();
  const clock = useNow(60_000);
  const error = save.error ?? now.error;
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ everyHours: hours }, { onSuccess: () => say('Schedule of master data saved') });
      }}
    >
      <Field label="Hours between readings" hint={`1 to ${most}; it never gets in the way of a run`}>
        <SpinButton
          min={1}
          max={most}
          value={hours}
          className={styles['narrow'] ?? ''}
          onChange={(_, { value, displayValue }) => {
            const wanted = value ?? Number(displayValue);
            if (Number.isInteger(wanted)) setHours(Math.max(1, Math.min(most, wanted)));
          }}
        />
      </Field>
      <div className={styles['save']}>
        <Button type="submit" appearance="primary" disabled={save.isPending}>
          Save the hours
        </Button>
        <Button disabled={now.isPending || state.running} onClick={() => now.mutate({})}>
          Read now
        </Button>
        <span className={styles['quiet']}>
          {state.running
            ? 'It is being read now.'
            : state.nextAt === undefined
              ? ''
              : `Next ${format.moment(state.nextAt, clock)}.`}
        </span>
      </div>
      {error ? <ErrorState error={error} doing="set the schedule of master data" /> : null}
    </form>
  );
}
