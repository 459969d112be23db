import { Button, Field, Textarea } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { FormDialog } from './FormDialog.tsx';
import styles from './AskDialog.module.css';

const shortestReason = 3;

export interface AskDialogProps {
  readonly title: string;
  /** What it is about and what it will do; above the reason. */
  readonly children: ReactNode;
  /** What stands below the reason; `tried` is true once a person wanted to go on with something missing. */
  readonly after?: (tried: boolean) => ReactNode;
  readonly confirmLabel: string;
  /** False while it is not known yet what would happen: the button can be reached and does nothing. */
  readonly ready?: boolean;
  /** True where the action is written into the record with a person's reason. */
  readonly asksReason: boolean;
  /** Where the reason is kept. */
  readonly reasonHint?: string;
  readonly busy: boolean;
  readonly error: unknown;
  /** The same for more than one; it asks for the same reason. */
  readonly more?: { readonly label: string; readonly name: string; readonly onConfirm: (reason: string) => void } | undefined;
  readonly width?: 'narrow' | 'middle' | 'wide';
  readonly onConfirm: (reason: string) => void;
  readonly onClose: () => void;
}

/** Every act that is asked about: what it will do, why, and the button. */
export function AskDialog(props: AskDialogProps): ReactNode {
  const { asksReason, ready = true, busy, more } = props;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = asksReason && reason.trim().length < shortestReason;
  function confirm(then: (reason: string) => void): void {
    setTried(true);
    if (!missing && ready && !busy) then(reason.trim());
  }
  const another =
    more === undefined ? null : (
      <Button appearance="secondary" aria-label={more.name} disabled={busy} onClick={() => confirm(more.onConfirm)}>
        {more.label}
      </Button>
    );
  return (
    <FormDialog
      title={props.title}
      surface={styles[props.width ?? 'narrow']}
      confirmLabel={props.confirmLabel}
      busy={busy}
      ready={ready}
      // Where nothing is asked, Enter goes on as soon as it is said what will happen.
      focused={props.ready === true && !asksReason}
      others={another}
      error={props.error}
      onSubmit={() => confirm(props.onConfirm)}
      onClose={props.onClose}
    >
      {props.children}
      {asksReason ? (
        <Field
          label="Why"
          required
          hint={props.reasonHint ?? 'Kept in the record with your name.'}
          {...(tried && missing ? { validationMessage: 'Say why, in a few words.' } : {})}
        >
          <Textarea autoFocus value={reason} maxLength={500} rows={2} onChange={(_, { value }) => setReason(value)} />
        </Field>
      ) : null}
      {props.after?.(tried)}
    </FormDialog>
  );
}

/** What it is about, in one line. */
export function AskSubject({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles['subject']}>{children}</div>;
}

/** What will happen, one sentence each. */
export function AskEffects({ effects }: { readonly effects: readonly string[] }): ReactNode {
  return (
    <div>
      <p className={styles['lead']}>What will happen</p>
      <ul className={styles['effects']}>
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
    </div>
  );
}
