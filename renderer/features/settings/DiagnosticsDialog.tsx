import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { useAnswer, useAsk } from '../../api/ApiContext.tsx';
import { bytesInWords } from '../../lib/bytes.ts';
import { saveBytes } from '../../lib/csv.ts';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Shown } from '../../ui/Shown.tsx';
import styles from './Settings.module.css';

/** What goes to support, all of it shown before it is saved; secrets and tokens are never in it. */
export function DiagnosticsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [hideNames, setHideNames] = useState(true);
  const [error, setError] = useState<unknown>();
  const answer = useAnswer('diagnostics.preview', { hideNames });
  const ask = useAsk();
  async function save(): Promise<void> {
    try {
      const { name, base64 } = await ask('diagnostics.bundle', { hideNames });
      saveBytes(
        name,
        Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0)),
        'application/zip',
      );
      setError(undefined);
    } catch (thrown) {
      setError(thrown);
    }
  }
  return (
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : onClose())}>
      <DialogSurface className={styles['surface'] ?? ''}>
        <DialogBody>
          <DialogTitle>For support</DialogTitle>
          <DialogContent>
            <p>Secrets, tokens, mail addresses and the texts of documents are never in it. Look through it before you send it.</p>
            <Checkbox
              label="Leave out names of people and of this machine"
              checked={hideNames}
              onChange={(_, { checked }) => setHideNames(checked === true)}
            />
            <Shown answer={answer}>
              {({ parts }) => (
                <div className={styles['parts']}>
                  {parts.map((part) => (
                    <details key={part.name}>
                      <summary>
                        <b>{part.name}</b> {part.what} ({bytesInWords(part.bytes)})
                      </summary>
                      <pre className={styles['text']} tabIndex={0} aria-label={part.name}>
                        {part.text}
                      </pre>
                    </details>
                  ))}
                </div>
              )}
            </Shown>
            {error === undefined ? null : <ErrorState error={error} doing="save the diagnostics" />}
          </DialogContent>
          <DialogActions fluid>
            <CopyButton
              labelled
              appearance="secondary"
              label="Copy the short form"
              disabled={answer.data === undefined}
              text={() => answer.data?.summary ?? ''}
            />
            <Button appearance="primary" disabled={answer.data === undefined} onClick={() => void save()}>
              Save as zip
            </Button>
            <Button onClick={onClose}>Close</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
