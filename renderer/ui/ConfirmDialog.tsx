import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Textarea,
} from '@fluentui/react-components';
import { useState, type FormEvent, type ReactNode } from 'react';
import { ErrorState } from './ErrorState.tsx';
import styles from './ConfirmDialog.module.css';

const shortestReason = 3;

export interface ConfirmDialogProps {
  readonly title: string;
  /** What it is about: order, file. */
  readonly subject: ReactNode;
  /** What will happen, one sentence each. */
  readonly effects: readonly string[];
  readonly confirmLabel: string;
  /** True where the action is written into the record with a person's reason. */
  readonly asksReason: boolean;
  /** Where the reason is kept. */
  readonly reasonHint?: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Says what will happen before it does, and asks for the reason that the record keeps. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = props.asksReason && reason.trim().length < shortestReason;
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (!missing && !props.busy) props.onConfirm(reason.trim());
  }
  return (
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : props.onClose())}>
      <DialogSurface className={styles['surface'] ?? ''}>
        <form noValidate onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{props.title}</DialogTitle>
            <DialogContent className={styles['content'] ?? ''}>
              <p className={styles['subject']}>{props.subject}</p>
              <div>
                <p className={styles['lead']}>What will happen</p>
                <ul className={styles['effects']}>
                  {props.effects.map((effect) => (
                    <li key={effect}>{effect}</li>
                  ))}
                </ul>
              </div>
              {props.asksReason ? (
                <Field
                  label="Why"
                  required
                  hint={props.reasonHint ?? "Kept in the order's record with your name."}
                  {...(tried && missing ? { validationMessage: 'Say why, in a few words.' } : {})}
                >
                  <Textarea
                    autoFocus
                    value={reason}
                    maxLength={500}
                    rows={2}
                    onChange={(_, { value }) => setReason(value)}
                    onKeyDown={(event) => {
                      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
                    }}
                  />
                </Field>
              ) : null}
              {props.error ? <ErrorState error={props.error} doing={props.title} /> : null}
            </DialogContent>
            <DialogActions>
              <Button appearance="secondary" onClick={props.onClose}>
                Not now
              </Button>
              <Button appearance="primary" type="submit" disabled={props.busy}>
                {props.busy ? 'Working…' : props.confirmLabel}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
