import { Button, Field, Input, ProgressBar, SpinButton, Switch } from '@fluentui/react-components';
import { ArchiveRegular } from '@fluentui/react-icons/svg/archive';
import { useState, type FormEvent, type ReactNode } from 'react';
import type { BackupSettings, BackupState } from '#core/contract/views/records.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { plural, type Format } from '../../lib/format.ts';
import { bytesInWords } from '../../lib/bytes.ts';
import { Card } from '../../ui/Card.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { Facts } from '../../ui/Details.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useToast } from '../../ui/useToast.tsx';
import { BackupDiskNote } from './BackupDiskNote.tsx';
import styles from './Settings.module.css';

const steps = { waiting: 'Waiting for the run to end', copying: 'Copying', checking: 'Checking the copy' } as const;

/** The last good backup with its age, one now, and those that are made by themselves. */
export function BackupCard(): ReactNode {
  const answer = useAnswer('backup.state', {});
  return (
    <Card title="Backup">
      <Shown answer={answer}>{(state) => <Told key={JSON.stringify(state.settings)} state={state} />}</Shown>
    </Card>
  );
}

function Told({ state }: { readonly state: BackupState }): ReactNode {
  return (
    <div className={styles['form']}>
      {state.moved === undefined ? null : <BackupDiskNote folder={state.settings.folder} moved={state.moved} />}
      <LastGood state={state} />
      <Now state={state} />
      <Automatic settings={state.settings} />
      <HowToRestore last={state.last} />
    </div>
  );
}

function LastGood({ state: { last, late, failure, nextAt, settings } }: { readonly state: BackupState }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  return (
    <div className={styles['wide']}>
      {late ? (
        <p role="alert" className={styles['warning']}>
          <StatusBadge
            state={{
              word: last === undefined ? 'No backup yet' : last.there ? 'Backup is old' : 'Backup is gone',
              tone: 'warn',
              meaning: '',
            }}
          />
          {last === undefined
            ? 'If this disk fails, everything here is lost.'
            : last.there
              ? `The last good one is older than ${settings.warnAfterDays} ${plural(settings.warnAfterDays, 'day')}.`
              : `The last good one is not at ${last.folder} any more, or not whole, or its disk is not connected.`}
        </p>
      ) : null}
      {failure === undefined ? null : (
        <p role="alert" className={styles['warning']}>
          <StatusBadge state={{ word: 'Failed', tone: 'bad', meaning: '' }} />
          {format.moment(failure.at, now)}: {failure.message}
        </p>
      )}
      <Facts
        entries={[
          [
            'Last good',
            last === undefined
              ? 'none that this workspace knows of'
              : `${format.age(last.at, now)}, ${bytesInWords(last.bytes)}, checked, by ${last.by}`,
          ],
          ...(last === undefined
            ? []
            : ([
                [
                  'Where',
                  <span key="where" className={styles['withCopy']}>
                    {last.folder}
                    <CopyButton text={last.folder} label="Copy the folder" />
                  </span>,
                ],
              ] as const)),
          ...(nextAt === undefined ? [] : ([['Next', nextWords(nextAt, format, now)]] as const)),
        ]}
      />
    </div>
  );
}

/** The moment, and how soon where that says more than the moment does. */
function nextWords(at: string, format: Format, now: number): string {
  const ahead = format.ahead(at, now);
  return ahead.startsWith('at ') ? format.moment(at, now) : `${format.moment(at, now)}, ${ahead}`;
}

function Now({ state: { running, settings } }: { readonly state: BackupState }): ReactNode {
  const begin = useCommand('backup.now');
  const [folder, setFolder] = useState(settings.folder);
  if (running) {
    return (
      <div className={styles['wide']} role="status">
        <p>
          <b>{steps[running.step]}</b> to {running.folder}
        </p>
        <ProgressBar aria-label={steps[running.step]} {...(running.step === 'copying' ? { value: running.share } : {})} />
      </div>
    );
  }
  return (
    <form
      className={styles['wide']}
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate(folder.trim() === '' ? {} : { folder: folder.trim() });
      }}
    >
      <div className={styles['row']}>
        <Field label="Back up to" className={styles['grow'] ?? ''} hint="A full path: another disk, or a share.">
          <Input value={folder} onChange={(_, { value }) => setFolder(value)} />
        </Field>
        <Button type="submit" icon={<ArchiveRegular />} disabled={begin.isPending || folder.trim() === ''}>
          Back up now
        </Button>
      </div>
      {begin.error ? <ErrorState error={begin.error} doing="make a backup" /> : null}
    </form>
  );
}

const mostCopies = 365;

function Automatic({ settings }: { readonly settings: BackupSettings }): ReactNode {
  const [chosen, setChosen] = useState(settings);
  const save = useCommand('backup.set');
  const say = useToast();
  const { timeZone } = useStatus();
  const change = (next: Partial<BackupSettings>): void => setChosen((before) => ({ ...before, ...next }));
  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate({ ...chosen, folder: chosen.folder.trim() }, { onSuccess: () => say('Backup settings saved') });
  }
  return (
    <form className={styles['form']} onSubmit={submit}>
      <Switch
        label="Make a backup every day"
        checked={chosen.automatic}
        onChange={(_, { checked }) => change({ automatic: checked })}
      />
      {chosen.automatic ? (
        <>
          <Field label="Folder for them" required className={styles['wide'] ?? ''}>
            <Input value={chosen.folder} onChange={(_, { value }) => change({ folder: value })} />
          </Field>
          <div className={styles['hours']}>
            <Field label="From" hint={timeZone}>
              <Input type="time" required value={chosen.at} onChange={(_, { value }) => change({ at: value })} />
            </Field>
            <Whole
              label="Keep"
              hint="the newest; older ones are removed"
              value={chosen.keep}
              onChange={(keep) => change({ keep })}
            />
          </div>
        </>
      ) : null}
      <Whole
        label="Warn when the last good one is older than"
        hint="days"
        value={chosen.warnAfterDays}
        onChange={(warnAfterDays) => change({ warnAfterDays })}
      />
      <Button type="submit" appearance="primary" disabled={save.isPending}>
        Save the backup settings
      </Button>
      {save.error ? <ErrorState error={save.error} doing="save the backup settings" /> : null}
    </form>
  );
}

interface WholeProps {
  readonly label: string;
  readonly hint: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Whole({ label, hint, value, onChange }: WholeProps): ReactNode {
  return (
    <Field label={label} hint={hint}>
      <SpinButton
        min={1}
        max={mostCopies}
        value={value}
        className={styles['narrow'] ?? ''}
        onChange={(_, { value: stepped, displayValue }) => {
          const wanted = stepped ?? Number(displayValue);
          if (Number.isInteger(wanted)) onChange(Math.max(1, Math.min(mostCopies, wanted)));
        }}
      />
    </Field>
  );
}

/** A restore stops the engine, so it is made on the command line; here is what it does and the line to run. */
function HowToRestore({ last }: { readonly last: BackupState['last'] }): ReactNode {
  const { workspace } = useStatus();
  const command = `npm run -s quayside -- restore "${last?.folder ?? 'FOLDER OF THE BACKUP'}" --workspace ${workspace.name}`;
  return (
    <details className={styles['wide']}>
      <summary>How to restore</summary>
      <ol className={styles['steps']}>
        <li>Quit Quayside: a restore never works beside a running engine.</li>
        <li>
          Run{' '}
          <span className={styles['withCopy']}>
            <code>{command}</code>
            <CopyButton text={command} label="Copy the command" />
          </span>
        </li>
        <li>The backup is checked first. What is here now is kept beside it, in a folder &ldquo;replaced-…&rdquo;.</li>
        <li>
          The guard journal stays. Files that were fetched since the backup come back from it, and no sales order is made twice:
          each is looked for in Dynamics before it is made.
        </li>
      </ol>
    </details>
  );
}
