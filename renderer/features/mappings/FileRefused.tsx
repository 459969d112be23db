import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { shownError } from '../../lib/errorTexts.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';

export interface FileRefusedProps {
  readonly title: string;
  readonly error: unknown;
  /** Given where a file was read: reads it once more as what Excel calls CSV. */
  readonly onOldEncoding: (() => void) | undefined;
  readonly onClose: () => void;
}

/** Why a file was not read or written; where it is only in an old form, a person who sees that may say so. */
export function FileRefused({ title, error, onOldEncoding, onClose }: FileRefusedProps): ReactNode {
  const old = onOldEncoding && shownError(error).message.includes('Read as Windows-1252');
  return (
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : onClose())}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            <ErrorState error={error} doing={title} />
          </DialogContent>
          <DialogActions>
            {old ? <Button onClick={onOldEncoding}>Read it as Windows-1252</Button> : null}
            <Button appearance="primary" onClick={onClose}>
              Close
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
