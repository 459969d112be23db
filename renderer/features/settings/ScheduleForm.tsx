import { Button, Field, Input, SpinButton, Switch } from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { ScheduleView } from '#core/contract/views/runs.ts';
import { quietHoursFault } from '#core/domain/quietHours.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useToast } from '../../ui/useToast.tsx';
import styles from './Settings.module.css';

const longest = 60;

/** How often a run starts and when none does. */
export function ScheduleForm({ schedule, timeZone }: { readonly schedule: ScheduleView; readonly timeZone: string }): ReactNode {
  const [minutes, setMinutes] = useState(schedule.everyMinutes);
  const [quiet, setQuiet] = useState(schedule.quietFrom !== undefined);
  const [from, setFrom] = useState(schedule.quietFrom ?? '22:00');
  const [to, setTo] = useState(schedule.quietTo ?? '05:00');
  const fault = quiet ? quietHoursFault(from, to) : undefined;
  const save = useCommand('schedule.set');
  const say = useToast();
  const format = useFormat();
  const now = useNow();
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (fault !== undefined) return;
    save.mutate(
      { everyMinutes: minutes, ...(quiet ? { quietFrom: from, quietTo: to } : {}) },
      { onSuccess: () => say('Schedule saved', `Every ${minutes} ${plural(minutes, 'minute')}.`) },
    );
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <Field label="Minutes between runs" hint="1 to 60">
        <SpinButton
          min={1}
          max={longest}
          value={minutes}
          className={styles['narrow'] ?? ''}
          onChange={(_, { value, displayValue }) => {
            const wanted = value ?? Number(displayValue);
            if (Number.isInteger(wanted)) setMinutes(Math.max(1, Math.min(longest, wanted)));
          }}
        />
      </Field>
      <Switch label="Quiet hours: no run starts by itself" checked={quiet} onChange={(_, { checked }) => setQuiet(checked)} />
      {quiet ? (
        <div className={styles['hours']}>
          <Field label="From">
            <Input type="time" required value={from} onChange={(_, { value }) => setFrom(value)} />
          </Field>
          <Field label="To" hint={timeZone} {...(fault === undefined ? {} : { validationMessage: fault })}>
            <Input type="time" required value={to} onChange={(_, { value }) => setTo(value)} />
          </Field>
        </div>
      ) : null}
      <div className={styles['save']}>
        <Button type="submit" appearance="primary" disabled={save.isPending}>
          Save the schedule
        </Button>
        <span className={styles['quiet']}>
          {schedule.paused
            ? 'Paused now: resume on Today.'
            : schedule.nextRunAt
              ? `Next run ${format.time(schedule.nextRunAt)}, ${format.ahead(schedule.nextRunAt, now)}.`
              : ''}
        </span>
      </div>
      {save.error ? <ErrorState error={save.error} doing="save the schedule" /> : null}
    </form>
  );
}
