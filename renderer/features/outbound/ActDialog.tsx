import type { ReactNode } from 'react';
import type { OutboundPreview, OutboundResult } from '#core/contract/views/outbound.ts';
import { worthOf } from '#core/domain/currency.ts';
import { useAnswer } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { worthInWords } from '../../lib/worth.ts';
import { AskDialog } from '../../ui/AskDialog.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { actTexts, documentsInWords, type Act } from './acts.ts';
import { useActCommand } from './useActCommand.ts';
import styles from './Outbound.module.css';

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
  const will = preview.data?.will ?? [];
  return (
    <AskDialog
      title={text.label}
      confirmLabel={`${text.label}: ${documentsInWords(will.length)}`}
      ready={will.length > 0}
      asksReason={text.asksReason}
      reasonHint="Kept in the record of each document with your name."
      busy={command.busy}
      error={command.error}
      width="wide"
      onConfirm={(reason) => command.run(will, reason, onDone)}
      onClose={onClose}
    >
      <p>{text.effect}</p>
      <Shown answer={preview}>{(value) => <Effects preview={value} />}</Shown>
    </AskDialog>
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
            <b>{documentsInWords(not.length)}</b> left as {not.length === 1 ? 'it is' : 'they are'}:
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
