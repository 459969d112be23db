import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { PackingImportPreview } from '#core/contract/views/packing.ts';
import { otherSheetsInWords } from '#core/domain/otherSheets.ts';
import { useCommand } from '../../api/ApiContext.tsx';
import { fileToBase64 } from '../../lib/base64.ts';
import { plural } from '../../lib/format.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { FileButton } from '../../ui/FileButton.tsx';
import { useToast } from '../../ui/useToast.tsx';
import styles from './Packing.module.css';

/** A packing list of the warehouse: what it would do, cell by cell where it is wrong, and then all of it at once. */
export function ImportPacking(): ReactNode {
  const [seen, setSeen] = useState<PackingImportPreview>();
  const preview = useCommand('packing.previewImport');
  const apply = useCommand('packing.applyImport');
  const drop = useCommand('packing.dropPreview');
  const say = useToast();
  async function read(chosen: File): Promise<void> {
    preview.mutate({ name: chosen.name, bytes: await fileToBase64(chosen) }, { onSuccess: setSeen });
  }
  function close(): void {
    if (seen) drop.mutate({ previewId: seen.previewId });
    setSeen(undefined);
  }
  const wrong = seen?.slips.filter(({ findings }) => findings.length > 0) ?? [];
  const good = seen !== undefined && seen.errorCount === 0 && wrong.length === 0 && seen.slips.length > 0;
  return (
    <>
      <FileButton
        label="Packing list"
        accept=".csv,.txt,.xlsx"
        disabled={preview.isPending}
        onFile={(chosen) => void read(chosen)}
      >
        Import a packing list…
      </FileButton>
      {preview.error ? <ErrorState error={preview.error} doing="read the packing list" /> : null}
      {seen && good ? (
        <ConfirmDialog
          title="Pack by this list"
          subject={`${seen.source}: ${seen.rows} ${plural(seen.rows, 'row')}, read as ${seen.readAs}`}
          effects={[
            ...otherSheetsSaid(seen),
            ...seen.slips
              .slice(0, 12)
              .map(
                ({ number, cartons, pallets, replaces }) =>
                  `Packing slip ${number}: ${cartons} ${plural(cartons, 'carton')}${pallets > 0 ? `, ${pallets} ${plural(pallets, 'pallet')}` : ''}${replaces ? ', in place of how it is packed' : ''}.`,
              ),
            ...(seen.slips.length > 12 ? [`And ${seen.slips.length - 12} more.`] : []),
            'Their ship notices are looked at again at once.',
          ]}
          confirmLabel={`Pack ${seen.slips.length} ${plural(seen.slips.length, 'slip')}`}
          asksReason
          reasonHint="Kept with the packing and your name."
          busy={apply.isPending}
          error={apply.error}
          onClose={close}
          onConfirm={(why) =>
            apply.mutate(
              { previewId: seen.previewId, why },
              {
                onSuccess: ({ slips, cartons }) => {
                  say('Packed', `${slips} ${plural(slips, 'slip')}, ${cartons} ${plural(cartons, 'carton')}.`);
                  setSeen(undefined);
                },
              },
            )
          }
        />
      ) : null}
      {seen && !good ? <Refused seen={seen} onClose={close} /> : null}
    </>
  );
}

const otherSheetsSaid = ({ otherSheets }: PackingImportPreview): readonly string[] =>
  otherSheets.length === 0 ? [] : [otherSheetsInWords(otherSheets)];

function Refused({ seen, onClose }: { readonly seen: PackingImportPreview; readonly onClose: () => void }): ReactNode {
  const findings = seen.slips.flatMap(({ number, findings: own }) =>
    own.map(({ message }) => `Packing slip ${number}: ${message}`),
  );
  return (
    <section className={styles['refused']} role="alert">
      <div className={styles['row']}>
        <b>
          {seen.source} was not taken: {seen.errorCount + findings.length} {plural(seen.errorCount + findings.length, 'error')}.
          Nothing was changed.
        </b>
        <Button size="small" onClick={onClose}>
          Close
        </Button>
      </div>
      <ul>
        {seen.errors.map(({ row, column, value, sentence }) => (
          <li key={`${row} ${column} ${sentence}`}>
            Row {row}, {column}: “{value}” {sentence}
          </li>
        ))}
        {otherSheetsSaid(seen).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {findings.slice(0, 100).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {seen.errorCount + findings.length === 0 ? <li>It names no packing slip.</li> : null}
      </ul>
    </section>
  );
}
