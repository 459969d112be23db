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
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { OutboundPreview, OutboundResult } from '#core/contract/views/outbound.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { worthInWords, worthOf } from '../../lib/worth.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { actTexts, documentsInWords, type Act } from './acts.ts';
import { useActCommand } from './useActCommand.ts';
import styles from './Outbound.module.css';

const shortestReason = 3;

export interface ActDialogProps {
  readonly act: Act;
  readonly outboundIds: readonly number[];
  readonly onClose: () => void;
  readonly onDone: (result: OutboundResult) => void;
}

/** What an act will do, document by document, with its money and what is left alone; why is asked once for all. */
export function ActDialog({ act, outboundIds, onClose, onDone }: ActDialogProps): ReactNode {
  const text = actTexts[act];
  const preview = useAnswer('outbound.preview', { act, outboundIds: [...outboundIds] });
  const command = useActCommand(act);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const will = preview.data?.will ?? [];
  const form = useRef<HTMLFormElement>(null);
  const ready = will.length > 0 && !text.asksReason;
  // Where nothing is asked, Enter goes on as soon as it is said what will happen.
  useEffect(() => {
    if (ready) form.current?.querySelector<HTMLElement>('[type=submit]')?.focus();
  }, [ready]);
  const missing = text.asksReason && reason.trim().length < shortestReason;
  function submit(event: FormEvent): void {
    event.preventDefault();
    setTried(true);
    if (!missing && will.length > 0 && !command.busy) command.run(will, reason.trim(), onDone);
  }
  return (
    <Dialog open onOpenChange={(_, { open }) => (open ? undefined : onClose())}>
      <DialogSurface className={styles['dialog'] ?? ''}>
        <form ref={form} noValidate onSubmit={submit}>
          <DialogBody>
            <DialogTitle>{text.label}</DialogTitle>
            <DialogContent className={styles['dialogContent'] ?? ''}>
              <p>{text.effect}</p>
              <Shown answer={preview}>{(value) => <Effects preview={value} />}</Shown>
              {text.asksReason ? (
                <Field
                  label="Why"
                  required
                  hint="Kept in the record of each document with your name."
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
              {command.error ? <ErrorState error={command.error} doing={text.label} /> : null}
            </DialogContent>
            <DialogActions>
              <Button appearance="secondary" onClick={onClose}>
                Not now
              </Button>
              <Button appearance="primary" type="submit" disabledFocusable={command.busy || will.length === 0}>
                {command.busy ? 'Working…' : `${text.label}: ${documentsInWords(will.length)}`}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

const shown = 200;

/** The list: each document, what it is worth, and what happens to it; then what is left alone and why. */
function Effects({ preview: { will, not } }: { readonly preview: OutboundPreview }): ReactNode {
  const format = useFormat();
  const worth = worthOf(will);
  return (
    <>
      {will.length === 0 ? (
        <p>It would change none of these.</p>
      ) : (
        <>
          <p>
            <b>{documentsInWords(will.length)}</b>
            {worth.length === 0 ? '' : `, ${worthInWords(worth, format)}`}
          </p>
          <div className={styles['effects']} role="group" aria-label="What will happen" tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">Document</th>
                  <th scope="col">Partner</th>
                  <th scope="col">Order</th>
                  <th scope="col" className={styles['end']}>
                    Amount
                  </th>
                  <th scope="col">What happens</th>
                </tr>
              </thead>
              <tbody>
                {will.slice(0, shown).map((row) => (
                  <tr key={row.outboundId}>
                    <td>
                      <b>
                        {row.kind} {row.number}
                      </b>
                    </td>
                    <td>{row.partnerName}</td>
                    <td>{row.purchaseOrder}</td>
                    <td className={styles['end']}>{row.amount === undefined ? '' : format.money(row.amount, row.currency)}</td>
                    <td>{row.happens}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {will.length > shown ? <p>And {format.count(will.length - shown)} more.</p> : null}
        </>
      )}
      {not.length === 0 ? null : (
        <div>
          <p>
            <b>{documentsInWords(not.length)}</b> left as it is:
          </p>
          <ul className={styles['left']}>
            {not.slice(0, 20).map((row) => (
              <li key={row.outboundId}>
                {row.number}: {row.why}
              </li>
            ))}
          </ul>
          {not.length > 20 ? <p>And {format.count(not.length - 20)} more.</p> : null}
        </div>
      )}
    </>
  );
}
