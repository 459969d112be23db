import { Button, Field, Input } from '@fluentui/react-components';
import { useId, useState, type ReactNode } from 'react';
import type { RecordsSettings } from '#core/contract/views/records.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { useToast } from '../../ui/useToast.tsx';
import styles from './Settings.module.css';

const zones = Intl.supportedValuesOf('timeZone');

/** The zone in which this workspace's days, deadlines and times are meant. */
export function ZoneForm({ timeZone: { zone, changeable, machine } }: Pick<RecordsSettings, 'timeZone'>): ReactNode {
  const [chosen, setChosen] = useState(zone);
  const save = useCommand('settings.set');
  const say = useToast();
  const list = useId();
  if (!changeable) {
    return (
      <Field label="Time zone" hint="Given when Quayside was started (QUAYSIDE_TIME_ZONE).">
        <Input readOnly value={zone} />
      </Field>
    );
  }
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ timeZone: chosen }, { onSuccess: () => say('Time zone saved', chosen) });
      }}
    >
      <Field
        label="Time zone"
        hint={`Days and deadlines are meant in it. ${machine === zone ? 'It is the one of this machine.' : `This machine is in ${machine}.`}`}
      >
        <Input value={chosen} list={list} onChange={(_, { value }) => setChosen(value)} />
      </Field>
      <datalist id={list}>
        {zones.map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
      <Button type="submit" disabled={save.isPending || chosen === zone || chosen === ''}>
        Save the zone
      </Button>
      {save.error ? <ErrorState error={save.error} doing="save the time zone" /> : null}
    </form>
  );
}
