import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { PriceNote } from '#core/contract/views/prices.ts';
import { toTsv } from '../../lib/csv.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import styles from './Fixes.module.css';

/** The sentence and the table for the buyer, to be copied into a mail. */
export function BuyerNote({ note, onClose }: { readonly note: PriceNote; readonly onClose: () => void }): ReactNode {
  const table = [note.header, ...note.rows];
  return (
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : onClose())}>
      <DialogSurface className={styles['surface'] ?? ''}>
        <DialogBody>
          <DialogTitle>Tell the buyer</DialogTitle>
          <DialogContent className={styles['content'] ?? ''}>
            <p className={styles['subject']}>{note.subject}</p>
            <p className={styles['noteText']}>{note.text}</p>
            <div className={styles['noteTable']} tabIndex={0} role="group" aria-label="Table for the buyer">
              <table className={styles['table']}>
                <thead>
                  <tr>
                    {note.header.map((name) => (
                      <th key={name} scope="col">
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {note.rows.map((cells, index) => (
                    // Rows have no names of their own; the table never changes.
                    <tr key={index}>
                      {cells.map((cell, at) => (
                        <td key={note.header[at]}>{cell}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Close</Button>
            <CopyButton
              labelled
              appearance="primary"
              label="Copy for the buyer"
              text={() => `${note.subject}\n\n${note.text}\n\n${toTsv(table)}\n`}
            />
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
