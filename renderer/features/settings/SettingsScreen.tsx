import { Button, Field, Radio, RadioGroup, Switch } from '@fluentui/react-components';
import { KeyboardRegular } from '@fluentui/react-icons/svg/keyboard';
import type { ReactNode } from 'react';
import type { RecordsSettings } from '#core/contract/views/records.ts';
import { useAnswer, useHost } from '../../api/ApiContext.tsx';
import { useStatus } from '../../api/StatusContext.tsx';
import { useShowShortcuts } from '../../lib/ShortcutsContext.ts';
import { usePreferences } from '../../lib/PreferencesContext.tsx';
import { Card } from '../../ui/Card.tsx';
import { Facts } from '../../ui/Details.tsx';
import { Page } from '../../ui/Page.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { BackupCard } from './BackupCard.tsx';
import { ConnectionFacts } from './ConnectionFacts.tsx';
import { DesktopCards } from './DesktopCard.tsx';
import { EventsCard } from './EventsCard.tsx';
import { FolderCard } from './FolderCard.tsx';
import { LogCard } from './LogCard.tsx';
import { MasterSchedule } from './MasterSchedule.tsx';
import { ScheduleForm } from './ScheduleForm.tsx';
import { ZoneForm } from './ZoneForm.tsx';
import styles from './Settings.module.css';

/** When it runs, how it looks, where its data lies and what it is connected to. */
export function SettingsScreen(): ReactNode {
  const status = useStatus();
  const settings = useAnswer('settings.get', {});
  const host = useHost();
  return (
    <Page title="Settings">
      <div className={styles['cards']}>
        <Card title="Schedule">
          <ScheduleForm schedule={status.schedule} timeZone={status.timeZone} />
        </Card>
        <BackupCard />
        <MasterSchedule />
        <Shown answer={settings}>
          {(value) => (
            <>
              <FolderCard settings={value} />
              <LogCard log={value.log} />
              <Workspace settings={value} />
            </>
          )}
        </Shown>
        {host === 'desktop' ? <DesktopCards /> : null}
        <Appearance />
        <ConnectionFacts />
        <EventsCard />
      </div>
    </Page>
  );
}

const themes = { system: 'As the system', light: 'Light', dark: 'Dark' } as const;

function Appearance(): ReactNode {
  const [{ theme, singleKeys }, set] = usePreferences();
  const showShortcuts = useShowShortcuts();
  return (
    <Card title="This screen">
      <div className={styles['form']}>
        <Field label="Theme">
          <RadioGroup
            layout="horizontal"
            value={theme}
            onChange={(_, { value }) => set({ theme: value === 'light' || value === 'dark' ? value : 'system' })}
          >
            {Object.entries(themes).map(([value, label]) => (
              <Radio key={value} value={value} label={label} />
            ))}
          </RadioGroup>
        </Field>
        <Switch
          label="Single keys such as ? and g t work"
          checked={singleKeys}
          onChange={(_, { checked }) => set({ singleKeys: checked })}
        />
        <div>
          <Button size="small" icon={<KeyboardRegular />} onClick={showShortcuts}>
            Show the shortcuts
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Workspace({ settings }: { readonly settings: RecordsSettings }): ReactNode {
  const { workspace, version, user, secretsInMemoryOnly } = useStatus();
  const host = useHost();
  return (
    <Card title="Workspace">
      <Facts
        entries={[
          ['Workspace', workspace.word],
          ['Company', workspace.company || 'not named in the connection'],
          ['You are', user],
          ['Version', `${version}, ${host === 'desktop' ? 'desktop app' : 'in the browser'}`],
          [
            'Secrets',
            secretsInMemoryOnly
              ? 'kept in memory only: type them again after a restart'
              : host === 'desktop'
                ? 'kept by this machine, or from the connection'
                : 'from the connection, the environment or a file that only you can read',
          ],
        ]}
      />
      <details className={styles['wide']}>
        <summary>Versions</summary>
        <Facts entries={settings.versions.map(({ name, version: number }) => [name, number] as const)} />
      </details>
      <ZoneForm key={settings.timeZone.zone} timeZone={settings.timeZone} />
    </Card>
  );
}
