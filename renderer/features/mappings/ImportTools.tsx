import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowExportRegular } from '@fluentui/react-icons/svg/arrow-export';
import { ClipboardPasteRegular } from '@fluentui/react-icons/svg/clipboard-paste';
import { useState, type ReactNode } from 'react';
import type { ImportPreview } from '#core/contract/views/mappingImports.ts';
import type { MappingKind } from '#core/domain/mapping.ts';
import { useAsk, useCommand } from '../../api/ApiContext.tsx';
import { base64ToBytes, fileToBase64 } from '../../lib/base64.ts';
import { saveBytes } from '../../lib/csv.ts';
import { FileButton } from '../../ui/FileButton.tsx';
import { FileRefused } from './FileRefused.tsx';
import { PasteDialog } from './PasteDialog.tsx';
import type { PastedCells } from './pasted.ts';

export interface ImportToolsProps {
  readonly kind: MappingKind;
  readonly partnerId?: string | undefined;
  readonly onPreview: (preview: ImportPreview, pasted: PastedCells) => void;
}

interface Problem {
  readonly title: string;
  readonly error: unknown;
  readonly file?: File;
}

const none: PastedCells = new Map();
const types = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** Rows of the map out of and into files and the clipboard. */
export function ImportTools({ kind, partnerId, onPreview }: ImportToolsProps): ReactNode {
  const [pasting, setPasting] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const preview = useCommand('mappings.previewImport');
  const ask = useAsk();

  async function read(chosen: File, said: { readonly encoding?: 'windows-1252' } = {}): Promise<void> {
    setProblem(undefined);
    try {
      const bytes = await fileToBase64(chosen);
      onPreview(await preview.mutateAsync({ kind, source: { from: 'file', name: chosen.name, bytes, ...said } }), none);
    } catch (error) {
      setProblem({ title: `${chosen.name} was not read`, error, file: chosen });
    }
  }
  async function save(format: 'csv' | 'xlsx'): Promise<void> {
    setProblem(undefined);
    try {
      const made = await ask('mappings.export', { kind, format, ...(partnerId === undefined ? {} : { partnerId }) });
      saveBytes(made.name, base64ToBytes(made.bytes), types[format]);
    } catch (error) {
      setProblem({ title: 'The export was not made', error });
    }
  }
  const refused = problem?.file;

  return (
    <>
      <Button size="small" icon={<ClipboardPasteRegular />} onClick={() => setPasting(true)}>
        Paste from Excel
      </Button>
      <FileButton
        label="File to import"
        accept=".csv,.txt,.tsv,.xlsx,.xlsm"
        disabled={preview.isPending}
        onFile={(chosen) => void read(chosen)}
      >
        {preview.isPending ? 'Comparing…' : 'Import a file'}
      </FileButton>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" icon={<ArrowExportRegular />}>
            Export
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => void save('xlsx')}>All rows as Excel workbook</MenuItem>
            <MenuItem onClick={() => void save('csv')}>All rows as CSV</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {problem === undefined ? null : (
        <FileRefused
          title={problem.title}
          error={problem.error}
          onOldEncoding={refused && (() => void read(refused, { encoding: 'windows-1252' }))}
          onClose={() => setProblem(undefined)}
        />
      )}
      {pasting ? (
        <PasteDialog
          kind={kind}
          onClose={() => setPasting(false)}
          onPreview={(made, pasted) => {
            setPasting(false);
            onPreview(made, pasted);
          }}
        />
      ) : null}
    </>
  );
}
