import { Menu, MenuButton, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons/svg/arrow-download';
import { useState, type ReactNode } from 'react';
import { useAsk } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { saveParts } from '../../lib/csv.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';

const types = { csv: 'text/csv', json: 'application/json' } as const;

/** The audit of the chosen days as a file, with its hashes; it comes in pieces, however long it is. */
export function ExportAudit({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): ReactNode {
  const ask = useAsk();
  const format = useFormat();
  const [taken, setTaken] = useState<number>();
  const [error, setError] = useState<unknown>();

  async function save(kind: keyof typeof types): Promise<void> {
    setError(undefined);
    setTaken(0);
    const pieces: string[] = [];
    let rows = 0;
    let cursor: string | undefined;
    try {
      do {
        const piece = await ask('audit.export', {
          format: kind,
          ...(from === undefined ? {} : { from }),
          ...(to === undefined ? {} : { to }),
          ...(cursor === undefined ? {} : { cursor }),
        });
        pieces.push(piece.text);
        rows += piece.rows;
        setTaken(rows);
        cursor = piece.nextCursor;
      } while (cursor !== undefined);
      saveParts(`quayside-audit.${kind}`, pieces, types[kind]);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setTaken(undefined);
    }
  }

  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <MenuButton size="small" icon={<ArrowDownloadRegular />} disabled={taken !== undefined}>
            {taken === undefined ? 'Export' : `${format.count(taken)} entries…`}
          </MenuButton>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => void save('json')}>JSON: every entry with its hash, to be checked elsewhere</MenuItem>
            <MenuItem onClick={() => void save('csv')}>CSV: for a sheet</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {error === undefined ? null : <ErrorState error={error} doing="export the audit" />}
    </>
  );
}
