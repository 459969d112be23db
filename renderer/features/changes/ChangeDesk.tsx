import { Button, Checkbox, Input } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { ChangeView } from '#core/contract/views/changes.ts';
import { sameDecimal } from '#core/domain/decimal.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Shown } from '../../ui/Shown.tsx';
import { useNow } from '../../ui/useNow.ts';
import { OtherOrders } from './OtherOrders.tsx';
import { decisionTexts, refusedOf, type Decision } from './decisions.ts';
import styles from './Changes.module.css';

/** What is shown of a change, and the acts on it, so that a panel may keep those in sight. */
export interface ChangeParts {
  readonly body: ReactNode;
  /** Undefined where nobody has to decide any more. */
  readonly acts: ReactNode | undefined;
}

interface ChangeDeskProps {
  readonly documentId: number;
  readonly render?: (parts: ChangeParts) => ReactNode;
}

/** A change of the retailer, red-lined, beside what Dynamics allows now; accepted, accepted in part, or refused. */
export function ChangeDesk({ documentId, render = stacked }: ChangeDeskProps): ReactNode {
  const answer = useAnswer('changes.get', { documentId });
  if (!answer.data) return render({ body: <Shown answer={answer}>{() => null}</Shown>, acts: undefined });
  return <Change key={documentId} change={answer.data} render={render} />;
}

const stacked = ({ body, acts }: ChangeParts): ReactNode => (
  <div className={styles['change']}>
    {body}
    {acts}
  </div>
);

function Change({
  change,
  render,
}: {
  readonly change: ChangeView;
  readonly render: (parts: ChangeParts) => ReactNode;
}): ReactNode {
  const [refused, setRefused] = useState<Readonly<Record<number, string>>>({});
  const [asked, setAsked] = useState<Decision>();
  const impossible = change.lines.filter((line) => !line.allowed && refused[line.position] === undefined).length;
  const count = Object.keys(refused).length;
  const part = count > 0 && count < change.lines.length;
  const open = change.closed === undefined && change.decided === undefined;
  const acts = open ? (
    <div className={styles['buttons']}>
      <Button
        data-first
        size="small"
        appearance="primary"
        disabledFocusable={impossible > 0 || (count > 0 && !part)}
        title={impossible > 0 ? `Dynamics does not take ${impossible} ${plural(impossible, 'line')} now; refuse those.` : ''}
        onClick={() => setAsked(part ? 'accept-in-part' : 'accept')}
      >
        {part ? `Accept ${change.lines.length - count}, refuse ${count}…` : 'Accept the change…'}
      </Button>
      <Button size="small" onClick={() => setAsked('refuse')}>
        Refuse the change…
      </Button>
    </div>
  ) : undefined;
  return (
    <>
      {render({
        body: (
          <div className={styles['change']}>
            <OtherOrders change={change} />
            <ul className={styles['sentences']} tabIndex={0} aria-label="What the retailer changed">
              {change.sentences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
            {change.orders.map((order) => (
              <p key={order.salesOrder}>
                {order.salesOrder} in Dynamics: {inWords(order)}.
              </p>
            ))}
            <ChangeLines change={change} open={open} refused={refused} onRefused={setRefused} />
            <Decided change={change} />
          </div>
        ),
        acts,
      })}
      {asked ? <DecideDialog change={change} decision={asked} refused={refused} onClose={() => setAsked(undefined)} /> : null}
    </>
  );
}

interface ChangeLinesProps {
  readonly change: ChangeView;
  readonly open: boolean;
  readonly refused: Readonly<Record<number, string>>;
  readonly onRefused: (refused: Readonly<Record<number, string>>) => void;
}

function ChangeLines({ change, open, refused, onRefused }: ChangeLinesProps): ReactNode {
  return (
    <div className={styles['scroll']} role="group" aria-label="Changed lines" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Item</th>
            <th scope="col">Quantity</th>
            <th scope="col">Price</th>
            <th scope="col">Dynamics now</th>
            {open ? <th scope="col">Refuse</th> : null}
          </tr>
        </thead>
        <tbody>
          {change.lines.map((line) => (
            <tr key={line.position}>
              <th scope="row">{line.lineNumber}</th>
              <td>{line.item}</td>
              <td>
                <Red before={line.before} after={line.after} /> {line.unit}
              </td>
              <td>
                <Red before={line.priceBefore} after={line.priceAfter ?? ''} />
              </td>
              <td>
                {line.nothingToDo ? 'Nothing to change. ' : line.allowed ? 'Takes it. ' : 'Does not take it. '}
                {line.why}
              </td>
              {open ? (
                <td>
                  <Checkbox
                    aria-label={`Refuse line ${line.lineNumber}`}
                    checked={refused[line.position] !== undefined}
                    onChange={(_, { checked }) => {
                      const { [line.position]: _gone, ...rest } = refused;
                      // What Dynamics says of it is for us: the reason that is typed goes to the retailer.
                      onRefused(checked === true ? { ...rest, [line.position]: '' } : rest);
                    }}
                  />
                  {refused[line.position] === undefined ? null : (
                    <Input
                      size="small"
                      aria-label={`Why line ${line.lineNumber} is refused`}
                      placeholder="Why, for the retailer"
                      maxLength={500}
                      value={refused[line.position] ?? ''}
                      onChange={(_, { value }) => onRefused({ ...refused, [line.position]: value })}
                    />
                  )}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Old struck through, new underlined; what stays the same once. */
function Red({ before, after }: { readonly before: string | undefined; readonly after: string }): ReactNode {
  if (before === undefined || sameDecimal(before, after)) return after;
  return (
    <>
      <del>{before}</del> <ins>{after}</ins>
    </>
  );
}

const progress = {
  applying: 'It is being written to Dynamics.',
  unknown: 'The answer of Dynamics was lost; it is looked up until it is certain.',
  failed: 'It could not be written to Dynamics.',
  applied: 'It is done; its 865 is drafted.',
} as const;

function Decided({ change: { decided, closed } }: { readonly change: ChangeView }): ReactNode {
  const format = useFormat();
  const now = useNow();
  if (!decided) return closed === undefined ? null : <p>{closed}</p>;
  return (
    <p role="status">
      <b>
        {decisionTexts[decided.decision].past} by {decided.who}, {format.stamp(decided.at, now)}:
      </b>{' '}
      {decided.reason}. {progress[decided.state]} {decided.message}
    </p>
  );
}

interface DecideDialogProps {
  readonly change: ChangeView;
  readonly decision: Decision;
  readonly refused: Readonly<Record<number, string>>;
  readonly onClose: () => void;
}

function DecideDialog({ change, decision, refused, onClose }: DecideDialogProps): ReactNode {
  const command = useCommand('changes.decide');
  const text = decisionTexts[decision];
  return (
    <ConfirmDialog
      title={text.label}
      subject={`Change of order ${change.purchaseOrder}`}
      effects={text.effects}
      confirmLabel={text.label}
      asksReason
      {...(text.reasonHint === undefined ? {} : { reasonHint: text.reasonHint })}
      busy={command.isPending}
      error={command.error}
      onConfirm={(reason) =>
        command.mutate(
          { documentId: change.documentId, decision, reason, refusedLines: refusedOf(decision, refused) },
          { onSuccess: onClose },
        )
      }
      onClose={onClose}
    />
  );
}

/** How far an order went, and Dynamics' own word where that says more. */
function inWords({ stage, status }: ChangeView['orders'][number]): string {
  const words = stage.replaceAll('-', ' ');
  return status === '' || status.toLowerCase() === words ? words : `${words} (${status})`;
}
