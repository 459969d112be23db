import { Button } from '@fluentui/react-components';
import { useMemo, useState, type ReactNode } from 'react';
import type { OutputOf } from '#core/contract/endpoints.ts';
import { sheetChanges } from '#core/domain/outboundSheets.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { Card } from '../../ui/Card.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Diff } from '../../ui/Diff.tsx';
import { SaveBar } from '../../ui/SaveBar.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useToast } from '../../ui/useToast.tsx';
import { CodesField } from './CodesField.tsx';
import { SheetFieldInput } from './SheetFieldInput.tsx';
import type { SheetField } from './fields/sheetField.ts';
import { sheetFields, sheetGroupWords } from './sheetFields.ts';
import { SheetHistory } from './SheetHistory.tsx';
import { readable } from './sheetNames.ts';
import { codesId, readSheet, sheetValues } from './sheetValues.ts';
import styles from './Sheets.module.css';

const groups = [...new Set(sheetFields.map(({ group }) => group))];

/** Everything that differs by partner on the way back, edited where it stands and saved together with a reason. */
export function SheetEditor({ view }: { readonly view: OutputOf<'sheets.get'> }): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  const before = useMemo(() => sheetValues(view.sheet), [view.sheet]);
  const [values, setValues] = useState(before);
  const [asked, setAsked] = useState(false);
  const reading = useMemo(() => readSheet(values), [values]);
  const changes = reading.ok ? sheetChanges(view.sheet, reading.sheet).map(readable) : [];
  const problems = reading.ok ? {} : reading.problems;
  const problem = Object.keys(problems).length;
  const field = (one: SheetField): ReactNode => (
    <SheetFieldInput
      key={one.id}
      field={one}
      value={values[one.id] ?? ''}
      changed={values[one.id] !== before[one.id]}
      problem={problems[one.id]}
      onChange={(value) => setValues((all) => ({ ...all, [one.id]: value }))}
    />
  );
  return (
    <>
      <p className={styles['quiet']}>
        {view.version === 0
          ? 'Nobody has saved a sheet yet: these are careful defaults. Everything is reviewed, nothing is sent a second time without a call.'
          : `Version ${view.version} by ${view.who}, ${format.stamp(view.at, now)}: ${view.why}`}
      </p>
      <div className={styles['cards']}>
        {groups.map((group) => (
          <Card key={group} title={sheetGroupWords[group]}>
            <div className={styles['fields']}>{sheetFields.filter((one) => one.group === group).map(field)}</div>
            {group === 'ack' ? (
              <CodesField
                values={values}
                problem={problems[codesId]}
                onChange={(change) => setValues((all) => ({ ...all, ...change }))}
              />
            ) : null}
          </Card>
        ))}
        <Card title="Versions">
          <SheetHistory
            partnerId={view.partnerId}
            vendor={view.vendor}
            current={view.version}
            onTake={(sheet) => setValues(sheetValues(sheet))}
          />
        </Card>
      </div>
      {changes.length === 0 && problem === 0 ? null : (
        <SaveBar
          said={
            problem > 0
              ? `${problem} ${plural(problem, 'field')} cannot be read`
              : `${changes.length} ${plural(changes.length, 'field')} changed: ${changes.map(({ name }) => name).join(', ')}`
          }
          onRevert={() => setValues(before)}
        >
          <Button appearance="primary" disabledFocusable={problem > 0} onClick={() => setAsked(problem === 0)}>
            Save the sheet…
          </Button>
        </SaveBar>
      )}
      {asked && reading.ok ? (
        <SaveDialog view={view} sheet={reading.sheet} changes={changes} onClose={() => setAsked(false)} />
      ) : null}
    </>
  );
}

interface SaveDialogProps {
  readonly view: OutputOf<'sheets.get'>;
  readonly sheet: OutputOf<'sheets.get'>['sheet'];
  readonly changes: Parameters<typeof Diff>[0]['rows'];
  readonly onClose: () => void;
}

function SaveDialog({ view, sheet, changes, onClose }: SaveDialogProps): ReactNode {
  const save = useCommand('sheets.save');
  const say = useToast();
  const { partnerId, vendor, version } = view;
  return (
    <ConfirmDialog
      title="Save the sheet"
      subject={
        <>
          {view.partnerName}
          <Diff rows={changes} />
        </>
      }
      effects={[
        'Documents that are drafted from now on follow it; what is drafted already remembers the version that it was drafted with.',
        'Review, time to undo and correction policy hold at once, also for what waits.',
      ]}
      confirmLabel={`Save ${changes.length} ${plural(changes.length, 'change')}`}
      asksReason
      reasonHint="Kept with the version and your name."
      busy={save.isPending}
      error={save.error}
      onConfirm={(why) =>
        save.mutate(
          { partnerId, vendor, seen: version, sheet, why },
          {
            onSuccess: (saved) => {
              say(`Saved as version ${saved.version}`);
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}
