import { Button, Tab, TabList } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons/svg/arrow-left';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { useMemo, useState, type ReactNode } from 'react';
import type { ImportPreview } from '#core/contract/views/mappingImports.ts';
import { otherSheetsInWords } from '#core/domain/otherSheets.ts';
import { useCommand, useList } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { kindWords } from '../../lib/mappingWords.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Page } from '../../ui/Page.tsx';
import { ListView } from '../../ui/table/ListView.tsx';
import { useRows } from '../../ui/table/useRows.ts';
import { useToast } from '../../ui/useToast.tsx';
import { importColumns } from './importColumns.tsx';
import { ImportRowPanel } from './ImportRowPanel.tsx';
import { previewRows, type PreviewRow } from './importRows.ts';
import type { PastedCells } from './pasted.ts';
import { columnsOf, nameOfField } from './rowTexts.ts';
import styles from './Mappings.module.css';

export interface ImportScreenProps {
  readonly preview: ImportPreview;
  /** The cells that were pasted; empty for a file. */
  readonly pasted: PastedCells;
  readonly onPreview: (preview: ImportPreview) => void;
  readonly onClose: () => void;
}

const which = ['errors', 'corrections', 'changes', 'notes'] as const;
type Which = (typeof which)[number];
const whichWords: Readonly<Record<Which, string>> = {
  errors: 'Errors',
  corrections: 'To correct',
  changes: 'Changes',
  notes: 'Notes',
};

/** What a file or pasted cells would change, before it is done: errors where they stand and in words. */
export function ImportScreen({ preview, pasted, onPreview, onClose }: ImportScreenProps): ReactNode {
  const { previewId, kind, errors, corrections, notes, added, updated } = preview;
  const format = useFormat();
  const counts: Readonly<Record<Which, number>> = { errors, corrections, changes: added + updated, notes };
  const [shown, setShown] = useState<Which>(() => which.find((one) => counts[one] > 0) ?? 'changes');
  const [asked, setAsked] = useState(false);
  const correct = useCommand('mappings.previewImport');
  const apply = useCommand('mappings.applyImport');
  const undo = useCommand('mappings.undo');
  const drop = useCommand('mappings.dropPreview');
  const say = useToast();
  const list = useRows(useList('mappings.previewRows', { previewId, which: shown, limit: 200 }));
  const rows = useMemo(() => previewRows(list.rows, pasted, nameOfField), [list.rows, pasted]);
  const columns = useMemo(() => importColumns(columnsOf(kind), rows), [kind, rows]);
  const stopped = errors > 0 || corrections > 0;
  const changes = `${format.count(added)} added, ${format.count(updated)} changed`;

  function leave(): void {
    drop.mutate({ previewId });
    onClose();
  }
  function applied(changeSetId: number, woken: number): void {
    say(`${kindWords[kind].many} saved`, `${changes}. ${woken} ${plural(woken, 'order')} looked at again.`, {
      label: 'Undo',
      onPress: () =>
        undo.mutate(
          { changeSetId, why: 'taken back at once' },
          { onSuccess: () => say('Taken back', 'The map is as it was before the import.') },
        ),
    });
    onClose();
  }

  return (
    <Page
      title={`Import ${kindWords[kind].many.toLowerCase()}: ${preview.source}`}
      layout="fill"
      note={`${pasted.size > 0 ? '' : `Read as ${preview.readAs}: `}${changes}, ${format.count(preview.unchanged)} as they are, ${format.count(errors)} ${plural(errors, 'error')}. Nothing is saved yet.`}
      actions={
        <>
          <Button size="small" icon={<ArrowLeftRegular />} onClick={leave}>
            Back without saving
          </Button>
          <Button
            size="small"
            appearance="primary"
            icon={<CheckmarkRegular />}
            disabledFocusable={stopped || added + updated === 0}
            title={stopped ? 'Correct the errors first: either all rows are saved or none' : ''}
            onClick={() => (stopped ? undefined : setAsked(true))}
          >
            Save {format.count(added + updated)} {plural(added + updated, 'row')}…
          </Button>
        </>
      }
    >
      {preview.unknownColumns.length === 0 ? null : (
        <p className={styles['quiet']}>Left alone, because they mean nothing here: {preview.unknownColumns.join(', ')}</p>
      )}
      {preview.otherSheets.length === 0 ? null : (
        <p role="status" className={styles['problem']}>
          {otherSheetsInWords(preview.otherSheets)}
        </p>
      )}
      {errors > 0 ? (
        <p role="status" className={styles['problem']}>
          {format.count(errors)} {plural(errors, 'error')}: either all rows are saved or none. Correct them in the sheet and paste
          or import it again.
        </p>
      ) : null}
      {corrections > 0 ? (
        <div className={styles['inline']} role="status">
          <span>
            {format.count(corrections)} {plural(corrections, 'cell')} can be corrected for you.
          </span>
          <Button
            size="small"
            disabled={correct.isPending}
            onClick={() =>
              correct.mutate(
                { kind, source: { from: 'preview', previewId }, takeCorrections: true },
                { onSuccess: (next) => onPreview(next) },
              )
            }
          >
            Take the corrections
          </Button>
        </div>
      ) : null}
      {correct.error ? <ErrorState error={correct.error} doing="take the corrections" /> : null}
      <ListView<PreviewRow>
        name={`import-${kind}`}
        label="Preview of the import"
        columns={columns}
        list={{ ...list, rows }}
        rowKey={(row) => row.key}
        panel={(panel) => <ImportRowPanel {...panel} />}
        filters={
          <TabList
            size="small"
            aria-label="What is shown"
            selectedValue={shown}
            onTabSelect={(_, { value }) => setShown(which.find((one) => one === value) ?? 'changes')}
          >
            {which.map((one) => (
              <Tab key={one} value={one}>
                {whichWords[one]} ({format.count(counts[one])})
              </Tab>
            ))}
          </TabList>
        }
        empty={
          <EmptyState
            icon={<CheckmarkRegular />}
            title={shown === 'changes' ? 'Nothing changes' : `No ${whichWords[shown].toLowerCase()}`}
          >
            {shown === 'changes' ? 'Every row is in the map as it is.' : 'Look at the other parts of the preview.'}
          </EmptyState>
        }
      />
      {asked ? (
        <ConfirmDialog
          title={`Save ${kindWords[kind].many.toLowerCase()}`}
          subject={preview.source}
          effects={[
            `${changes}, in one step: all of them or none.`,
            'Orders that waited for one of them are looked at again at once.',
            'The whole import can be taken back under Changes.',
          ]}
          confirmLabel="Save"
          asksReason
          reasonHint="Kept in the history of every row with your name."
          busy={apply.isPending}
          error={apply.error}
          onClose={() => setAsked(false)}
          onConfirm={(why) =>
            apply.mutate({ previewId, why }, { onSuccess: ({ changeSetId, woken }) => applied(changeSetId, woken) })
          }
        />
      ) : null}
    </Page>
  );
}
