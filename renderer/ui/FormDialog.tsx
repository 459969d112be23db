import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle } from '@fluentui/react-components';
import { useEffect, useRef, type FormEvent, type ReactNode } from 'react';
import { ErrorState } from './ErrorState.tsx';
import styles from './FormDialog.module.css';

export interface FormDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  /** What the button says while it works. */
  readonly busyLabel?: string;
  readonly busy?: boolean;
  /** False while there is nothing to go on with: the button can be reached and does nothing. */
  readonly ready?: boolean;
  /** True where Enter shall go on: the button takes the focus. */
  readonly focused?: boolean;
  /** Other acts, between leaving and going on. */
  readonly others?: ReactNode;
  readonly error?: unknown;
  /** What was tried, for the words of the error; the title where it says so itself. */
  readonly doing?: string;
  /** Classes where the dialog is wider than usual, or its fields stand side by side. */
  readonly surface?: string | undefined;
  readonly content?: string | undefined;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
}

/** The frame of every dialog with fields: what is filled in, what went wrong, and the button. Ctrl+Enter goes on from a text. */
export function FormDialog(props: FormDialogProps): ReactNode {
  const { title, busy = false, ready = true, focused = false } = props;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (focused) form.current?.querySelector<HTMLElement>('[type=submit]')?.focus();
  }, [focused]);
  function submit(event: Pick<FormEvent, 'preventDefault'>): void {
    event.preventDefault();
    if (ready && !busy) props.onSubmit();
  }
  return (
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : props.onClose())}>
      <DialogSurface className={props.surface ?? ''}>
        <form
          ref={form}
          noValidate
          onSubmit={submit}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={props.content ?? styles['content'] ?? ''}>
              {props.children}
              {props.error ? <ErrorState error={props.error} doing={props.doing ?? title} /> : null}
            </DialogContent>
            <DialogActions>
              <Button appearance="secondary" onClick={props.onClose}>
                Not now
              </Button>
              {props.others}
              <Button appearance="primary" type="submit" autoFocus={focused} disabledFocusable={busy || !ready}>
                {busy ? (props.busyLabel ?? 'Working…') : props.confirmLabel}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
