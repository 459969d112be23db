import { Button, Checkbox, Field, Input, Switch } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { DesktopSettings } from '#core/contract/hostSettings.ts';
import type { DesktopView } from '#core/contract/views/desktop.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { Card } from '../../ui/Card.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { useToast } from '../../ui/useToast.tsx';
import styles from './Settings.module.css';
import { UpdatesCard } from './UpdatesCard.tsx';

/** How the desktop app behaves on this machine and is updated; nothing where the console runs without it. */
export function DesktopCards(): ReactNode {
  const view = useAnswer('desktop.get', {});
  return (
    <Shown answer={view}>
      {(value) =>
        value.available ? (
          <>
            <DesktopForm view={value} />
            <UpdatesCard updates={value.updates} />
          </>
        ) : null
      }
    </Shown>
  );
}

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

function DesktopForm({ view }: { readonly view: Extract<DesktopView, { available: true }> }): ReactNode {
  const [values, setValues] = useState(view.settings);
  const save = useCommand('desktop.set');
  /** The files of this account: workspaces, settings, the app's own log. */
  const open = useCommand('desktop.openFolder');
  const say = useToast();
  const set = (change: Partial<DesktopSettings>): void => setValues({ ...values, ...change });
  const time = (label: string, name: 'quietFrom' | 'quietTo' | 'workFrom' | 'workTo'): ReactNode => (
    <Field label={label}>
      <Input type="time" required value={values[name]} onChange={(_, { value }) => set({ [name]: value })} />
    </Field>
  );
  return (
    <Card
      title="Desktop app"
      actions={
        <Button size="small" title={view.folder} disabled={open.isPending} onClick={() => open.mutate({})}>
          Open the data folder
        </Button>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(values, { onSuccess: () => say('Desktop settings saved', 'They hold from now on.') });
        }}
      >
        {open.error ? <ErrorState error={open.error} doing="open the data folder" /> : null}
        <Field hint={view.loginItem.sentence}>
          <Switch
            label="Start with the computer, in the tray"
            checked={values.loginItem}
            disabled={!view.loginItem.possible}
            onChange={(_, { checked }) => set({ loginItem: checked })}
          />
        </Field>
        <Field hint="Runs by the schedule at most once an hour, and no copy of master data by itself. What you start runs at once.">
          <Switch label="Save data" checked={values.saveData} onChange={(_, { checked }) => set({ saveData: checked })} />
        </Field>
        <Switch label="Notify me" checked={values.notify} onChange={(_, { checked }) => set({ notify: checked })} />
        <div className={styles['hours']}>
          {time('Quiet from', 'quietFrom')}
          {time('Quiet to', 'quietTo')}
        </div>
        <div className={styles['hours']}>
          {time('I usually begin at', 'workFrom')}
          {time('and stop at', 'workTo')}
        </div>
        <Field label="on these days" hint="What falls due before you are usually back is told before you leave.">
          <div role="group" aria-label="Work days">
            {days.map((day, index) => (
              <Checkbox
                key={day}
                label={day}
                checked={values.workDays.includes(index + 1)}
                onChange={(_, { checked }) =>
                  set({
                    workDays: [
                      ...values.workDays.filter((other) => other !== index + 1),
                      ...(checked === true ? [index + 1] : []),
                    ],
                  })
                }
              />
            ))}
          </div>
        </Field>
        <p>{view.secrets.sentence}</p>
        <div>
          <Button type="submit" appearance="primary" disabled={save.isPending || values.workDays.length === 0}>
            Save the desktop settings
          </Button>
        </div>
        {save.error ? <ErrorState error={save.error} doing="save the desktop settings" /> : null}
      </form>
    </Card>
  );
}
