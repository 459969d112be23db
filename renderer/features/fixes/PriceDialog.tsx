import { Field, Input } from '@fluentui/react-components';
import { useMemo, useState, type ReactNode } from 'react';
import type { PriceDecision, PriceNote, PricePreview, PriceRow } from '#core/contract/views/prices.ts';
import { useAnswer, useCommand } from '../../api/ApiContext.tsx';
import { useFormat } from '../../api/StatusContext.tsx';
import { plural } from '../../lib/format.ts';
import { worthInWords } from '../../lib/worth.ts';
import { AskDialog, AskEffects, AskSubject } from '../../ui/AskDialog.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useToast } from '../../ui/useToast.tsx';
import { priceWords, type PriceWord } from './PriceAnswers.tsx';
import styles from './Fixes.module.css';

export interface PriceDialogProps {
  readonly row: PriceRow;
  readonly word: PriceWord;
  readonly onClose: () => void;
  readonly onDone: (note: PriceNote | undefined) => void;
}

/** What a word on a price will do to every order with the same cause; some may be left out where it is said order by order. */
export function PriceDialog({ row, word, onClose, onDone }: PriceDialogProps): ReactNode {
  const { label, effects } = priceWords[word];
  const say = useToast();
  const format = useFormat();
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [unit, setUnit] = useState(row.unitProposed?.unit ?? row.unitNow?.unit ?? '');
  const [factor, setFactor] = useState(row.unitProposed?.factor ?? '');
  const decision = useMemo(() => decisionOf(word, unit.trim(), factor.trim()), [word, unit, factor]);
  const preview = useAnswer(
    'prices.preview',
    { key: row.key, decision: decision ?? { is: 'accept-here' } },
    { keepPrevious: true },
  );
  const decide = useCommand('prices.decide');

  function give(reason: string): void {
    if (!decision || !preview.data) return;
    const out = new Set(row.lines.filter((line) => left.has(line.documentId)).map(({ holdId }) => holdId));
    const holdIds = preview.data.holdIds.filter((id) => word !== 'accept-here' || !out.has(id));
    if (holdIds.length === 0) return;
    decide.mutate(
      { key: row.key, decision, holdIds, reason },
      {
        onSuccess: ({ released, note }) => {
          if (!note) say(label, `${format.count(released)} ${plural(released, 'order')} released`);
          onDone(note);
        },
      },
    );
  }

  return (
    <AskDialog
      title={label}
      confirmLabel={label}
      ready={preview.data !== undefined}
      asksReason
      reasonHint="Kept in the record of every order that it answers, with your name."
      busy={decide.isPending}
      error={decide.error}
      width="middle"
      onConfirm={give}
      onClose={onClose}
      after={(tried) => (
        <>
          {word === 'unit' ? (
            <UnitFields
              row={row}
              unit={unit}
              factor={factor}
              onUnit={setUnit}
              onFactor={setFactor}
              tried={tried}
              preview={preview.data}
            />
          ) : null}
          {preview.data ? (
            <Orders preview={preview.data} left={left} {...(word === 'accept-here' ? { onLeft: setLeft } : {})} />
          ) : preview.error ? (
            <ErrorState error={preview.error} doing="see what it would release" />
          ) : (
            <Loading rows={3} />
          )}
        </>
      )}
    >
      <AskSubject>
        {row.itemNumber}: {format.money(row.price, row.currency)} per {row.unit}, expected{' '}
        {format.money(row.expected, row.currency)}
      </AskSubject>
      <AskEffects effects={effects} />
    </AskDialog>
  );
}

const factorForm = /^\d{1,9}(\.\d{1,12})?$/;

function decisionOf(word: PriceWord, unit: string, factor: string): PriceDecision | undefined {
  if (word !== 'unit') return { is: word };
  return unit !== '' && factorForm.test(factor) && /[1-9]/.test(factor) ? { is: 'unit', unit, factor } : undefined;
}

interface UnitFieldsProps {
  readonly row: PriceRow;
  readonly unit: string;
  readonly factor: string;
  readonly onUnit: (unit: string) => void;
  readonly onFactor: (factor: string) => void;
  readonly tried: boolean;
  readonly preview: PricePreview | undefined;
}

/** The unit mapping with the factor that the difference suggests, and whether the price fits then. */
function UnitFields({ row, unit, factor, onUnit, onFactor, tried, preview }: UnitFieldsProps): ReactNode {
  const format = useFormat();
  const wrong = !factorForm.test(factor.trim()) || !/[1-9]/.test(factor);
  const fits = preview?.unit;
  return (
    <div className={styles['unit']}>
      <span>One {row.unit} is</span>
      <Field {...(tried && wrong ? { validationMessage: 'Above zero, with a point: 12 or 0.5' } : {})}>
        <Input
          className={styles['narrow'] ?? ''}
          aria-label="Factor"
          size="small"
          value={factor}
          maxLength={24}
          onChange={(_, { value }) => onFactor(value)}
        />
      </Field>
      <Field {...(tried && unit.trim() === '' ? { validationMessage: 'Name the unit' } : {})}>
        <Input
          aria-label="Unit in Dynamics"
          className={styles['narrow'] ?? ''}
          size="small"
          value={unit}
          maxLength={20}
          onChange={(_, { value }) => onUnit(value)}
        />
      </Field>
      {fits ? (
        <p role="status" className={styles['quiet']}>
          Then it is {format.money(fits.price, row.currency)} per {fits.unit}, expected{' '}
          {format.money(fits.expected, row.currency)}: {fits.fits ? 'that fits.' : 'that still does not fit.'}
        </p>
      ) : null}
    </div>
  );
}

interface OrdersProps {
  readonly preview: PricePreview;
  readonly left: ReadonlySet<number>;
  /** Given where an order may be left out. */
  readonly onLeft?: (left: ReadonlySet<number>) => void;
}

/** The orders that a word is for, what they are worth, and what else holds each. */
function Orders({ preview, left, onLeft }: OrdersProps): ReactNode {
  const format = useFormat();
  const now = useNow(60_000);
  function toggle(id: number): void {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    onLeft?.(next);
  }
  return (
    <fieldset className={styles['orders']}>
      <legend>
        {format.count(preview.orders)} {plural(preview.orders, 'order')}, {format.count(preview.lines)}{' '}
        {plural(preview.lines, 'line')}
        {preview.worth.length > 0 ? `, ${worthInWords(preview.worth, format)}` : ''}
      </legend>
      <ul className={styles['orderList']} tabIndex={0} aria-label="Orders">
        {preview.documents.map((order) => (
          <li key={order.documentId}>
            <label>
              {onLeft && preview.orders > 1 ? (
                <input type="checkbox" checked={!left.has(order.documentId)} onChange={() => toggle(order.documentId)} />
              ) : null}
              <b>{order.purchaseOrder}</b>
              {order.shipBy === undefined ? '' : ` ships ${format.day(order.shipBy, now)}`}
              {order.otherHolds > 0 ? ` · also waits for ${order.otherHolds} other ${plural(order.otherHolds, 'thing')}` : ''}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
